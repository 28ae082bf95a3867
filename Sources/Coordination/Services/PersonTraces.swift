import SyncCore

/// What a person can be known again by: in the rows about her when she is erased, and in a list's row.
///
/// Two things that belong together, a name with a birth date or with a number, are surely hers; a number alone may
/// be her family's. Each is a text that begins with its kind; of an erased person only keyed digests are kept.
package struct PersonTraces: Sendable, Equatable {
    /// A name with a birth date, a number or an address.
    package private(set) var sure: [String] = []
    /// A number or an address by itself.
    package private(set) var hints: [String] = []

    package var all: [String] { sure + hints }

    /// Of more than these the first are taken, which are those that stand; a line of the ledger has room for them.
    private static let most = (names: 5, births: 3, contacts: 9)

    /// Of a person who is told of: names, birth dates as `yyyy-mm-dd`, numbers in E.164 and small addresses.
    package init(names: [String], births: [String], contacts: [String]) {
        self.init(names: names, births: births, own: contacts, shared: [])
    }

    /// Of rows about one person, as they stand and then as they were before: what is a guardian's is not hers, and what is shared is not hers alone.
    init(_ rows: [RowState]) {
        var (names, births, own, shared): ([String], [String], [String], [String]) = (
            [], [], [], []
        )
        for row in rows {
            switch row.entity {
            case .person: names.append(row["displayName"]?.text ?? "")
            case .personPrivate:
                let parts = [row["givenName"]?.text, row["familyName"]?.text]
                names.append(parts.compactMap(\.self).joined(separator: " "))
                if let day = row["birthOn"]?.text { births.append(day) }
            case .contactPoint:
                guard let value = row["valueNormalised"]?.text else { continue }
                switch row["ownedBy"]?.text {
                case "guardian": break
                case "shared": shared.append(value)
                default: own.append(value)
                }
            default: break
            }
        }
        self.init(names: names, births: births, own: own, shared: shared)
    }

    private init(names: [String], births: [String], own: [String], shared: [String]) {
        func unique(_ texts: [String], _ most: Int) -> [String] {
            var seen: Set<String> = []
            let distinct = texts.filter { !$0.isEmpty && seen.insert($0).inserted }
            return distinct.prefix(most).sorted()
        }
        let names = unique(names.map(Self.key), Self.most.names)
        let contacts = unique(own + shared, Self.most.contacts)
        for name in names {
            for birth in unique(births, Self.most.births) { sure.append("b:\(name)|\(birth)") }
            for contact in contacts { sure.append("n:\(name)|\(contact)") }
        }
        hints = contacts.filter { !shared.contains($0) }.map { "c:\($0)" }
    }

    /// A name whose parts may stand in any order: small letters, without accents, each run of a letter once.
    ///
    /// A name of one word alone is half the town's.
    static func key(_ name: String) -> String {
        let parts = name.lowercased().split { " \t\u{A0}-,.".contains($0) }.map(fold)
            .filter { !$0.isEmpty }
        return parts.count < 2 ? "" : parts.sorted().joined(separator: " ")
    }

    private static func fold(_ part: Substring) -> String {
        var out = String.UnicodeScalarView()
        for scalar in part.unicodeScalars {
            for letter in letters[scalar] ?? (scalar.properties.isAlphabetic ? [scalar] : [])
            where letter != out.last { out.append(letter) }
        }
        return String(out)
    }

    private static let letters: [Unicode.Scalar: [Unicode.Scalar]] = {
        var letters: [Unicode.Scalar: [Unicode.Scalar]] = [
            "æ": ["a", "e"], "ä": ["a", "e"], "ø": ["o", "e"], "ö": ["o", "e"], "ß": ["s"],
        ]
        let plain: [(Unicode.Scalar, String)] = [
            ("a", "àáâãåāăą"), ("c", "çćč"), ("d", "đðď"), ("e", "èéêëēęě"), ("i", "ìíîïīı"),
            ("l", "ł"), ("n", "ñńňŋ"), ("o", "òóôõōő"), ("r", "řŕ"), ("s", "šśş"), ("t", "ťŧţ"),
            ("u", "ùúûüūůű"), ("y", "ýÿ"), ("z", "žźż"),
        ]
        for (letter, accented) in plain {
            for scalar in accented.unicodeScalars { letters[scalar] = [letter] }
        }
        return letters
    }()
}
