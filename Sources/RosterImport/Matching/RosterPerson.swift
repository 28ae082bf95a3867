/// One row read as a person: every value in its stored form.
package struct RosterPerson: Sendable, Equatable {
    package var row: Int
    package var name: PersonName
    package var birth: DateReader.Value?
    package var contacts: [RosterContact]
    /// Everything else that has one value, by field.
    package var values: [RosterField: String]
    /// The person's centre, by id.
    package var centre: String
    /// The list has a column for birth dates, so that an empty cell in it says something.
    package var listTellsBirths = true
}

extension RosterPerson {
    /// A child for whom the row names nobody; whoever may still be one counts as one.
    func lacksGuardian(on today: CalendarDate) -> Bool {
        let isMinor =
            switch birth {
            case .day(let date): date.age(on: today) < 18
            case .year(let year, _): today.year - year < 18
            case nil: false
            }
        let guardians: [RosterField] = [.guardianName, .guardianMobile, .guardianEmail]
        return isMinor && guardians.allSatisfy { values[$0] == nil }
    }
}

/// One way to reach somebody.
package struct RosterContact: Sendable, Equatable, Hashable, Codable, Comparable {
    package enum Kind: String, Sendable, Codable, Comparable {
        case mobile, phone, email
        package static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
    }

    package var kind: Kind
    /// E.164, or a lower-cased address.
    package var value: String
    package var asWritten: String

    package init(kind: Kind, value: String, asWritten: String) {
        self.kind = kind
        self.value = value
        self.asWritten = asWritten
    }

    package static func < (a: Self, b: Self) -> Bool { (a.kind, a.value) < (b.kind, b.value) }
}

/// What one centre holds of a person.
package struct KnownHolding: Sendable, Equatable {
    /// What the centre calls her, where it has a name of hers.
    package var name: PersonName?
    package var birth: DateReader.Value?
    package var values: [RosterField: String] = [:]
    /// Numbers and addresses, as they are compared.
    package var contacts: Set<String> = []
    package var editedOn: [RosterField: CalendarDate] = [:]
}

/// A person the store holds, as far as the importer may see and needs to.
package struct KnownPerson: Sendable, Equatable {
    /// Whether the person may be written to.
    package enum Standing: String, Sendable { case active, left }

    package var id: String
    /// What the plan read; apply asks again where it has moved.
    package var version: String
    package var name: PersonName
    package var birth: DateReader.Value?
    package var contacts: [RosterContact]
    package var values: [RosterField: String]
    /// The centres with a membership, by id.
    package var centres: Set<String>
    package var standing: Standing
    /// When a person last edited a field; a file older than that does not change it.
    package var editedOn: [RosterField: CalendarDate]
    /// Content keys of the rows that were imported to this person before.
    package var contentKeys: Set<String>
    /// The centre that values, contacts and edits are of, where one alone is in view.
    package var home: String?
    /// What each centre in view holds, where there are several of them.
    package var held: [String: KnownHolding] = [:]

    /// What each centre in view holds.
    var holdings: [String: KnownHolding] {
        guard held.isEmpty else { return held }
        guard let home = home ?? centres.min() else { return [:] }
        return [
            home: KnownHolding(
                values: values,
                contacts: Set(contacts.map(\.value)),
                editedOn: editedOn
            )
        ]
    }

    package init(
        id: String,
        version: String = "",
        name: PersonName,
        birth: DateReader.Value? = nil,
        contacts: [RosterContact] = [],
        values: [RosterField: String] = [:],
        centres: Set<String>,
        standing: Standing = .active,
        editedOn: [RosterField: CalendarDate] = [:],
        contentKeys: Set<String> = []
    ) {
        self.id = id
        self.version = version
        self.name = name
        self.birth = birth
        self.contacts = contacts
        self.values = values
        self.centres = centres
        self.standing = standing
        self.editedOn = editedOn
        self.contentKeys = contentKeys
    }
}

/// A code, and the field it is about when it is about one.
package struct RowReason: Sendable, Equatable, Hashable, Codable {
    package var code: String
    package var field: RosterField?

    package init(_ code: String, _ field: RosterField? = nil) {
        self.code = code
        self.field = field
    }
}
