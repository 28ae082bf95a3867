extension RosterMessages {
    /// Files that are not read, and what was odd about those that are.
    static let files: [String: RosterSentence] = [
        "roster.file_moved": RosterSentence(
            "Fila er endret mens den ble lest. Begynn på nytt.",
            "Fila er endra medan ho vart lesen. Byrj på nytt.",
            "The file has changed while it was read. Start over."
        ),
        "reference.not_understood": RosterSentence(
            "Fila er ikke et register vi kjenner: Brings postnumre, eller kommunene fra SSB eller Kartverket.",
            "Fila er ikkje eit register vi kjenner: postnumra til Bring, eller kommunane frå SSB eller Kartverket.",
            "The file is no register we know: Bring's postal codes, or the municipalities of SSB or Kartverket."
        ),
        "reference.bad_row": RosterSentence(
            "En linje i registeret kan ikke leses. Hent fila på nytt.",
            "Ei linje i registeret kan ikkje lesast. Hent fila på nytt.",
            "A line of the register cannot be read. Fetch the file anew."
        ),
        "reference.twice": RosterSentence(
            "En kode står to ganger i registeret. Hent fila på nytt.",
            "Ein kode står to gonger i registeret. Hent fila på nytt.",
            "A code stands twice in the register. Fetch the file anew."
        ),
        "reference.too_large": RosterSentence(
            "Fila er større enn 16 MiB eller har over 40 000 koder; den er ikke et register.",
            "Fila er større enn 16 MiB eller har over 40 000 kodar; ho er ikkje eit register.",
            "The file is larger than 16 MiB, or has more than 40,000 codes; it is no register."
        ),
        "roster.empty": RosterSentence(
            "Fila har ingen rader. Velg en annen fil.",
            "Fila har ingen rader. Vel ei anna fil.",
            "The file holds no rows. Choose another file."
        ),
        "roster.file_too_large": RosterSentence(
            "Fila er for stor. Del den i flere.",
            "Fila er for stor. Del ho i fleire.",
            "The file is too large. Split it."
        ),
        "roster.file_unreadable": RosterSentence(
            "Fila kan ikke leses til enden. Kopier den til denne maskinen og prøv igjen.",
            "Fila kan ikkje lesast til enden. Kopier ho til denne maskina og prøv igjen.",
            "The file cannot be read to its end. Copy it to this machine and try again."
        ),
        "roster.too_many_rows": RosterSentence(
            "Fila har for mange rader. Del den i flere.",
            "Fila har for mange rader. Del ho i fleire.",
            "The file has too many rows. Split it."
        ),
        "roster.too_many_columns": RosterSentence(
            "En rad har for mange kolonner. Se på skilletegnet, eller fjern kolonner.",
            "Ei rad har for mange kolonnar. Sjå på skiljeteiknet, eller fjern kolonnar.",
            "A row has too many columns. Check the delimiter, or remove columns."
        ),
        "roster.field_too_long": RosterSentence(
            "Et felt er for langt. Se etter et anførselstegn som aldri lukkes, eller kort det ned.",
            "Eit felt er for langt. Sjå etter eit hermeteikn som aldri blir lukka, eller kort det ned.",
            "A field is too long. Look for a quotation mark that is never closed, or shorten it."
        ),
        "roster.unclosed_quotes": RosterSentence(
            "Mer enn 100 anførselstegn lukkes aldri. Lagre lista som CSV på nytt.",
            "Meir enn 100 hermeteikn blir aldri lukka. Lagre lista som CSV på nytt.",
            "More than 100 quotation marks are never closed. Save the list as CSV again."
        ),
        "roster.not_text": RosterSentence(
            "Dette er ikke en liste. Lagre lista som .xlsx eller CSV og prøv igjen.",
            "Dette er ikkje ei liste. Lagre lista som .xlsx eller CSV og prøv igjen.",
            "This is no list. Save the list as .xlsx or CSV and try again."
        ),
        "roster.markup": RosterSentence(
            "Dette er en nettside eller XML, uansett hva fila heter. Åpne den i et regneark, "
                + "lagre den som .xlsx og prøv igjen.",
            "Dette er ei nettside eller XML, same kva fila heiter. Opne ho i eit rekneark, "
                + "lagre ho som .xlsx og prøv igjen.",
            "This is a web page or XML, whatever its name says. Open it in a spreadsheet "
                + "program, save it as .xlsx and try again."
        ),
        "roster.header_row_blank": RosterSentence(
            "Raden som skulle være overskriften, er tom. Slå opp nummeret, eller skriv 0 for "
                + "ei liste uten overskrift.",
            "Rada som skulle vere overskrifta, er tom. Slå opp nummeret, eller skriv 0 for "
                + "ei liste utan overskrift.",
            "There is nothing in the row that was called the header. Look up its number, or "
                + "say 0 for a list without one."
        ),
        "value.cell_error": RosterSentence(
            "Cella har en feil fra regnearket, som #N/A. Skriv verdien inn.",
            "Cella har ein feil frå reknearket, som #N/A. Skriv verdien inn.",
            "The cell holds a spreadsheet's error, such as #N/A. Write the value in."
        ),
    ]
}
