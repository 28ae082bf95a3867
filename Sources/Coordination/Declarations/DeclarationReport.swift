package import SyncCore
package import SyncEngine

/// How many of those who said something of themselves are of which kind, in sums that tell of nobody (DOMAIN.md M5).
package struct DeclarationReport: Sendable {
    /// One attribute with its values and how many there are of each; `unsaid` last.
    package struct Attribute: Sendable {
        package let field: String
        package let values: [String]
        package let counts: SafeCounts
    }

    package static let unsaid = "unsaid"
    private static let fields = ["ageBand", "gender", "born", "disability", "work"]

    package let least: Int
    package let attributes: [Attribute]

    /// Of one centre, or of all that the store holds; only of those whose yes to it stands.
    ///
    /// Somebody with several records, or at several centres, is counted once.
    package init(
        _ reader: HubReader,
        centre: RowID? = nil,
        least: Int = SafeCounts.leastSize,
        at now: Int64
    ) throws {
        let world = try ReaderWorld(reader, at: now)
        var told: [RowState] = []
        var counted: Set<RowID> = []
        for row in try reader.rows(.selfDeclaration, of: centre) {
            guard let person = row.reference("personId"), !counted.contains(person) else {
                continue
            }
            guard try OptIn(person, to: DeclarationRule.purpose, in: world).isGiven else {
                continue
            }
            counted.insert(person)
            counted.formUnion(try SamePersons.of(person, in: world))
            told.append(row)
        }
        self.least = least
        let spec = reader.domain.catalogue[.selfDeclaration]
        attributes = Self.fields.compactMap { field in
            guard case .code(let values)? = spec?.fields[field]?.type else { return nil }
            let said = told.map { $0.text(field) ?? Self.unsaid }
            let all = values + [Self.unsaid]
            let counts = all.map { value in said.count { $0 == value } }
            return Attribute(
                field: field,
                values: all,
                counts: SafeCounts(counts, least: least)
            )
        }
    }
}
