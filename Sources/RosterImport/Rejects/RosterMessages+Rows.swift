extension RosterMessages {
    /// What was kept, shared, left out or answered.
    static let rows: [String: RosterSentence] = [
        "centre.unknown": RosterSentence(
            "Frivilligsentralen i raden er ukjent.",
            "Frivilligsentralen i rada er ukjend.",
            "The row's volunteer centre is unknown."
        ),
        "row.person_erased": RosterSentence(
            "Personen er slettet hos oss og tas ikke inn igjen av ei liste. Ta henne av lista; har hun selv "
                + "meldt seg på nytt, sier «roster answer PLAN RAD new» det.",
            "Personen er sletta hos oss og blir ikkje teken inn igjen av ei liste. Ta henne av lista; har ho "
                + "sjølv meldt seg på nytt, seier «roster answer PLAN RAD new» det.",
            "The person was erased here, and a list does not bring her back. Take her off the list; where she "
                + "has signed up anew herself, 'roster answer PLAN ROW new' says so."
        ),
        "contact.shared": RosterSentence(
            "Flere personer har samme telefon eller e-post.",
            "Fleire personar har same telefon eller e-post.",
            "Several persons share a phone number or an e-mail address."
        ),
        "guardian.missing": RosterSentence(
            "Personen er under 18 år, og raden nevner ingen foresatt.",
            "Personen er under 18 år, og rada nemner ingen føresett.",
            "The person is under 18, and the row names no guardian."
        ),
        "field.said_otherwise_earlier": RosterSentence(
            "En tidligere rad i fila sier noe annet; den gjelder.",
            "Ei tidlegare rad i fila seier noko anna; ho gjeld.",
            "An earlier row of the file says otherwise; that one holds."
        ),
        "field.edited_later": RosterSentence(
            "Feltet er endret etter at fila ble laget, og er beholdt.",
            "Feltet er endra etter at fila vart laga, og er halde på.",
            "The field was edited after the file was made, and is kept."
        ),
        "consent.withdrawal_kept": RosterSentence(
            "Samtykket er trukket og gis ikke tilbake av en fil.",
            "Samtykket er trekt og blir ikkje gitt tilbake av ei fil.",
            "The consent was withdrawn; a file does not give it back."
        ),
        "certificate.kept": RosterSentence(
            "Attesten som finnes fra før, er nyere og er beholdt.",
            "Attesten som finst frå før, er nyare og er teken vare på.",
            "The certificate that is there is newer and kept."
        ),
        "since.kept": RosterSentence(
            "Datoen for innmelding som finnes fra før, er eldre og er beholdt.",
            "Datoen for innmelding som finst frå før, er eldre og er teken vare på.",
            "The joining date that is there is earlier and kept."
        ),
        "external_id.kept": RosterSentence(
            "Medlemsnummeret som finnes fra før, er beholdt.",
            "Medlemsnummeret som finst frå før, er halde på.",
            "The membership number that is there is kept."
        ),
        "field.not_stored": RosterSentence(
            "Feltet har ingen plass hos oss og er utelatt.",
            "Feltet har ingen plass hos oss og er utelate.",
            "We have no place for the field; it is left out."
        ),
        "contact.left_out": RosterSentence(
            "Verdien kan ikke lagres slik og er utelatt; resten av raden tas inn.",
            "Verdien kan ikkje lagrast slik og er utelaten; resten av rada blir teken inn.",
            "The value cannot be stored as it is and is left out; the rest of the row goes in."
        ),
        "column.email_unread": RosterSentence(
            "En kolonne for e-post som ikke er i bruk, har en adresse som ikke kan leses.",
            "Ei kolonne for e-post som ikkje er i bruk, har ei adresse som ikkje kan lesast.",
            "A column of e-mail addresses that is not used has one that cannot be read."
        ),
        "answer.new": RosterSentence(
            "Noen har svart at raden er en ny person.",
            "Nokon har svart at rada er ein ny person.",
            "Somebody has answered that the row is a new person."
        ),
        "answer.same": RosterSentence(
            "Noen har svart hvem raden er.",
            "Nokon har svart kven rada er.",
            "Somebody has answered who the row is."
        ),
        "answer.skip": RosterSentence(
            "Noen har svart at raden skal utelates.",
            "Nokon har svart at rada skal utelatast.",
            "Somebody has answered that the row is to be left out."
        ),
        "contact.email": RosterSentence(
            "E-postadressen har ikke formen den lagres i.",
            "E-postadressa har ikkje forma ho blir lagra i.",
            "The e-mail address has not the form it is stored in."
        ),
        "contact.phone": RosterSentence(
            "Telefonnummeret har ikke formen det lagres i.",
            "Telefonnummeret har ikkje forma det blir lagra i.",
            "The phone number has not the form it is stored in."
        ),
    ]
}
