import Coordination
import RosterImport

/// What the page about a plan says, in bokmål, nynorsk and English.
struct RosterHtmlWords {
    private let language: Language

    init(_ language: Language) { self.language = language }

    var title: String {
        say("Hva importen vil gjøre", "Kva importen vil gjere", "What the import would do")
    }

    var counts: String { say("Antall", "Tal", "Numbers") }
    var read: String { say("rader lest", "rader lesne", "rows read") }
    var fill: String {
        say("Hvor fulle kolonnene er", "Kor fulle kolonnane er", "How full the columns are")
    }
    var reasons: String {
        say("Det du bør vite", "Det du bør vite", "What you should know")
    }
    var sample: String {
        say("Eksempler på endringer", "Døme på endringar", "A sample of the changes")
    }
    var number: String { say("Antall", "Tal", "Number") }
    var meaning: String { say("Hva det betyr", "Kva det tyder", "What it means") }
    var code: String { say("Kode", "Kode", "Code") }
    var rows: String { say("Rader", "Rader", "Rows") }
    var row: String { say("Rad", "Rad", "Row") }
    var becomes: String { say("Blir", "Blir", "Becomes") }
    var values: String { say("Verdier", "Verdiar", "Values") }

    /// What the file may hold of people, and what follows from it.
    func holds(_ rows: Int) -> String {
        guard rows > 0 else {
            return say(
                "Denne filen har kolonnenavn, tall og radnumre, og ingen opplysninger om personer.",
                "Denne fila har kolonnenamn, tal og radnummer, og ingen opplysningar om personar.",
                "This file holds names of columns, numbers and row numbers, and nothing about people."
            )
        }
        return say(
            "Denne filen kan ha personopplysninger: navn, fødselsdato, adresse, telefon, e-post og "
                + "annet som listen sier, for inntil \(rows) rader. Bare du kan lese den. Ikke send "
                + "den videre, og slett den når du har sett på den.",
            "Denne fila kan ha personopplysningar: namn, fødselsdato, adresse, telefon, e-post og "
                + "anna som lista seier, for inntil \(rows) rader. Berre du kan lese ho. Ikkje send "
                + "ho vidare, og slett ho når du har sett på ho.",
            "This file may hold personal data: names, birth dates, addresses, telephone numbers, "
                + "e-mail addresses and what else the list says, of up to \(rows) rows. Only you can "
                + "read it. Do not pass it on, and delete it when you have looked at it."
        )
    }

    func made(_ created: String) -> String {
        say(
            "Laget \(created). Ingenting er skrevet ennå.",
            "Laga \(created). Ingenting er skrive enno.",
            "Made \(created). Nothing is written yet."
        )
    }

    func action(_ action: PlanRow.Action) -> String {
        switch action {
        case .create: say("ny", "ny", "new")
        case .update: say("endret", "endra", "changed")
        case .link: say("knyttet til", "knytt til", "linked")
        case .unchanged: say("uendret", "uendra", "unchanged")
        case .ask: say("må avgjøres", "må avgjerast", "to be asked")
        case .reject: say("avvist", "avvist", "rejected")
        }
    }

    func use(_ use: HeaderMapping.Use) -> String {
        switch use {
        case .field(let field): self.field(field)
        case .refused: say("utelatt, kan ikke lagres", "utelaten, kan ikkje lagrast", "left out")
        case .unknown: say("ikke brukt", "ikkje brukt", "not used")
        case .ignored: say("ikke ønsket", "ikkje ønskt", "not wanted")
        }
    }

    func field(_ field: RosterField) -> String {
        switch field {
        case .givenName: say("fornavn", "fornamn", "given name")
        case .middleName: say("mellomnavn", "mellomnamn", "middle name")
        case .familyName: say("etternavn", "etternamn", "family name")
        case .fullName: say("navn", "namn", "name")
        case .mobile: say("mobil", "mobil", "mobile")
        case .phone: say("telefon", "telefon", "telephone")
        case .email: say("e-post", "e-post", "e-mail")
        case .birthDate: say("fødselsdato", "fødselsdato", "birth date")
        case .birthYear: say("fødselsår", "fødselsår", "birth year")
        case .birthMonth: say("fødselsmåned", "fødselsmånad", "birth month")
        case .birthDay: say("fødselsdag", "fødselsdag", "birth day")
        case .age: say("alder", "alder", "age")
        case .address: say("adresse", "adresse", "address")
        case .postalCode: say("postnummer", "postnummer", "postal code")
        case .postalPlace: say("poststed", "poststad", "place")
        case .municipality: say("kommune", "kommune", "municipality")
        case .centre: say("sentral", "sentral", "centre")
        case .since: say("med siden", "med sidan", "since")
        case .guardianName: say("foresatt", "føresett", "guardian")
        case .guardianMobile: say("foresattes mobil", "mobil til føresett", "guardian's mobile")
        case .guardianEmail: say("foresattes e-post", "e-post til føresett", "guardian's e-mail")
        case .certificate: say("politiattest", "politiattest", "certificate")
        case .confidentiality:
            say("taushetserklæring", "teiepliktserklæring", "confidentiality")
        case .consentContact: say("samtykke til kontakt", "samtykke til kontakt", "consent")
        case .interests: say("interesser", "interesser", "interests")
        case .language: say("språk", "språk", "language")
        case .note: say("merknad", "merknad", "note")
        case .gender: say("kjønn", "kjønn", "gender")
        case .externalId: say("nummer", "nummer", "number")
        }
    }

    private func say(_ nb: String, _ nn: String, _ en: String) -> String {
        switch language {
        case .nb: nb
        case .nn: nn
        case .en: en
        }
    }
}
