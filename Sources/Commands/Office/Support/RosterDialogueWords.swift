import Coordination
import RosterImport

/// What the dialogue about a plan says, in bokmål, nynorsk and English.
struct RosterDialogueWords {
    private let language: Language

    init(_ language: Language) { self.language = language }

    var row: String { say("rad", "rad", "row") }

    var elsewhere: String {
        say(
            "en som en annen sentral kjenner",
            "ein som ein annan sentral kjenner",
            "somebody another centre knows"
        )
    }

    var nothingToUndo: String {
        say("Det er ingenting å angre.", "Det er ingenting å angre.", "There is nothing to undo.")
    }

    var notUnderstood: String {
        say("Det forsto jeg ikke.", "Det forstod eg ikkje.", "That was not understood.")
    }

    /// What may be typed.
    func prompt(_ candidates: Int) -> String {
        let same = say("samme person", "same person", "the same person")
        let rest = say(
            "d en annen, s hopp over, u angre forrige, q avslutt",
            "d ein annan, s hopp over, u angre førre, q avslutt",
            "d somebody different, s skip, u undo the last, q quit"
        )
        switch candidates {
        case 0: return "[\(rest)]"
        case 1: return "[1 \(same), \(rest)]"
        default: return "[1–\(candidates) \(same), \(rest)]"
        }
    }

    func birth(_ birth: DateReader.Value) -> String {
        switch birth {
        case .day(let date): date.iso
        case .year(let year, let isEstimated):
            isEstimated ? say("ca. \(year)", "ca. \(year)", "about \(year)") : "\(year)"
        }
    }

    /// What was found of two records.
    func evidence(_ code: String) -> String {
        switch code {
        case "name_equal": say("samme navn", "same namn", "equal name")
        case "name_swapped": say("navnene byttet om", "namna bytte om", "names swapped")
        case "family_name_differs":
            say("annet etternavn", "anna etternamn", "other family name")
        case "given_name_part":
            say("del av fornavnet", "del av fornamnet", "part of the given name")
        case "family_name_similar":
            say("lignende etternavn", "liknande etternamn", "similar family name")
        case "given_name_similar":
            say("lignende fornavn", "liknande fornamn", "similar given name")
        case "name_differs": say("annet navn", "anna namn", "other name")
        case "birth_date_equal": say("samme fødselsdato", "same fødselsdato", "equal birth date")
        case "birth_year_equal": say("samme fødselsår", "same fødselsår", "equal birth year")
        case "birth_differs": say("annen fødselsdato", "annan fødselsdato", "other birth date")
        case "birth_unknown":
            say("fødselsdato ukjent", "fødselsdato ukjend", "birth date unknown")
        case "phone_equal": say("samme telefon", "same telefon", "equal phone")
        case "email_equal": say("samme e-post", "same e-post", "equal e-mail")
        case "contact_differs":
            say("annen telefon eller e-post", "annan telefon eller e-post", "other phone or e-mail")
        case "postal_code_equal": say("samme postnummer", "same postnummer", "equal postal code")
        case "external_id_equal": say("samme nummer", "same nummer", "equal number")
        default: code
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
