extension PhraseBook {
    /// Why a store's file, its ledger or its backup cannot be used.
    static let storage: Words = [
        "{} (SQLite: {})": ("{} (SQLite: {})", "{} (SQLite: {})"),
        "This file is no store, or its first page is damaged; check the path.": (
            "Denne filen er ikke noe lager, eller første side er skadet; se etter stien.",
            "Denne fila er ikkje noko lager, eller fyrste sida er skadd; sjå etter stigen."
        ),
        "The store is damaged; restore the latest good backup.": (
            "Lageret er skadet; legg tilbake siste gode sikkerhetskopi.",
            "Lageret er skadd; legg tilbake siste gode tryggingskopi."
        ),
        "The store cannot be written; check the owner and rights of its folder.": (
            "Lageret kan ikke skrives; se etter eieren og rettighetene til mappen.",
            "Lageret kan ikkje skrivast; sjå etter eigaren og rettane til mappa."
        ),
        "The disk is full; free some space, then try again.": (
            "Disken er full; gjør plass og prøv igjen.", "Disken er full; gjer plass og prøv att."
        ),
        "The store is busy; try again in a moment.": (
            "Lageret er opptatt; prøv igjen om litt.", "Lageret er opptatt; prøv att om litt."
        ),
        "The store cannot be opened; check the path and its rights.": (
            "Lageret kan ikke åpnes; se etter stien og rettighetene.",
            "Lageret kan ikkje opnast; sjå etter stigen og rettane."
        ),
        "Reading or writing failed; check the disk and the system log.": (
            "Lesing eller skriving mislyktes; se etter disken og systemloggen.",
            "Lesing eller skriving lukkast ikkje; sjå etter disken og systemloggen."
        ),
        "There is no memory left; stop something and try again.": (
            "Det er ikke mer minne; stopp noe og prøv igjen.",
            "Det er ikkje meir minne; stogg noko og prøv att."
        ),
        "Could not {}: {}; check the folder.": (
            "Kunne ikke {}: {}; se etter mappen.", "Kunne ikkje {}: {}; sjå etter mappa."
        ),
        "look at a file": ("se på en fil", "sjå på ei fil"),
        "open a file": ("åpne en fil", "opne ei fil"),
        "read a file": ("lese en fil", "lese ei fil"),
        "shorten a file": ("korte av en fil", "korte av ei fil"),
        "give a file its name": ("gi en fil navnet sitt", "gje ei fil namnet sitt"),
        "write a file": ("skrive en fil", "skrive ei fil"),
        "flush a file": ("få en fil på disken", "få ei fil på disken"),
        "open the lock file": ("åpne låsefilen", "opne låsefila"),
        "lock the store": ("låse lageret", "låse lageret"),
        "This file belongs to another program or is another kind of store; check the path. Nothing was changed.":
            (
                "Denne filen hører til et annet program eller er et annet slags lager; se etter stien. Ingenting er endret.",
                "Denne fila høyrer til eit anna program eller er eit anna slag lager; sjå etter stigen. Ingenting er endra."
            ),
        "There is no store there; {}.": (
            "Det er ikke noe lager der; {}.", "Det er ikkje noko lager der; {}."
        ),
        "make the folder it should lie in": (
            "lag mappen det skal ligge i", "lag mappa det skal liggje i"
        ),
        "check the path": ("se etter stien", "sjå etter stigen"),
        "The store was closed; start the program again.": (
            "Lageret er lukket; start programmet på nytt.",
            "Lageret er lukka; start programmet på nytt."
        ),
        "The store was closed before it answered; try again.": (
            "Lageret ble lukket før det svarte; prøv igjen.",
            "Lageret vart lukka før det svara; prøv att."
        ),
        "Too many writes are waiting; try again in a moment.": (
            "For mange skrivinger venter; prøv igjen om litt.",
            "For mange skrivingar ventar; prøv att om litt."
        ),
        "Too many reads are running; try again in a moment.": (
            "For mange lesinger er i gang; prøv igjen om litt.",
            "For mange lesingar er i gang; prøv att om litt."
        ),
        "What lies in the ledger's place is no file; move it away.": (
            "Det som ligger på protokollens plass, er ingen fil; flytt det.",
            "Det som ligg på plassen til protokollen, er inga fil; flytt det."
        ),
        "The ledger was cut or moved by somebody; start the hub again.": (
            "Protokollen er kuttet eller flyttet av noen; start huben på nytt.",
            "Protokollen er kutta eller flytta av nokon; start huben på nytt."
        ),
        "A later version of this program wrote the store; install that version.": (
            "En senere versjon av programmet har skrevet lageret; installer den.",
            "Ein seinare versjon av programmet har skrive lageret; installer han."
        ),
        "Migration {} is not the one that was applied to this store as {}; use the program that wrote it.":
            (
                "Migrering {} er ikke den som ble brukt på dette lageret som {}; bruk programmet som skrev det.",
                "Migrering {} er ikkje den som vart brukt på dette lageret som {}; bruk programmet som skreiv det."
            ),
        "Migration {} leaves rows in {} that refer to nothing; it was undone.": (
            "Migrering {} etterlater rader i {} som viser til ingenting; den er gjort om.",
            "Migrering {} etterlet rader i {} som viser til ingenting; ho er gjord om."
        ),
        "The store is open for writing in another process{}; stop that one first, or let it do the work.":
            (
                "Lageret er åpent for skriving i en annen prosess{}; stopp den først, eller la den gjøre arbeidet.",
                "Lageret er ope for skriving i ein annan prosess{}; stogg han fyrst, eller lat han gjere arbeidet."
            ),
        "A store cannot be its own backup; give another name.": (
            "Et lager kan ikke være sin egen sikkerhetskopi; gi et annet navn.",
            "Eit lager kan ikkje vere sin eigen tryggingskopi; gje eit anna namn."
        ),
        "The copy is damaged; check the store itself. {}": (
            "Kopien er skadet; se etter lageret selv. {}",
            "Kopien er skadd; sjå etter lageret sjølv. {}"
        ),
        "There is a file at that place already; restore to a new one.": (
            "Det er en fil der alt; legg tilbake til en ny.",
            "Det er ei fil der alt; legg tilbake til ei ny."
        ),
        "The backup is damaged; use an older one.": (
            "Sikkerhetskopien er skadet; bruk en eldre.",
            "Tryggingskopien er skadd; bruk ein eldre."
        ),
        "At OUT there is something that is no older backup of this store; choose another name.": (
            "På OUT ligger noe som ikke er en eldre kopi av dette lageret; velg et annet navn.",
            "På OUT ligg noko som ikkje er ein eldre kopi av dette lageret; vel eit anna namn."
        ),
        "The file there belongs to somebody else; choose another.": (
            "Filen der hører til noen andre; velg en annen.",
            "Fila der høyrer til nokon andre; vel ei anna."
        ),
        "The file beside the store cannot be written.": (
            "Filen ved siden av lageret kan ikke skrives.",
            "Fila ved sida av lageret kan ikkje skrivast."
        ),
        "There is a file {} given with {} already; choose another name.": (
            "Det er alt en fil {}, gitt med {}; velg et annet navn.",
            "Det er alt ei fil {}, gjeven med {}; vel eit anna namn."
        ),
        "There is a file {} already; choose another name.": (
            "Det er alt en fil {}; velg et annet navn.", "Det er alt ei fil {}; vel eit anna namn."
        ),
        "There is no folder {}; make it first, or name another place.": (
            "Det er ingen mappe {}; lag den først, eller nevn et annet sted.",
            "Det er inga mappe {}; lag ho fyrst, eller nemn ein annan stad."
        ),
        "The folder {} cannot be written; name another place.": (
            "Mappen {} kan ikke skrives; nevn et annet sted.",
            "Mappa {} kan ikkje skrivast; nemn ein annan stad."
        ),
        "There is no such file or folder.": (
            "Det finnes ingen slik fil eller mappe.", "Det finst inga slik fil eller mappe."
        ),
    ]

    /// What keeps a ledger from being believed.
    static let ledgerFaults: Words = [
        "The store's ledger cannot be read; restore a backup.": (
            "Protokollen i lageret kan ikke leses; legg tilbake en sikkerhetskopi.",
            "Protokollen i lageret kan ikkje lesast; legg tilbake ein tryggingskopi."
        ),
        "The ledger beside the store was changed or is broken. Put its latest copy back, or write it anew from the store with 'dugnad ledger rebuild'.":
            (
                "Protokollen ved siden av lageret er endret eller ødelagt. Legg siste kopi tilbake, eller skriv den på nytt fra lageret med 'dugnad ledger rebuild'.",
                "Protokollen ved sida av lageret er endra eller øydelagd. Legg siste kopi tilbake, eller skriv han på nytt frå lageret med 'dugnad ledger rebuild'."
            ),
        "The ledger that lay beside the store is gone. Put it back; if it is lost and the store is the latest one, write it anew with 'dugnad ledger rebuild'.":
            (
                "Protokollen som lå ved siden av lageret, er borte. Legg den tilbake; er den tapt og lageret det siste, skriv den på nytt med 'dugnad ledger rebuild'.",
                "Protokollen som låg ved sida av lageret, er borte. Legg han tilbake; er han tapt og lageret det siste, skriv han på nytt med 'dugnad ledger rebuild'."
            ),
        "The ledger beside the store knows more than the store: the store is an old copy. Move it away and bring it back with 'dugnad restore', so that nobody who was erased comes back with it.":
            (
                "Protokollen ved siden av lageret vet mer enn lageret: lageret er en gammel kopi. Flytt det og legg det tilbake med 'dugnad restore', så ingen som er slettet, kommer tilbake med det.",
                "Protokollen ved sida av lageret veit meir enn lageret: lageret er ein gammal kopi. Flytt det og legg det tilbake med 'dugnad restore', så ingen som er sletta, kjem tilbake med det."
            ),
        "The ledger beside the store belongs to another store; put the right one there.": (
            "Protokollen ved siden av lageret hører til et annet lager; legg den rette der.",
            "Protokollen ved sida av lageret høyrer til eit anna lager; legg den rette der."
        ),
        "The ledger that was named is not there.": (
            "Protokollen som er nevnt, finnes ikke.", "Protokollen som er nemnd, finst ikkje."
        ),
        "No ledger lies beside the backup or the new store's place. Give the latest with --ledger: it says who was erased and which devices were shut out since. Without it they may come back (--without-ledger).":
            (
                "Ingen protokoll ligger ved siden av sikkerhetskopien eller der det nye lageret skal være. Gi den siste med --ledger: den sier hvem som er slettet og hvilke enheter som er stengt ute siden. Uten den kan de komme tilbake (--without-ledger).",
                "Ingen protokoll ligg ved sida av tryggingskopien eller der det nye lageret skal vere. Gje den siste med --ledger: han seier kven som er sletta og kva einingar som er stengde ute sidan. Utan han kan dei kome tilbake (--without-ledger)."
            ),
        "The ledger is whole and knows more than the store: use 'dugnad restore'.": (
            "Protokollen er hel og vet mer enn lageret: bruk 'dugnad restore'.",
            "Protokollen er heil og veit meir enn lageret: bruk 'dugnad restore'."
        ),
    ]
}
