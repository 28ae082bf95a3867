import SyncCore

/// What is true of one row of a made-up roster, which a reader has to find out.
package struct RosterTruth: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
        /// Nobody the list has told of, and nobody like her.
        case first
        /// Once more, with one letter wrong in a name.
        case typo
        /// Once more, with aa for å, oe for ø, ae for æ, e for é.
        case letters
        /// Once more, with the family name of a marriage.
        case married
        /// Once more, with a new number.
        case newPhone = "new_phone"
        /// Once more, with given and family name exchanged.
        case swapped
        /// Once more, with the number or address of somebody in the family.
        case familyContact = "family_contact"
        /// Somebody else of the same name.
        case namesake
        /// A son with the name and the address of his father.
        case son
        /// Somebody else of a family that shares a number, an address, or both.
        case family
        /// A twin with nearly the same name, and the parents' number.
        case twin
        /// A row that must be refused.
        case error

        /// The row tells of somebody an earlier row has told of.
        package var isDuplicate: Bool {
            switch self {
            case .typo, .letters, .married, .newPhone, .swapped, .familyContact: true
            case .first, .namesake, .son, .family, .twin, .error: false
            }
        }
    }

    /// The row's number in the file; the header is row 1.
    package var row: Int
    /// Which person it is, from 0; nil for a row that must be refused.
    package var person: Int?
    package var kind: Kind
    /// The code the row must be refused with.
    package var code: String?

    package init(row: Int, person: Int?, kind: Kind, code: String? = nil) {
        self.row = row
        self.person = person
        self.kind = kind
        self.code = code
    }

    /// One line a row, as `sample roster --truth` writes them.
    package static func lines(_ truth: [RosterTruth]) -> [UInt8] {
        var out: [UInt8] = []
        for row in truth {
            var line: JSONObject = [
                "row": .integer(Int64(row.row)), "kind": .string(row.kind.rawValue),
            ]
            line["person"] = row.person.map { .integer(Int64($0)) }
            line["code"] = row.code.map { .string($0) }
            out += JSONValue.object(line).bytes() + [0x0A]
        }
        return out
    }

    /// Reads such lines back; nil where one of them is none.
    package static func read(_ bytes: [UInt8]) -> [RosterTruth]? {
        var truth: [RosterTruth] = []
        for line in bytes.split(separator: 0x0A) {
            guard let object = (try? JSONValue.parse(Array(line)))?.object,
                let row = object["row"]?.integer,
                let kind = object["kind"]?.text.flatMap(Kind.init)
            else { return nil }
            let person = object["person"]?.integer.map { Int($0) }
            truth.append(
                RosterTruth(row: Int(row), person: person, kind: kind, code: object["code"]?.text)
            )
        }
        return truth
    }
}
