extension PhraseBook {
    /// What is wrong with a command line.
    static let usage: Words = [
        "There is no option {}.": ("Det er ikke noe valg {}.", "Det er ikkje noko val {}."),
        "{} takes no value.": ("{} tar ingen verdi.", "{} tek ingen verdi."),
        "{} needs its value: {}.": ("{} trenger sin verdi: {}.", "{} treng verdien sin: {}."),
        "{} is given twice.": ("{} er gitt to ganger.", "{} er gjeve to gonger."),
        "{} is one argument too many.": (
            "{} er ett argument for mye.", "{} er eitt argument for mykje."
        ),
        "{} is missing: {}.": ("{} mangler: {}.", "{} manglar: {}."),
        "{} is missing.": ("{} mangler.", "{} manglar."),
        "{} is needed: {}.": ("{} trengs: {}.", "{} trengst: {}."),
        "{} is needed.": ("{} trengs.", "{} trengst."),
        "{} takes a whole number from # to #.": (
            "{} tar et helt tall fra # til #.", "{} tek eit heilt tal frå # til #."
        ),
        "{} takes a whole number from #.": (
            "{} tar et helt tall fra #.", "{} tek eit heilt tal frå #."
        ),
        "{} takes an id (a UUID).": ("{} tar en id (en UUID).", "{} tek ein id (ein UUID)."),
        "{} takes one of {}": ("{} tar ett av {}", "{} tek eitt av {}"),
        "{} takes a time such as {}, or Unix milliseconds.": (
            "{} tar et tidspunkt som {}, eller Unix-millisekunder.",
            "{} tek eit tidspunkt som {}, eller Unix-millisekund."
        ),
        "{} takes a day, such as {}.": ("{} tar en dag, som {}.", "{} tek ein dag, som {}."),
        "{} takes {} beside it.": ("{} trenger {} ved siden av.", "{} treng {} attmed."),
        "{} takes a year.": ("{} tar et år.", "{} tek eit år."),
        "{} takes a day as yyyy-mm-dd.": (
            "{} tar en dag som åååå-mm-dd.", "{} tek ein dag som åååå-mm-dd."
        ),
        "{} takes a day such as {}, an instant such as {}, or 'never'.": (
            "{} tar en dag som {}, et tidspunkt som {}, eller 'never'.",
            "{} tek ein dag som {}, eit tidspunkt som {}, eller 'never'."
        ),
        "{} takes a day such as {}.": ("{} tar en dag som {}.", "{} tek ein dag som {}."),
        "{} takes a time such as {}.": (
            "{} tar et tidspunkt som {}.", "{} tek eit tidspunkt som {}."
        ),
        "{} takes a span of days or hours, such as {} or {}.": (
            "{} tar dager eller timer, som {} eller {}.",
            "{} tek dagar eller timar, som {} eller {}."
        ),
        "{} takes LON,LAT in degrees, such as {}.": (
            "{} tar LENGDE,BREDDE i grader, som {}.", "{} tek LENGD,BREIDD i grader, som {}."
        ),
        "{} takes kilograms such as {} or {}.": (
            "{} tar kilo, som {} eller {}.", "{} tek kilo, som {} eller {}."
        ),
        "{} and {} take whole numbers.": (
            "{} og {} tar hele tall.", "{} og {} tek heile tal."
        ),
        "{} takes # to # bytes.": ("{} tar # til # byte.", "{} tek # til # byte."),
        "{} takes HOST:PORT, such as {}.": (
            "{} tar VERT:PORT, som {}.", "{} tek VERT:PORT, som {}."
        ),
        "{} takes HOST:PORT.": ("{} tar VERT:PORT.", "{} tek VERT:PORT."),
        "{} takes ; or , or | or 'tab'.": (
            "{} tar ; eller , eller | eller 'tab'.", "{} tek ; eller , eller | eller 'tab'."
        ),
        "URL is a hub's address, of the form https://hub.example.no.": (
            "URL er adressen til en hub, av formen https://hub.example.no.",
            "URL er adressa til ein hub, av forma https://hub.example.no."
        ),
        "DECISION is accept, reject, keep or take.": (
            "DECISION er accept, reject, keep eller take.",
            "DECISION er accept, reject, keep eller take."
        ),
        "{} goes with {}.": ("{} hører til {}.", "{} høyrer til {}."),
        "{} needs {} or {}: how many were left.": (
            "{} trenger {} eller {}: hvor mange som ble satt igjen.",
            "{} treng {} eller {}: kor mange som vart sette att."
        ),
        "A URL needs {}, which signs what is sent.": (
            "En URL trenger {}, som signerer det som sendes.",
            "Ein URL treng {}, som signerer det som vert sendt."
        ),
        "Give either {} or {}.": (
            "Gi enten {} eller {}.", "Gje anten {} eller {}."
        ),
        "Give {} or {}, not both.": (
            "Gi {} eller {}, ikke begge.", "Gje {} eller {}, ikkje begge."
        ),
        "Give both {} and {}, each a readable PEM file.": (
            "Gi både {} og {}, hver en lesbar PEM-fil.",
            "Gje både {} og {}, kvar ei lesbar PEM-fil."
        ),
        "Give {} or {}; this device is linked to no person.": (
            "Gi {} eller {}; denne enheten er ikke knyttet til noen.",
            "Gje {} eller {}; denne eininga er ikkje knytt til nokon."
        ),
        "{} takes no rows, no answer and no {}.": (
            "{} tar ingen rader, ikke noe svar og ingen {}.",
            "{} tek ingen rader, ikkje noko svar og ingen {}."
        ),
        "{} is for one item.": ("{} er for én sak.", "{} er for éi sak."),
        "With {} give one DECISION: accept, reject, keep or take.": (
            "Med {} gis én DECISION: accept, reject, keep eller take.",
            "Med {} gjev ein éin DECISION: accept, reject, keep eller take."
        ),
        "A roster is {} or {}, not both.": (
            "En liste er {} eller {}, ikke begge.", "Ei liste er {} eller {}, ikkje begge."
        ),
        "Say what the cleanup came to: bags, weight, people, time, segments, hazards or a note.": (
            "Si hva ryddingen ble til: sekker, vekt, folk, tid, strekninger, farer eller en merknad.",
            "Sei kva ryddinga vart til: sekker, vekt, folk, tid, strekningar, farar eller ein merknad."
        ),
        "Say where: {}, {} or {}.": ("Si hvor: {}, {} eller {}.", "Sei kvar: {}, {} eller {}."),
        "A report tells what has been; {} lies in the future.": (
            "En rapport forteller hva som har vært; {} er i framtiden.",
            "Ein rapport fortel kva som har vore; {} er i framtida."
        ),
        "Say what to change: {}.": ("Si hva som skal endres: {}.", "Sei kva som skal endrast: {}."),
        "Say which side with {}; 'review show' lists them.": (
            "Si hvilken side med {}; 'review show' viser dem.",
            "Sei kva side med {}; 'review show' viser dei."
        ),
        "{} is a set: use {} and {}.": (
            "{} er en mengde: bruk {} og {}.", "{} er ei mengd: bruk {} og {}."
        ),
        "{} is not a set: give it as {}.": (
            "{} er ingen mengde: gi det som {}.", "{} er inga mengd: gje det som {}."
        ),
        "{} is not of the form FIELD=VALUE.": (
            "{} er ikke av formen FELT=VERDI.", "{} er ikkje av forma FELT=VERDI."
        ),
        "{} has no field {}. See 'dugnad catalogue {}'.": (
            "{} har ikke noe felt {}. Se 'dugnad catalogue {}'.",
            "{} har ikkje noko felt {}. Sjå 'dugnad catalogue {}'."
        ),
        "{} has no field {}.": ("{} har ikke noe felt {}.", "{} har ikkje noko felt {}."),
        "Give {}: without the public list nobody can do the draw again. Or {}.": (
            "Gi {}: uten den åpne listen kan ingen gjøre trekningen om igjen. Eller {}.",
            "Gje {}: utan den opne lista kan ingen gjere trekninga om att. Eller {}."
        ),
        "There is no such entity; see 'dugnad catalogue'.": (
            "Det er ingen slik radtype; se 'dugnad catalogue'.",
            "Det er ingen slik radtype; sjå 'dugnad catalogue'."
        ),
        "There is no such entity{}.": (
            "Det er ingen slik radtype{}.", "Det er ingen slik radtype{}."
        ),
        " (did you mean {}?)": (" (mente du {}?)", " (meinte du {}?)"),
        "{} (did you mean {}?)": ("{} (mente du {}?)", "{} (meinte du {}?)"),
        "{} (did you mean {}?).": ("{} (mente du {}?).", "{} (meinte du {}?)."),
        "there is no command {}.": ("det er ingen kommando {}.", "det er ingen kommando {}."),
        "options come after the command.": (
            "valg står etter kommandoen.", "val står etter kommandoen."
        ),
        "Try {}.": ("Prøv {}.", "Prøv {}."),
    ]

    /// What a field takes, inside a sentence.
    static let expectations: Words = [
        "{} takes {}.": ("{} tar {}.", "{} tek {}."),
        "text of at most # bytes": ("tekst på høyst # byte", "tekst på høgst # byte"),
        "one of {}": ("ett av {}", "eitt av {}"),
        "a whole number from {} to {}": (
            "et helt tall fra {} til {}", "eit heilt tal frå {} til {}"
        ),
        "true or false": ("true eller false", "true eller false"),
        "a time such as {}, or Unix milliseconds": (
            "et tidspunkt som {}, eller Unix-millisekunder",
            "eit tidspunkt som {}, eller Unix-millisekund"
        ),
        "a day such as {}": ("en dag som {}", "ein dag som {}"),
        "the id of a row of {}": ("id-en til en rad av {}", "id-en til ei rad av {}"),
        "at most # words with commas between them": (
            "høyst # ord med komma mellom", "høgst # ord med komma mellom"
        ),
        "LON,LAT or a GeoJSON geometry": (
            "LENGDE,BREDDE eller en GeoJSON-geometri", "LENGD,BREIDD eller ein GeoJSON-geometri"
        ),
        "JSON of at most # bytes": ("JSON på høyst # byte", "JSON på høgst # byte"),
    ]
}
