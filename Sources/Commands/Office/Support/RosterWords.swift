import Coordination
import RosterImport
import SyncCore

/// What the roster commands say in one line, in bokmål, nynorsk and English.
struct RosterWords {
    private let language: Language

    init(_ language: Language) { self.language = language }

    func say(_ nb: String, _ nn: String, _ en: String) -> String {
        switch language {
        case .nb: nb
        case .nn: nn
        case .en: en
        }
    }

    func rows(_ count: Int) -> String {
        count == 1
            ? say("1 rad", "1 rad", "1 row")
            : say("\(count) rader", "\(count) rader", "\(count) rows")
    }

    /// The numbers of some rows, behind what they have in common.
    func places(_ numbers: [Int], of count: Int) -> String {
        let shown = numbers.prefix(10).map(String.init).joined(separator: ", ")
        let rest = count > 10 ? " …" : ""
        return count == 1
            ? say("rad \(shown)", "rad \(shown)", "row \(shown)")
            : say("rad \(shown)\(rest)", "rad \(shown)\(rest)", "rows \(shown)\(rest)")
    }

    func row(_ number: Int) -> String { say("rad \(number)", "rad \(number)", "row \(number)") }

    func source(_ table: ReadTable) -> String {
        guard let sheet = table.sheet else {
            return say("tegnkoding", "teiknkoding", "encoding") + " " + table.encoding.rawValue
        }
        let of = "\(sheet.number) \(say("av", "av", "of")) \(sheet.sheets)"
        return say("arbeidsbok, ark", "arbeidsbok, ark", "workbook, sheet")
            + " \(of): \(sheet.name)"
    }

    func filled(_ count: Int, of rows: Int) -> String {
        say(
            "\(count) av \(rows) utfylt",
            "\(count) av \(rows) utfylte",
            "\(count) of \(rows) filled"
        )
    }

    func leftOut(_ category: String) -> String {
        say(
            "utelatt, det kan vi ikke lagre (\(category))",
            "utelate, det kan vi ikkje lagre (\(category))",
            "left out, we may not hold it (\(category))"
        )
    }

    var unknown: String { say("ukjent", "ukjend", "unknown") }
    var ignored: String { say("ikke ønsket", "ikkje ønskt", "ignored") }

    func remembered(_ labels: String) -> String {
        say(
            "Husket fra ei tidligere liste med denne overskriften: \(labels). --forget-map ser bort fra det.",
            "Hugsa frå ei tidlegare liste med denne overskrifta: \(labels). --forget-map ser bort frå det.",
            "Remembered from an earlier list with this header: \(labels). --forget-map passes it over."
        )
    }

    func notUsed(_ labels: String) -> String {
        say(
            "Ikke i bruk: \(labels). Si hva de betyr med --map KOLONNE=FELT, eller se bort fra dem med --ignore "
                + "KOLONNE; til da er sluttkoden 1.",
            "Ikkje i bruk: \(labels). Sei kva dei tyder med --map KOLONNE=FELT, eller sjå bort frå dei med --ignore "
                + "KOLONNE; til då er sluttkoden 1.",
            "Not used: \(labels). Say what they mean with --map COLUMN=FIELD, or pass them over with --ignore "
                + "COLUMN; until then the exit code is 1."
        )
    }

    var guessed: String {
        say(
            "Noen kolonner er gjettet; bekreft dem med --map KOLONNE=FELT.",
            "Nokre kolonnar er gissa; stadfest dei med --map KOLONNE=FELT.",
            "Some columns are guessed; confirm them with --map COLUMN=FIELD."
        )
    }

    func erased(_ row: Int, plan: String) -> String {
        let command = "dugnad roster answer \(plan) \(row) new"
        return say(
            "Den som er slettet, blir ute; har hun selv meldt seg på nytt: \(command)",
            "Den som er sletta, blir ute; har ho sjølv meldt seg på nytt: \(command)",
            "Who was erased stays out; where she has signed up anew herself: \(command)"
        )
    }

    var writeRejects: String {
        say(
            "--reject UT skriver de avviste radene til ei fil der de kan rettes.",
            "--reject UT skriv dei avviste radene til ei fil der dei kan rettast.",
            "--reject OUT writes the rejected rows to a file, to be corrected."
        )
    }

    var nothingWritten: String {
        say(
            "Ingenting er skrevet ennå: legg til --plan UT, og så dugnad roster apply UT.",
            "Ingenting er skrive enno: legg til --plan UT, og så dugnad roster apply UT.",
            "Nothing is written yet: add --plan OUT, then dugnad roster apply OUT."
        )
    }

    /// What the plan is and what comes next; a list from a pipe lies nowhere the plan could name.
    func next(_ plan: String, isPiped: Bool) -> String {
        let holds = say(
            "\(plan) sier hva som vil bli gjort, rad for rad; den har personopplysninger og kan bare leses av deg.",
            "\(plan) seier kva som vil bli gjort, rad for rad; ho har personopplysningar og kan berre lesast av deg.",
            "\(plan) says what would be done, row by row; it holds personal data and only you can read it."
        )
        let next = say("Neste:", "Neste:", "Next:") + " dugnad roster apply \(plan)"
        guard isPiped else { return "\(holds) \(next)" }
        let piped = say(
            "Lista kom gjennom et rør: si hvor den ligger med --file FIL, eller --without-file.",
            "Lista kom gjennom eit røyr: sei kvar ho ligg med --file FIL, eller --without-file.",
            "The list came through a pipe: say where it lies with --file FILE, or --without-file."
        )
        return "\(holds) \(next) --file FILE\n\(piped)"
    }

    func sums(_ numbers: [(RosterApply.Row.State, Int)]) -> String {
        numbers.map { "\($0.1) \(word($0.0))" }.joined(separator: ", ") + "."
    }

    func word(_ state: RosterApply.Row.State) -> String {
        switch state {
        case .created: say("nye", "nye", "new")
        case .updated: say("endret", "endra", "changed")
        case .linked: say("knyttet til", "knytte til", "linked")
        case .unchanged: say("uendret", "uendra", "unchanged")
        case .ask: say("må avklares", "må avklarast", "to be asked")
        case .rejected: say("avvist", "avviste", "rejected")
        case .refused: say("avvist av sentralen", "avviste av sentralen", "refused by the hub")
        }
    }

    func imported(_ batch: RowID) -> String { say("import", "import", "import") + " \(batch)" }
}

extension RosterWords {
    var noneAsks: String {
        say("Ingen rad venter på svar.", "Inga rad ventar på svar.", "No row waits for an answer.")
    }

    var elsewhere: String {
        say(
            "noen en annen sentral kjenner",
            "nokon ein annan sentral kjenner",
            "somebody another centre knows"
        )
    }

    func answered(_ count: Int) -> String {
        say("\(rows(count)) besvart.", "\(rows(count)) svart på.", "\(rows(count)) answered.")
    }

    /// That rows wait, and how to answer them.
    func waiting(_ count: Int, plan: String?) -> String {
        let what =
            count == 1
            ? say("1 rad venter", "1 rad ventar", "1 row waits")
            : say("\(count) rader venter", "\(count) rader ventar", "\(count) rows wait")
        guard let plan else {
            return what
                + say(
                    " på svar: skriv planen med --plan UT, og så dugnad roster answer UT RAD… new, skip eller "
                        + "same PERSON.",
                    " på svar: skriv planen med --plan UT, og så dugnad roster answer UT RAD… new, skip eller "
                        + "same PERSON.",
                    " for an answer: write the plan with --plan OUT, then dugnad roster answer OUT ROW… new, skip "
                        + "or same PERSON."
                )
        }
        return what
            + say(
                " på svar: dugnad roster answer \(plan) RAD… new, skip eller same PERSON; uten rader listes de opp.",
                " på svar: dugnad roster answer \(plan) RAD… new, skip eller same PERSON; utan rader blir dei lista "
                    + "opp.",
                " for an answer: dugnad roster answer \(plan) ROW… new, skip or same PERSON; without rows it lists "
                    + "them."
            )
    }

    func stays(_ what: String) -> String { say("står", "står", "stays") + ": " + what }

    func undone(removed: Int, restored: Int, kept: Int) -> String {
        say(
            "\(rows(removed)) fjernet, \(restored) ført tilbake, \(kept) latt stå.",
            "\(rows(removed)) fjerna, \(restored) førte tilbake, \(kept) late stå.",
            "\(rows(removed)) removed, \(restored) restored, \(kept) left as they are."
        )
    }

    var historyStays: String {
        say(
            "Opplysningene står fortsatt i historikken; «dugnad person erase» sletter dem for godt.",
            "Opplysningane står framleis i historikken; «dugnad person erase» slettar dei for godt.",
            "What was imported stays in the history; 'dugnad person erase' erases a person's for good."
        )
    }

    func fileGone(isSaid: Bool) -> String {
        isSaid
            ? say(
                "Planens fil er ikke der. Oppgi den med --file, eller si --without-file.",
                "Fila til planen er ikkje der. Oppgi ho med --file, eller sei --without-file.",
                "The plan's file is not there. Give it with --file, or say --without-file."
            )
            : say(
                "Planen sier ikke hvor fila ligger, for den kom gjennom et rør. Oppgi den med --file, eller si "
                    + "--without-file.",
                "Planen seier ikkje kvar fila ligg, for ho kom gjennom eit røyr. Oppgi ho med --file, eller sei "
                    + "--without-file.",
                "The plan does not say where its file lies, since it came through a pipe. Give it with --file, or "
                    + "say --without-file."
            )
    }

    var fileMoved: String {
        say(
            "Fila er endret etter at planen ble laget. Lag planen på nytt.",
            "Fila er endra etter at planen vart laga. Lag planen på nytt.",
            "The file has changed since the plan was made. Make the plan again."
        )
    }

    var clock: String {
        say(
            "Klokka på maskinen er ikke stilt. Still den og prøv igjen.",
            "Klokka på maskina er ikkje stilt. Still ho og prøv igjen.",
            "A clock is not set; set it, then try again."
        )
    }

    func fileExists(_ path: String, _ option: String) -> String {
        say(
            "Det finnes alt ei fil \(path), gitt med \(option); velg et annet navn.",
            "Det finst alt ei fil \(path), gitt med \(option); vel eit anna namn.",
            "There is a file \(path) given with \(option) already; choose another name."
        )
    }

    func samePath(_ one: String, _ other: String) -> String {
        say(
            "\(one) og \(other) er samme fil; velg to navn.",
            "\(one) og \(other) er same fil; vel to namn.",
            "\(one) and \(other) are the same file; choose two names."
        )
    }
}
