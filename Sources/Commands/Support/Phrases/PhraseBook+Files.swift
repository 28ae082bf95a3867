extension PhraseBook {
    /// Why a file, a store or a row cannot be used.
    static let files: Words = [
        "There is no such file.": ("Det finnes ingen slik fil.", "Det finst inga slik fil."),
        "The file cannot be opened; check its rights.": (
            "Filen kan ikke åpnes; se etter rettighetene.",
            "Fila kan ikkje opnast; sjå etter rettane."
        ),
        "That is a folder, not a file.": (
            "Det er en mappe, ingen fil.", "Det er ei mappe, inga fil."
        ),
        "The file cannot be read.": ("Filen kan ikke leses.", "Fila kan ikkje lesast."),
        "The file is larger than # MiB; split it.": (
            "Filen er større enn # MiB; del den opp.", "Fila er større enn # MiB; del ho opp."
        ),
        "The file cannot be written; check its folder and the space on the disk.": (
            "Filen kan ikke skrives; se etter mappen og plassen på disken.",
            "Fila kan ikkje skrivast; sjå etter mappa og plassen på disken."
        ),
        "The port file cannot be written.": (
            "Filen med adressen kan ikke skrives.", "Fila med adressa kan ikkje skrivast."
        ),
        "There is no store there; make it with 'dugnad init'.": (
            "Det er ikke noe lager der; lag det med 'dugnad init'.",
            "Det er ikkje noko lager der; lag det med 'dugnad init'."
        ),
        "There is no such centre in this store.": (
            "Det er ingen slik sentral i dette lageret.",
            "Det er ingen slik sentral i dette lageret."
        ),
        "A centre needs a name of at most # bytes.": (
            "En sentral trenger et navn på høyst # byte.",
            "Ein sentral treng eit namn på høgst # byte."
        ),
        "A municipality's number has four digits and begins with its county's, # to #.": (
            "Et kommunenummer har fire siffer og begynner med fylkets, # til #.",
            "Eit kommunenummer har fire siffer og byrjar med nummeret til fylket, # til #."
        ),
        "Give at least # characters of the id.": (
            "Gi minst # tegn av id-en.", "Gje minst # teikn av id-en."
        ),
        "The item was decided before; 'dugnad review reopen' takes that back first.": (
            "Saken er avgjort; 'dugnad review reopen' tar det tilbake først.",
            "Saka er avgjord; 'dugnad review reopen' tek det tilbake fyrst."
        ),
        "The item is open; decide it with 'review decide'.": (
            "Saken er åpen; avgjør den med 'review decide'.",
            "Saka er open; avgjer ho med 'review decide'."
        ),
        "Notices are sent to an https address; http is for this machine alone.": (
            "Meldinger sendes til en https-adresse; http er bare for denne maskinen.",
            "Meldingar vert sende til ei https-adresse; http er berre for denne maskina."
        ),
        "The notice hook cannot be run; give an address or a command that is there.": (
            "Kommandoen for meldinger kan ikke kjøres; gi en adresse eller en kommando som finnes.",
            "Kommandoen for meldingar kan ikkje køyrast; gje ei adresse eller ein kommando som finst."
        ),
        "The secret that signs notices needs at least # bytes, on the first line of a file.": (
            "Hemmeligheten som signerer meldinger, må ha minst # byte, på første linje i en fil.",
            "Løyndomen som signerer meldingar, må ha minst # byte, på fyrste linja i ei fil."
        ),
    ]

    /// Sums that commands tell.
    static let counts: Words = [
        "Nothing waits.": ("Ingenting venter.", "Ingenting ventar."),
        "Nothing to list.": ("Ingenting å vise.", "Ingenting å vise."),
        "No segments.": ("Ingen strekninger.", "Ingen strekningar."),
        "# item waits.": ("# sak venter.", "# sak ventar."),
        "# items wait.": ("# saker venter.", "# saker ventar."),
        "# more; --limit # lists all.": (
            "# til; --limit # viser alle.", "# til; --limit # viser alle."
        ),
        "Forgot # entries of the history (# bytes),": (
            "Glemte # innslag i historikken (# byte),", "Gløymde # innslag i historikken (# byte),"
        ),
        "Would forget # entries of the history (# bytes),": (
            "Ville glemt # innslag i historikken (# byte),",
            "Ville gløymt # innslag i historikken (# byte),"
        ),
        "the bytes of # operations (# bytes),": (
            "innholdet av # operasjoner (# byte),", "innhaldet av # operasjonar (# byte),"
        ),
        "# leave marks and # digests.": (
            "# merker om det som er gått ut, og # kontrollsummer.",
            "# merke om det som har gått ut, og # kontrollsummar."
        ),
        "before: # bytes, # of them free; # rows, # entries of history, # leave marks": (
            "før: # byte, # av dem ledige; # rader, # innslag i historikken, # merker om det som er gått ut",
            "før: # byte, # av dei ledige; # rader, # innslag i historikken, # merke om det som har gått ut"
        ),
        "after: # bytes, # of them free; # rows, # entries of history, # leave marks": (
            "etter: # byte, # av dem ledige; # rader, # innslag i historikken, # merker om det som er gått ut",
            "etter: # byte, # av dei ledige; # rader, # innslag i historikken, # merke om det som har gått ut"
        ),
        "Decided by week, this one first:": (
            "Avgjort uke for uke, denne først:", "Avgjort veke for veke, denne fyrst:"
        ),
    ]
}
