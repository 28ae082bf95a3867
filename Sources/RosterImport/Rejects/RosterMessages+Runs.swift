extension RosterMessages {
    /// Plans against a moved store, matches, lists of weights, and taking back.
    static let runs: [String: RosterSentence] = [
        "roster.store_moved": RosterSentence(
            "Basen lot seg ikke lese en gang til slik den var. Prøv igjen.",
            "Basen let seg ikkje lese ein gong til slik han var. Prøv igjen.",
            "The store could not be read again as it was. Try once more."
        ),
        "roster.person_moved": RosterSentence(
            "Personen er endret etter at planen ble laget. Lag planen på nytt.",
            "Personen er endra etter at planen vart laga. Lag planen på nytt.",
            "The person has changed since the plan was made. Make the plan again."
        ),
        "roster.person_appeared": RosterSentence(
            "Noen som kan være personen, er kommet inn etter planen. Lag planen på nytt.",
            "Nokon som kan vere personen, er komen inn etter planen. Lag planen på nytt.",
            "Somebody who may be this person has come in since the plan. Make the plan again."
        ),
        "roster.person_gone": RosterSentence(
            "Personen finnes ikke lenger. Lag planen på nytt.",
            "Personen finst ikkje lenger. Lag planen på nytt.",
            "The person is not there any more. Make the plan again."
        ),
        "roster.person_left": RosterSentence(
            "Personen er slettet eller fjernet etter at raden ble lest inn, og tas ikke inn igjen.",
            "Personen er sletta eller fjerna etter at rada vart lesen inn, og blir ikkje teken inn igjen.",
            "The person was erased or removed after the row was imported, and is not taken in again."
        ),
        "litter.columns": RosterSentence(
            "Lista mangler en kolonne. Den skal ha id, beach, lat, lon, weight_kg og date.",
            "Lista manglar ei kolonne. Ho skal ha id, beach, lat, lon, weight_kg og date.",
            "The list lacks a column. It needs id, beach, lat, lon, weight_kg and date."
        ),
        "litter.date": RosterSentence(
            "Datoen kan ikke leses. Skriv den som åååå-mm-dd.",
            "Datoen kan ikkje lesast. Skriv han som åååå-mm-dd.",
            "The date cannot be read. Write it as yyyy-mm-dd."
        ),
        "litter.id_twice": RosterSentence(
            "Raden har samme id som en tidligere rad.",
            "Rada har same id som ei tidlegare rad.",
            "The row has the id of an earlier row."
        ),
        "litter.no_id": RosterSentence(
            "Raden har ingen id.",
            "Rada har ingen id.",
            "The row has no id."
        ),
        "litter.place": RosterSentence(
            "Stedet kan ikke leses. Skriv bredde og lengde i grader.",
            "Staden kan ikkje lesast. Skriv breidd og lengd i grader.",
            "The place cannot be read. Write latitude and longitude in degrees."
        ),
        "litter.weight": RosterSentence(
            "Vekten kan ikke leses. Skriv kilo som et tall.",
            "Vekta kan ikkje lesast. Skriv kilo som eit tal.",
            "The weight cannot be read. Write kilograms as a number."
        ),
        "undo.changed_since": RosterSentence(
            "Noen har endret dette etter importen; det er beholdt.",
            "Nokon har endra dette etter importen; det er halde på.",
            "Somebody has changed this since the import; it stays."
        ),
        "undo.consent_stays": RosterSentence(
            "Samtykket er trukket og blir stående slik; et nytt ja gir bare hun selv.",
            "Samtykket er trekt og blir ståande slik; eit nytt ja gir berre ho sjølv.",
            "The consent is withdrawn and stays so; a new yes is hers alone to give."
        ),
        "undo.in_use": RosterSentence(
            "Noen har bygd videre på dette etter importen; det er beholdt.",
            "Nokon har bygd vidare på dette etter importen; det er halde på.",
            "Somebody has built on this since the import; it stays."
        ),
        "undo.value_erased": RosterSentence(
            "Den tidligere verdien er slettet for godt; dette er beholdt.",
            "Den tidlegare verdien er sletta for godt; dette er halde på.",
            "The earlier value was erased for good; this stays."
        ),
        "match.known_elsewhere": RosterSentence(
            "Personen er kjent et annet sted.",
            "Personen er kjend ein annan stad.",
            "The person is known elsewhere."
        ),
        "match.contact_of_erased": RosterSentence(
            "Nummeret eller adressen hørte til noen som er slettet, med et annet navn. Er dette en annen?",
            "Nummeret eller adressa høyrde til nokon som er sletta, med eit anna namn. Er dette ein annan?",
            "The number or address was that of somebody who was erased, of another name. Is this another person?"
        ),
        "match.name_only": RosterSentence(
            "Bare navnet er likt. Er det samme person?",
            "Berre namnet er likt. Er det same person?",
            "Only the name is equal. Is it the same person?"
        ),
        "match.uncertain": RosterSentence(
            "Noe taler for at det er samme person. Er det det?",
            "Noko talar for at det er same person. Er det det?",
            "Something speaks for the same person. Is it?"
        ),
        "match.two_candidates": RosterSentence(
            "Flere personer kan være den samme. Hvem er det?",
            "Fleire personar kan vere den same. Kven er det?",
            "Several persons may be the one. Who is it?"
        ),
        "match.waits_for_other_row": RosterSentence(
            "Raden venter på svaret for en tidligere rad.",
            "Rada ventar på svaret for ei tidlegare rad.",
            "The row waits for the answer about an earlier row."
        ),
        "match.person_has_left": RosterSentence(
            "Personen har sluttet. Skal hun inn igjen?",
            "Personen har slutta. Skal ho inn igjen?",
            "The person has left. Is she to come in again?"
        ),
        "roster.no_header": RosterSentence(
            "Fila har ingen overskrift; kolonnene er gjettet av verdiene.",
            "Fila har inga overskrift; kolonnane er gissa ut frå verdiane.",
            "The file has no header; the columns are guessed from their values."
        ),
        "roster.short_row": RosterSentence(
            "Raden har færre felt enn overskriften.",
            "Rada har færre felt enn overskrifta.",
            "The row has fewer fields than the header."
        ),
        "roster.bad_bytes": RosterSentence(
            "Noen tegn kan ikke leses i denne tegnkodingen.",
            "Nokre teikn kan ikkje lesast i denne teiknkodinga.",
            "A character has no meaning in this encoding."
        ),
        "roster.title_lines": RosterSentence(
            "Linjer over overskriften er hoppet over.",
            "Linjer over overskrifta er hoppa over.",
            "Lines above the header were passed over."
        ),
        "roster.totals_row": RosterSentence(
            "En rad med summer er utelatt.",
            "Ei rad med summar er utelaten.",
            "The row of totals was left out."
        ),
        "roster.repeated_header": RosterSentence(
            "Overskriften står en gang til og er utelatt der.",
            "Overskrifta står ein gong til og er utelaten der.",
            "A second header row was left out."
        ),
        "roster.duplicate_header": RosterSentence(
            "To kolonner har samme navn.",
            "To kolonnar har same namn.",
            "Two columns have the same name."
        ),
        "roster.unnamed_column": RosterSentence(
            "En kolonne med verdier har ikke noe navn.",
            "Ei kolonne med verdiar har ikkje noko namn.",
            "A column with values has no name."
        ),
        "roster.long_row": RosterSentence(
            "Raden har flere felt enn overskriften.",
            "Rada har fleire felt enn overskrifta.",
            "The row has more fields than the header."
        ),
        "roster.unclosed_quote": RosterSentence(
            "Et anførselstegn åpnes, men lukkes aldri.",
            "Eit hermeteikn blir opna, men aldri lukka.",
            "A quotation mark is opened and never closed."
        ),
        "roster.stray_quote": RosterSentence(
            "Det står tekst etter et anførselstegn som lukkes.",
            "Det står tekst etter eit hermeteikn som blir lukka.",
            "Text stands after a closing quotation mark."
        ),
        "roster.nul_byte": RosterSentence(
            "Nulltegn er fjernet.",
            "Nullteikn er fjerna.",
            "NUL bytes were taken out."
        ),
        "roster.double_encoded": RosterSentence(
            "Teksten er kodet dobbelt; --repair retter det.",
            "Teksten er koda dobbelt; --repair rettar det.",
            "The text was encoded twice; --repair mends it."
        ),
        "litter.differs": RosterSentence(
            "En rapport med samme id sier noe annet.",
            "Ein rapport med same id seier noko anna.",
            "A report of the same id says otherwise."
        ),
        "litter.refused": RosterSentence(
            "Rapporten ble avvist.",
            "Rapporten vart avvist.",
            "The report was refused."
        ),
    ]
}
