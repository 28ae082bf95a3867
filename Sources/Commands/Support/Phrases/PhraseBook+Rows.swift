extension PhraseBook {
    /// Why a row, a person, a device or a case cannot be used as it was asked.
    static let rows: Words = [
        "There is no {} with such an id here; sync, or check the id.": (
            "Det er ingen {} med en slik id her; synkroniser, eller se etter id-en.",
            "Det er ingen {} med ein slik id her; synkroniser, eller sjå etter id-en."
        ),
        "This device has no {} with this id; sync, or check the id.": (
            "Denne enheten har ingen {} med denne id-en; synkroniser, eller se etter id-en.",
            "Denne eininga har ingen {} med denne id-en; synkroniser, eller sjå etter id-en."
        ),
        "# rows of {} have such an id; give more of it.": (
            "# rader av {} har en slik id; gi mer av den.",
            "# rader av {} har ein slik id; gje meir av han."
        ),
        "# devices have such an id; give more of it.": (
            "# enheter har en slik id; gi mer av den.",
            "# einingar har ein slik id; gje meir av han."
        ),
        "Such rows are their person's own; 'dugnad municipality report' tells the sums.": (
            "Slike rader er personens egne; 'dugnad municipality report' viser summene.",
            "Slike rader er personen sine eigne; 'dugnad municipality report' viser summane."
        ),
        "There is no such device.": ("Det er ingen slik enhet.", "Det er inga slik eining."),
        "There is no such person.": ("Det er ingen slik person.", "Det er ingen slik person."),
        "There is no such zone.": (
            "Det er ikke noe slikt ryddeområde.", "Det er ikkje noko slikt ryddeområde."
        ),
        "There is no such centre.": ("Det er ingen slik sentral.", "Det er ingen slik sentral."),
        "There is no such person in this store.": (
            "Det er ingen slik person i dette lageret.", "Det er ingen slik person i dette lageret."
        ),
        "{} does not fit this item; decide it with {}.": (
            "{} passer ikke til denne saken; avgjør den med {}.",
            "{} høver ikkje til denne saka; avgjer ho med {}."
        ),
        "She has not said yes to being thanked in writing, or her guardian has not.": (
            "Hun har ikke sagt ja til skriftlig takk, eller den foresatte har ikke.",
            "Ho har ikkje sagt ja til skriftleg takk, eller den føresette har ikkje."
        ),
        "The task got no code.": ("Oppdraget fikk ingen kode.", "Oppdraget fekk ingen kode."),
        "The code has no form as a QR code.": (
            "Koden kan ikke skrives som QR-kode.", "Koden kan ikkje skrivast som QR-kode."
        ),
        "The lottery is drawn and does not change.": (
            "Lotteriet er trukket og endres ikke.", "Lotteriet er trekt og vert ikkje endra."
        ),
        "The seed is not the one that was promised.": (
            "Frøet er ikke det som ble lovet.", "Frøet er ikkje det som vart lova."
        ),
        "The seed is not one that was promised for that season.": (
            "Frøet er ikke blant dem som ble lovet for den sesongen.",
            "Frøet er ikkje mellom dei som vart lova for den sesongen."
        ),
        "No lottery was promised for that season; begin with 'dugnad lottery promise'.": (
            "Ikke noe lotteri er lovet for den sesongen; begynn med 'dugnad lottery promise'.",
            "Ikkje noko lotteri er lova for den sesongen; byrj med 'dugnad lottery promise'."
        ),
        "This is no list of a lottery, or it was changed.": (
            "Dette er ingen liste fra et lotteri, eller den er endret.",
            "Dette er inga liste frå eit lotteri, eller ho er endra."
        ),
        "The list names another promise than the one given.": (
            "Listen nevner et annet løfte enn det som er gitt.",
            "Lista nemner ein annan lovnad enn den som er gjeven."
        ),
        "The list is another than the one of the hash given.": (
            "Listen er en annen enn den summen hører til.",
            "Lista er ei anna enn den summen høyrer til."
        ),
        "The plan and the truth are not of one roster; make both anew.": (
            "Planen og fasiten er ikke av samme liste; lag begge på nytt.",
            "Planen og fasiten er ikkje av same liste; lag begge på nytt."
        ),
        "There is no story there.": ("Det er ingen fortelling der.", "Det er inga forteljing der."),
        "The running hub is of another version; use the program it was started with.": (
            "Huben som kjører, er av en annen versjon; bruk programmet den ble startet med.",
            "Huben som køyrer, er av ein annan versjon; bruk programmet han vart starta med."
        ),
        "The file cannot be used: {}. {}": (
            "Filen kan ikke brukes: {}. {}", "Fila kan ikkje brukast: {}. {}"
        ),
        "Row #: {}": ("Rad #: {}", "Rad #: {}"),
        "There is the ledger of an earlier store at that place. Bring that store back with 'dugnad restore', or move the ledger away.":
            (
                "Der ligger protokollen til et tidligere lager. Legg det lageret tilbake med 'dugnad restore', eller flytt protokollen.",
                "Der ligg protokollen til eit tidlegare lager. Legg det lageret tilbake med 'dugnad restore', eller flytt protokollen."
            ),
        "The list needs the columns {}.": (
            "Listen trenger kolonnene {}.", "Lista treng kolonnane {}."
        ),
        "She was erased; 'dugnad erasure certificate' says what was removed.": (
            "Hun er slettet; 'dugnad erasure certificate' sier hva som ble fjernet.",
            "Ho er sletta; 'dugnad erasure certificate' seier kva som vart fjerna."
        ),
        "This store knows of no erasure of that person.": (
            "Dette lageret vet ikke om noen sletting av den personen.",
            "Dette lageret veit ikkje om noka sletting av den personen."
        ),
        "The token is wrong, or something about her has changed: do the dry run again.": (
            "Ordet er feil, eller noe om henne er endret: gjør prøvekjøringen om igjen.",
            "Ordet er feil, eller noko om henne er endra: gjer prøvekøyringa om att."
        ),
        "A rule speaks against it; see the reasons.": (
            "En regel taler imot; se grunnene.", "Ein regel talar imot; sjå grunnane."
        ),
        "The change cannot be made; see the reasons.": (
            "Endringen kan ikke gjøres; se grunnene.", "Endringa kan ikkje gjerast; sjå grunnane."
        ),
    ]
}
