import Coordination
import RosterImport

/// What the commands for reference registers say, in bokmål, nynorsk and English.
enum ReferenceText {
    static func name(_ register: String, in language: Language) -> String {
        let isPostal = register == ReferenceKind.postalCode.rawValue
        switch language {
        case .nb: return isPostal ? "postnumre" : "kommuner"
        case .nn: return isPostal ? "postnummer" : "kommunar"
        case .en: return isPostal ? "postal codes" : "municipalities"
        }
    }

    static func imported(
        _ kind: ReferenceKind,
        _ day: String,
        _ counts: (valid: Int, changes: [Int]),
        _ run: (isDry: Bool, isSame: Bool, readAs: String?),
        in language: Language
    ) -> String {
        let name = name(kind.rawValue, in: language)
        let (added, changed, ended) = (counts.changes[0], counts.changes[1], counts.changes[2])
        var lines: [String] = []
        switch language {
        case .nb:
            lines.append("\(counts.valid) \(name) gjelder \(day).")
            lines.append("\(added) nye, \(changed) endret, \(ended) gått ut.")
            if run.isSame { lines.append("Fila er lest før; ingenting er skrevet.") }
            if let readAs = run.readAs {
                lines.append("Den er lest som gjeldende fra \(readAs); --day endrer ikke det.")
            }
            if run.isDry { lines.append("Dette var bare en prøve; ingenting er skrevet.") }
        case .nn:
            lines.append("\(counts.valid) \(name) gjeld \(day).")
            lines.append("\(added) nye, \(changed) endra, \(ended) gått ut.")
            if run.isSame { lines.append("Fila er lesen før; ingenting er skrive.") }
            if let readAs = run.readAs {
                lines.append("Ho er lesen som gjeldande frå \(readAs); --day endrar ikkje det.")
            }
            if run.isDry { lines.append("Dette var berre ei prøve; ingenting er skrive.") }
        case .en:
            lines.append("\(counts.valid) \(name) are valid on \(day).")
            lines.append("\(added) new, \(changed) changed, \(ended) ended.")
            if run.isSame { lines.append("The file was read before; nothing was written.") }
            if let readAs = run.readAs {
                lines.append("It was read as of \(readAs); --day does not change that.")
            }
            if run.isDry { lines.append("This was only a trial; nothing was written.") }
        }
        return lines.joined(separator: "\n")
    }

    static func older(_ day: String, in language: Language) -> String {
        switch language {
        case .nb:
            "Registeret er lest slik det var \(day). Hent en nyere fil, eller si hvilken dag den gjelder med --day."
        case .nn:
            "Registeret er lese slik det var \(day). Hent ei nyare fil, eller sei kva dag ho gjeld med --day."
        case .en:
            "The register was read as of \(day). Fetch a newer file, or say with --day which day it is of."
        }
    }

    static func loss(_ count: Int, in language: Language) -> String {
        switch language {
        case .nb: "\(count) koder ville gå ut. Se om det er riktig fil; --force tar den likevel."
        case .nn: "\(count) kodar ville gå ut. Sjå om det er rett fil; --force tek ho likevel."
        case .en:
            "\(count) codes would end. See whether it is the right file; --force takes it all the same."
        }
    }

    static func none(in language: Language) -> String {
        switch language {
        case .nb: "Ingen registre er lest inn; bruk 'dugnad reference import'."
        case .nn: "Ingen register er lesne inn; bruk 'dugnad reference import'."
        case .en: "No register was read yet; use 'dugnad reference import'."
        }
    }

    static func unknown(in language: Language) -> String {
        switch language {
        case .nb: "Ingen registre har koden."
        case .nn: "Ingen register har koden."
        case .en: "No register has the code."
        }
    }

    static func stateColumns(in language: Language) -> [String] {
        switch language {
        case .nb: ["register", "gjelder", "koder", "lest"]
        case .nn: ["register", "gjeld", "kodar", "lese"]
        case .en: ["register", "as of", "codes", "read"]
        }
    }

    static func codeColumns(in language: Language) -> [String] {
        switch language {
        case .nb: ["register", "kode", "navn", "kommune", "fra", "til"]
        case .nn: ["register", "kode", "namn", "kommune", "frå", "til"]
        case .en: ["register", "code", "name", "municipality", "from", "until"]
        }
    }
}
