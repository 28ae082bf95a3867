extension Messages {
    /// What merging came to, field by field and row by row.
    static let rows: [String: Sentence] = [
        "fact.contested": Sentence(
            """
            Noen har allerede rettet det samme. Den første rettelsen gjelder til saken er \
            avgjort.
            """,
            "Nokon har alt retta det same. Den første rettinga gjeld til saka er avgjord.",
            "Somebody already corrected this. The first correction counts until it is decided."
        ),
        "fact.immutable": Sentence(
            "Det som er registrert, kan ikke endres[: {field}]. Lever en rettelse i stedet.",
            "Det som er registrert, kan ikkje endrast[: {field}]. Lever ei retting i staden.",
            "What was recorded cannot be changed[: {field}]. Hand in a correction instead."
        ),
        "fact.others": Sentence(
            "Meldingen er en annens. En rettelse av den blir vurdert av kontoret.",
            "Meldinga er ein annans. Ei retting av ho blir vurdert av kontoret.",
            "The report is somebody else's. A correction of it is looked at by the office."
        ),
        "fact.replaces_itself": Sentence(
            "En rettelse kan ikke rette seg selv. Lever en ny.",
            "Ei retting kan ikkje rette seg sjølv. Lever ei ny.",
            "A correction cannot correct itself. Hand in a new one."
        ),
        "field.hub_only": Sentence(
            "Feltet settes av sentralen[: {field}].",
            "Feltet blir sett av sentralen[: {field}].",
            "The field is set by the centre[: {field}]."
        ),
        "field.lost": Sentence(
            "Noen endret dette etter deg, og den endringen gjelder[: {field}].",
            "Nokon endra dette etter deg, og den endringa gjeld[: {field}].",
            "Somebody changed this after you, and their change stands[: {field}]."
        ),
        "field.required": Sentence(
            "Feltet kan ikke være tomt[: {field}].",
            "Feltet kan ikkje vere tomt[: {field}].",
            "The field must not be empty[: {field}]."
        ),
        "field.review": Sentence(
            """
            Noen andre har skrevet noe annet[: {field}]. Begge er tatt vare på til en \
            koordinator har valgt.
            """,
            """
            Nokon andre har skrive noko anna[: {field}]. Begge er tekne vare på til ein \
            koordinator har valt.
            """,
            """
            Somebody wrote something else[: {field}]. Both are kept until a coordinator has \
            chosen.
            """
        ),
        "field.type": Sentence(
            "Verdien passer ikke i feltet[: {field}].",
            "Verdien passar ikkje i feltet[: {field}].",
            "The value does not fit the field[: {field}]."
        ),
        "field.unknown": Sentence(
            "Feltet finnes ikke[: {field}]. Oppdater appen.",
            "Feltet finst ikkje[: {field}]. Oppdater appen.",
            "There is no such field[: {field}]. Update the app."
        ),
        "field.unseen_kept": Sentence(
            "Noe du fjernet, ble lagt til på nytt av en annen, og blir stående[: {field}].",
            "Noko du fjerna, vart lagt til på nytt av ein annan, og blir ståande[: {field}].",
            "Something you removed had been added again by somebody else and stays[: {field}]."
        ),
        "field.won": Sentence(
            "Din endring gjelder, i stedet for en du ikke hadde sett[: {field}].",
            "Di endring gjeld, i staden for ei du ikkje hadde sett[: {field}].",
            "Your change stands, in place of one you had not seen[: {field}]."
        ),
        "group.incomplete": Sentence(
            "Feltene som hører sammen, må sendes samlet[: {field}].",
            "Felta som høyrer saman, må sendast samla[: {field}].",
            "Fields that belong together must be sent together[: {field}]."
        ),
        "person.erased": Sentence(
            "Personen er slettet, og opplysningene er ikke lagret.",
            "Personen er sletta, og opplysningane er ikkje lagra.",
            "The person has been erased, and the details were not stored."
        ),
        "reference.other_centre": Sentence(
            "Dette viser til noe som hører til en annen sentral[: {field}].",
            "Dette viser til noko som høyrer til ein annan sentral[: {field}].",
            "This refers to something of another centre[: {field}]."
        ),
        "row.brought_back": Sentence(
            """
            Noen slettet dette mens en annen endret det. Det er hentet tilbake, og en \
            koordinator avgjør.
            """,
            """
            Nokon sletta dette medan ein annan endra det. Det er henta tilbake, og ein \
            koordinator avgjer.
            """,
            """
            Somebody removed this while somebody else changed it. It is back, and a \
            coordinator decides.
            """
        ),
        "row.entity_mismatch": Sentence(
            "Nummeret er brukt om noe annet. Oppdater appen.",
            "Nummeret er brukt om noko anna. Oppdater appen.",
            "The id belongs to something else. Update the app."
        ),
        "row.parent_missing": Sentence(
            "Det som dette hører til, finnes ikke hos sentralen.",
            "Det som dette høyrer til, finst ikkje hos sentralen.",
            "What this belongs to is not there at the centre."
        ),
        "row.removed": Sentence("Dette er slettet.", "Dette er sletta.", "This has been removed."),
        "row.required": Sentence(
            "Noe mangler[: {field}].",
            "Noko manglar[: {field}].",
            "Something is missing[: {field}]."
        ),
        "row.unknown": Sentence(
            "Det som skulle slettes, finnes ikke.",
            "Det som skulle slettast, finst ikkje.",
            "What was to be removed is not there."
        ),
        "state.transition": Sentence(
            "Steget er ikke mulig slik det står nå[: {field}].",
            "Steget er ikkje mogleg slik det står no[: {field}].",
            "The step is not possible as things stand[: {field}]."
        ),
    ]

    /// Decisions about what was kept for a person.
    static let review: [String: Sentence] = [
        "field.reference": Sentence(
            "[{field}] viser til noe av et annet slag. Velg en rad av riktig slag.",
            "[{field}] viser til noko av eit anna slag. Vel ei rad av rett slag.",
            "[{field}] refers to something of another kind. Choose a row of the right kind."
        ),
        "review.changed_since": Sentence(
            "Noen har skrevet noe nytt siden du så på saken. Se på den igjen og velg på nytt.",
            "Nokon har skrive noko nytt sidan du såg på saka. Sjå på henne igjen og vel på nytt.",
            "Somebody has written something new since you looked. Look again and choose anew."
        ),
        "review.not_yours": Sentence(
            "Dette kan du bare foreslå selv. Daglig leder må slippe det inn.",
            "Dette kan du berre føreslå sjølv. Dagleg leiar må sleppe det inn.",
            "You may only propose this yourself. The centre manager has to let it in."
        ),
        "review.choice": Sentence(
            "Avgjørelsen passer ikke til saken.",
            "Avgjerda passar ikkje til saka.",
            "The decision does not fit the case."
        ),
        "review.decided": Sentence(
            "Saken er allerede avgjort.",
            "Saka er alt avgjord.",
            "The case is already decided."
        ),
        "review.carried_out": Sentence(
            "Arbeidet er sluppet inn og kan ikke tas tilbake slik. Endre det i stedet.",
            "Arbeidet er sleppt inn og kan ikkje takast tilbake slik. Endre det i staden.",
            "The work was let in and cannot be taken back so. Change it instead."
        ),
        "review.gone": Sentence(
            "Det som skulle avgjøres, er ikke lenger tatt vare på.",
            "Det som skulle avgjerast, er ikkje lenger teke vare på.",
            "What was to be decided is no longer kept."
        ),
        "review.reopened": Sentence(
            "En annen har avgjort saken på en annen måte. Den er åpnet igjen.",
            "Ein annan har avgjort saka på ein annan måte. Ho er opna igjen.",
            "Somebody decided the case differently. It is open again."
        ),
        "review.side": Sentence(
            "Den valgte siden hører ikke til saken.",
            "Den valde sida høyrer ikkje til saka.",
            "The chosen side does not belong to the case."
        ),
    ]
}
