extension RosterMessages {
    /// What is wrong or was mended in a row and its values.
    static let values: [String: RosterSentence] = [
        "row.too_many_fields": RosterSentence(
            "Raden har flere felt enn overskriften; se etter skilletegn i teksten.",
            "Rada har fleire felt enn overskrifta; sjå etter skiljeteikn i teksten.",
            "The row has more fields than the header; look for delimiters in the text."
        ),
        "row.open_quote": RosterSentence(
            "Et anførselstegn åpnes, men lukkes aldri.",
            "Eit hermeteikn blir opna, men aldri lukka.",
            "A quotation mark is opened and never closed."
        ),
        "row.bad_bytes": RosterSentence(
            "Raden har tegn som ikke kan leses.",
            "Rada har teikn som ikkje kan lesast.",
            "The row has characters that cannot be read."
        ),
        "row.double_encoded": RosterSentence(
            "Særnorske bokstaver er lagret dobbelt, som «KÃ¥re».",
            "Særnorske bokstavar er lagra dobbelt, som «KÃ¥re».",
            "Norwegian letters were encoded twice, as in “KÃ¥re”."
        ),
        "row.imported_before": RosterSentence(
            "Raden er lest inn før.",
            "Rada er lesen inn før.",
            "The row was imported before."
        ),
        "value.national_id": RosterSentence(
            "Feltet inneholder et fødselsnummer. Det skal ikke stå i lista.",
            "Feltet inneheld eit fødselsnummer. Det skal ikkje stå i lista.",
            "The field holds a national identity number. It must not be in the list."
        ),
        "name.missing": RosterSentence(
            "Navnet mangler.",
            "Namnet manglar.",
            "The name is missing."
        ),
        "name.too_long": RosterSentence(
            "Navnet er for langt.",
            "Namnet er for langt.",
            "The name is too long."
        ),
        "name.two_people": RosterSentence(
            "To personer står i samme rad. Del dem på to rader.",
            "To personar står i same rad. Del dei på to rader.",
            "Two people share one row. Give each a row."
        ),
        "name.single": RosterSentence(
            "Bare ett navn er oppgitt.",
            "Berre eitt namn er oppgitt.",
            "Only one name is given."
        ),
        "name.has_digits": RosterSentence(
            "Navnet inneholder tall.",
            "Namnet inneheld tal.",
            "The name has digits in it."
        ),
        "name.all_capitals": RosterSentence(
            "Navnet er skrevet med bare store bokstaver.",
            "Namnet er skrive med berre store bokstavar.",
            "The name is written in capitals only."
        ),
        "name.spelling_kept": RosterSentence(
            "Skrivemåten som finnes fra før, er beholdt.",
            "Skrivemåten som finst frå før, er teken vare på.",
            "The spelling that was there is kept."
        ),
        "date.not_understood": RosterSentence(
            "Datoen kan ikke leses. Skriv den som dd.mm.åååå.",
            "Datoen kan ikkje lesast. Skriv han som dd.mm.åååå.",
            "The date cannot be read. Write it as dd.mm.yyyy."
        ),
        "date.not_real": RosterSentence(
            "Datoen finnes ikke i kalenderen.",
            "Datoen finst ikkje i kalenderen.",
            "The calendar has no such date."
        ),
        "date.in_future": RosterSentence(
            "Datoen ligger fram i tid.",
            "Datoen ligg fram i tid.",
            "The date lies in the future."
        ),
        "date.too_old": RosterSentence(
            "Datoen ligger før 1900.",
            "Datoen ligg før 1900.",
            "The date lies before 1900."
        ),
        "date.ambiguous_century": RosterSentence(
            "Året har to sifre og kan være i to århundrer. Skriv fire sifre.",
            "Året har to siffer og kan vere i to hundreår. Skriv fire siffer.",
            "The year has two digits and fits two centuries. Write four digits."
        ),
        "date.zero_restored": RosterSentence(
            "En null først i datoen manglet og er satt inn.",
            "Ein null først i datoen mangla og er sett inn.",
            "A zero at the start of the date was missing and is put back."
        ),
        "date.from_serial": RosterSentence(
            "Datoen var et tall fra regnearket og er regnet om.",
            "Datoen var eit tal frå reknearket og er rekna om.",
            "The date was a spreadsheet's number and is converted."
        ),
        "age.out_of_range": RosterSentence(
            "Alderen må være et helt tall fra 0 til 110.",
            "Alderen må vere eit heilt tal frå 0 til 110.",
            "The age must be a whole number from 0 to 110."
        ),
        "phone.too_few_digits": RosterSentence(
            "Telefonnummeret har for få sifre.",
            "Telefonnummeret har for få siffer.",
            "The phone number has too few digits."
        ),
        "phone.too_many_digits": RosterSentence(
            "Telefonnummeret har for mange sifre.",
            "Telefonnummeret har for mange siffer.",
            "The phone number has too many digits."
        ),
        "phone.not_in_plan": RosterSentence(
            "Telefonnummeret finnes ikke i den norske nummerplanen.",
            "Telefonnummeret finst ikkje i den norske nummerplanen.",
            "The Norwegian numbering plan has no such phone number."
        ),
        "phone.not_a_number": RosterSentence(
            "Feltet er ikke et telefonnummer.",
            "Feltet er ikkje eit telefonnummer.",
            "The field is no phone number."
        ),
        "phone.wrong_length_abroad": RosterSentence(
            "Det utenlandske nummeret har feil lengde.",
            "Det utanlandske nummeret har feil lengd.",
            "The foreign number has the wrong length."
        ),
        "phone.damaged_by_spreadsheet": RosterSentence(
            "Regnearket har ødelagt nummeret. Skriv alle sifrene som tekst.",
            "Reknearket har øydelagt nummeret. Skriv alle siffera som tekst.",
            "The spreadsheet has damaged the number. Write all digits as text."
        ),
        "phone.decimal_removed": RosterSentence(
            "Desimaler etter telefonnummeret er fjernet.",
            "Desimalar etter telefonnummeret er fjerna.",
            "Decimals after the phone number are removed."
        ),
        "phone.trunk_zero": RosterSentence(
            "(0) i telefonnummeret er fjernet.",
            "(0) i telefonnummeret er fjerna.",
            "(0) in the phone number is removed."
        ),
        "phone.words_removed": RosterSentence(
            "Ord ved telefonnummeret er fjernet.",
            "Ord ved telefonnummeret er fjerna.",
            "Words beside the phone number are removed."
        ),
        "phone.two_numbers": RosterSentence(
            "Feltet har to telefonnumre; begge er tatt med.",
            "Feltet har to telefonnummer; begge er tekne med.",
            "The field has two phone numbers; both are taken."
        ),
        "phone.second_unreadable": RosterSentence(
            "Det andre telefonnummeret i feltet kan ikke leses.",
            "Det andre telefonnummeret i feltet kan ikkje lesast.",
            "The second phone number in the field cannot be read."
        ),
        "email.no_at": RosterSentence(
            "E-postadressen mangler @ eller har flere.",
            "E-postadressa manglar @ eller har fleire.",
            "The e-mail address has no @, or several."
        ),
        "email.bad_name": RosterSentence(
            "E-postadressen har tegn foran @ som ikke er tillatt.",
            "E-postadressa har teikn framfor @ som ikkje er tillatne.",
            "The e-mail address has characters before the @ that are not allowed."
        ),
        "email.bad_domain": RosterSentence(
            "E-postadressen har feil etter @.",
            "E-postadressa har feil etter @.",
            "What follows the @ of the e-mail address is wrong."
        ),
        "email.too_long": RosterSentence(
            "E-postadressen er for lang.",
            "E-postadressa er for lang.",
            "The e-mail address is too long."
        ),
        "email.several": RosterSentence(
            "Feltet har flere e-postadresser; alle er tatt med.",
            "Feltet har fleire e-postadresser; alle er tekne med.",
            "The field has several e-mail addresses; all are taken."
        ),
        "email.comma_for_point": RosterSentence(
            "E-postadressen har et komma der det skal stå et punktum.",
            "E-postadressa har eit komma der det skal stå eit punktum.",
            "The e-mail address has a comma where a point belongs."
        ),
        "email.no_top_domain": RosterSentence(
            "E-postadressen mangler endelse, som «.no».",
            "E-postadressa manglar ending, som «.no».",
            "The e-mail address has no ending, such as “.no”."
        ),
        "email.confusable": RosterSentence(
            "E-postadressen blander alfabeter og kan forveksles med en annen.",
            "E-postadressa blandar alfabet og kan forvekslast med ei anna.",
            "The e-mail address mixes alphabets and can be taken for another."
        ),
        "postal.not_understood": RosterSentence(
            "Postnummeret kan ikke leses.",
            "Postnummeret kan ikkje lesast.",
            "The postal code cannot be read."
        ),
        "postal.unknown": RosterSentence(
            "Postnummeret finnes ikke i postnummerregisteret.",
            "Postnummeret finst ikkje i postnummerregisteret.",
            "The register has no such postal code."
        ),
        "postal.ended": RosterSentence(
            "Postnummeret var gått ut da fila ble laget; det er beholdt som skrevet.",
            "Postnummeret var gått ut då fila vart laga; det er halde på som skrive.",
            "The postal code had been given up when the file was made; it is kept as written."
        ),
        "municipality.unknown": RosterSentence(
            "Kommunen finnes ikke i registeret.",
            "Kommunen finst ikkje i registeret.",
            "The register has no such municipality."
        ),
        "municipality.ended": RosterSentence(
            "Kommunenummeret var gått ut da fila ble laget; det er beholdt som skrevet.",
            "Kommunenummeret var gått ut då fila vart laga; det er halde på som skrive.",
            "The municipality number had ended when the file was made; it is kept as written."
        ),
        "municipality.ambiguous": RosterSentence(
            "Flere kommuner heter dette. Skriv kommunenummeret.",
            "Fleire kommunar heiter dette. Skriv kommunenummeret.",
            "Several municipalities have this name. Write the number."
        ),
        "postal.zero_restored": RosterSentence(
            "En null først i postnummeret manglet og er satt inn.",
            "Ein null først i postnummeret mangla og er sett inn.",
            "A zero at the start of the postal code was missing and is put back."
        ),
        "postal.place_differs": RosterSentence(
            "Poststedet hører ikke til postnummeret.",
            "Poststaden høyrer ikkje til postnummeret.",
            "The place does not belong to the postal code."
        ),
        "postal.foreign": RosterSentence(
            "Postnummeret er utenlandsk og er beholdt som skrevet.",
            "Postnummeret er utanlandsk og er halde på som skrive.",
            "The postal code is foreign and kept as written."
        ),
        "yesno.not_understood": RosterSentence(
            "Feltet er verken ja eller nei.",
            "Feltet er verken ja eller nei.",
            "The field is neither yes nor no."
        ),
    ]
}
