extension PhraseBook {
    /// What the doctor finds and advises.
    static let doctor: Words = [
        "The store is of an older version.": (
            "Lageret er av en eldre versjon.", "Lageret er av ein eldre versjon."
        ),
        "Serve it once with this version; it is brought up to date then.": (
            "Start det én gang med denne versjonen, så blir det oppdatert.",
            "Start det éin gong med denne versjonen, så vert det oppdatert."
        ),
        "The store is of this version.": (
            "Lageret er av denne versjonen.", "Lageret er av denne versjonen."
        ),
        """
        The store has # KiB, # KiB of them free, with # rows, # entries of history (# KiB) and # KiB of \
        operations as they came.
        """: (
            """
            Lageret har # KiB, # KiB av dem er ledige, med # rader, # innslag i historikken (# KiB) og # KiB \
            operasjoner slik de kom.
            """,
            """
            Lageret har # KiB, # KiB av dei er ledige, med # rader, # innslag i historikken (# KiB) og # KiB \
            operasjonar slik dei kom.
            """
        ),
        "It was not compacted for # days: run 'dugnad store compact'.": (
            "Det er ikke ryddet på # dager: kjør 'dugnad store compact'.",
            "Det er ikkje rydda på # dagar: køyr 'dugnad store compact'."
        ),
        "No page is damaged.": ("Ingen side er skadet.", "Inga side er skadd."),
        "Stop the hub, copy the file aside, and restore the latest backup.": (
            "Stopp huben, legg filen til side, og legg tilbake siste sikkerhetskopi.",
            "Stogg huben, legg fila til side, og legg tilbake siste tryggingskopi."
        ),
        "The file cannot be looked at.": ("Filen kan ikke ses på.", "Fila kan ikkje sjåast på."),
        "Check its folder.": ("Se etter mappen.", "Sjå etter mappa."),
        "Others than its owner may open the store.": (
            "Andre enn eieren kan åpne lageret.", "Andre enn eigaren kan opne lageret."
        ),
        "It holds personal data: run chmod # on it.": (
            "Det har personopplysninger: kjør chmod # på det.",
            "Det har personopplysingar: køyr chmod # på det."
        ),
        "The store cannot be written.": (
            "Lageret kan ikke skrives.", "Lageret kan ikkje skrivast."
        ),
        "Give the user who runs the hub the right to write it.": (
            "Gi brukeren som kjører huben, rett til å skrive det.",
            "Gje brukaren som køyrer huben, rett til å skrive det."
        ),
        "Only its owner may open the store.": (
            "Bare eieren kan åpne lageret.", "Berre eigaren kan opne lageret."
        ),
        "The disk is not asked.": ("Disken er ikke spurt.", "Disken er ikkje spurd."),
        "# MiB are free on the store's disk.": (
            "# MiB er ledig på disken til lageret.", "# MiB er ledig på disken til lageret."
        ),
        "Make room: at least # MiB.": (
            "Gjør plass: minst # MiB.", "Gjer plass: minst # MiB."
        ),
        "The log beside the store has # MiB.": (
            "Loggen ved siden av lageret har # MiB.", "Loggen ved sida av lageret har # MiB."
        ),
        "A reader keeps it from being folded back; end long backups, or start the hub again.": (
            "En leser hindrer at den foldes inn; avslutt lange kopieringer, eller start huben på nytt.",
            "Ein lesar hindrar at han vert falda inn; avslutt lange kopieringar, eller start huben på nytt."
        ),
        "No process serves the store now.": (
            "Ingen prosess bruker lageret nå.", "Ingen prosess brukar lageret no."
        ),
        "Check the rights of its folder.": (
            "Se etter rettighetene til mappen.", "Sjå etter rettane til mappa."
        ),
        "A process serves the store.": (
            "En prosess bruker lageret.", "Ein prosess brukar lageret."
        ),
        "# rows have the hash they were stored with.": (
            "# rader har den summen de ble lagret med.",
            "# rader har den summen dei vart lagra med."
        ),
        "# rows were changed outside the program.": (
            "# rader er endret utenfor programmet.", "# rader er endra utanfor programmet."
        ),
        "Every row is in the scopes it belongs to.": (
            "Hver rad er der den skal ses.", "Kvar rad er der ho skal sjåast."
        ),
        "# rows are missing from a scope they belong to.": (
            "# rader mangler der de skal ses.", "# rader manglar der dei skal sjåast."
        ),
        "Edit such a row to have it placed again; report how it came about.": (
            "Endre en slik rad, så blir den plassert på nytt; meld fra om hvordan det ble slik.",
            "Endre ei slik rad, så vert ho plassert på nytt; meld frå om korleis det vart slik."
        ),
        "# sums agree with the rows.": (
            "# summer stemmer med radene.", "# summar stemmer med radene."
        ),
        "# sums do not agree.": ("# summer stemmer ikke.", "# summar stemmer ikkje."),
        "# look-ups agree with the rows.": (
            "# oppslag stemmer med radene.", "# oppslag stemmer med radene."
        ),
        "# look-ups are missing and # point nowhere.": (
            "# oppslag mangler, og # peker ingen steder.",
            "# oppslag manglar, og # peikar ingen stader."
        ),
        "Every row's parent is there.": (
            "Det hver rad hører til, er der.", "Det kvar rad høyrer til, er der."
        ),
        "Look at them with 'dugnad explain' and remove them, or bring the parent back.": (
            "Se på dem med 'dugnad explain' og fjern dem, eller hent tilbake det de hører til.",
            "Sjå på dei med 'dugnad explain' og fjern dei, eller hent tilbake det dei høyrer til."
        ),
    ]

    /// What is said of the ledger beside a store.
    static let ledger: Words = [
        "All the ledger says is so in the store.": (
            "Alt det som står i protokollen, er slik i lageret.",
            "Alt det som står i protokollen, er slik i lageret."
        ),
        "# lines of the ledger do not hold in the store; # erasures are not in it.": (
            "# linjer i protokollen er ikke slik i lageret; # slettinger står ikke i den.",
            "# linjer i protokollen er ikkje slik i lageret; # slettingar står ikkje i han."
        ),
        "Stop the hub, make a backup, and restore it with the ledger.": (
            "Stopp huben, ta en sikkerhetskopi, og legg den tilbake med protokollen.",
            "Stogg huben, ta ein tryggingskopi, og legg han tilbake med protokollen."
        ),
        "The ledger's # lines agree with the store.": (
            "De # linjene i protokollen stemmer med lageret.",
            "Dei # linjene i protokollen stemmer med lageret."
        ),
        "The ledger beside the store cannot be read.": (
            "Protokollen ved siden av lageret kan ikke leses.",
            "Protokollen ved sida av lageret kan ikkje lesast."
        ),
        "Check its rights; only the user who runs the hub needs it.": (
            "Se etter rettighetene; bare brukeren som kjører huben, trenger den.",
            "Sjå etter rettane; berre brukaren som køyrer huben, treng han."
        ),
    ]
}
