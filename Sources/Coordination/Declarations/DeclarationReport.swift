import SyncCore
package import SyncEngine

/// How many of those who said something of themselves are of which kind, in sums that tell of nobody (DOMAIN.md M5).
package struct DeclarationReport: Sendable {
    /// One attribute with the answers that were given, `unsaid` last, and how many gave each.
    package struct Attribute: Sendable {
        package let field: String
        /// Nil where too few have answered.
        package let answers: [Answer]?
    }

    package struct Answer: Sendable, Hashable {
        package let value: String
        package let count: Int

        package init(_ value: String, _ count: Int) {
            self.value = value
            self.count = count
        }
    }

    package static let unsaid = "unsaid"
    private static let fields = ["ageBand", "gender", "born", "disability", "work"]

    package let attributes: [Attribute]

    /// Of all that the store holds, since parts beside the whole could be subtracted; only of those whose yes stands.
    ///
    /// Somebody with several records, or at several centres, is counted once.
    package init(_ reader: HubReader, at now: Int64) throws {
        let world = try ReaderWorld(reader, at: now)
        var told: [RowState] = []
        var counted: Set<RowID> = []
        for row in try reader.rows(.selfDeclaration) {
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
        let spec = reader.domain.catalogue[.selfDeclaration]
        attributes = Self.fields.compactMap { field in
            guard case .code(let values)? = spec?.fields[field]?.type else { return nil }
            let said = told.map { $0.text(field) ?? Self.unsaid }
            let counts = SafeCounts.told(
                values.map { value in said.count { $0 == value } },
                unsaid: said.count { $0 == Self.unsaid }
            )
            let answers = counts.map { counts in
                zip(values + [Self.unsaid], counts).filter { $0.1 > 0 }.map { Answer($0, $1) }
            }
            return Attribute(field: field, answers: answers)
        }
    }
}
