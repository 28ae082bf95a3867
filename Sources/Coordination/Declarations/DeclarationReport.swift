import SyncCore
package import SyncEngine

/// How many of those who said something of themselves are of which kind, in sums that tell of nobody (DOMAIN.md M5).
///
/// As the hub told them when each quarter was over (`DeclarationSumRule`); nothing is counted here.
package struct DeclarationReport: Sendable {
    /// A closed quarter with its tables.
    package struct Quarter: Sendable {
        /// Such as `2026-Q3`.
        package let name: String
        package let tables: [Table]
    }

    /// How many gave each answer, by one attribute or by two.
    package struct Table: Sendable {
        package let attributes: [String]
        /// In the order of the catalogue, those that said nothing last.
        package let cells: [Cell]
    }

    package struct Cell: Sendable, Hashable {
        /// One for each attribute; `unsaid` for those who have said nothing.
        package let answers: [String]
        package let count: Int64

        package init(_ answers: [String], _ count: Int64) {
            self.answers = answers
            self.count = count
        }
    }

    /// Those that were closed, the first first.
    package let quarters: [Quarter]

    /// Of all that the store holds, since parts beside the whole could be subtracted.
    package init(_ reader: HubReader) throws {
        let spec = reader.domain.catalogue[.selfDeclaration]
        quarters = try reader.rows(.declarationSum).compactMap { row in
            guard let name = row.text("quarter"), let tables = row["tables"]?.array else {
                return nil
            }
            return Quarter(name: name, tables: tables.map { Self.table($0, spec) })
        }.sorted { $0.name < $1.name }
    }

    private static func table(_ json: JSONValue, _ spec: EntitySpec?) -> Table {
        let attributes = (json["attributes"]?.array ?? []).compactMap(\.text)
        func answers(_ field: String?) -> [String] {
            guard let field, case .code(let values)? = spec?.fields[field]?.type else { return [] }
            return values + [DeclarationTables.unsaid]
        }
        let cells = answers(attributes.first).flatMap { answer -> [Cell] in
            guard let value = json["cells"]?[answer] else { return [] }
            if let count = value.integer { return [Cell([answer], count)] }
            return answers(attributes.last).compactMap { other in
                value[other]?.integer.map { Cell([answer, other], $0) }
            }
        }
        return Table(attributes: attributes, cells: cells)
    }
}
