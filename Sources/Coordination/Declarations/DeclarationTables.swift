import SyncCore
import SyncEngine

/// The tables of some people's declarations, by one attribute and by two, as far as they may be told.
struct DeclarationTables {
    /// Told by itself.
    static let attributes = ["ageBand", "gender", "born", "disability", "work"]
    /// Told together; none is in two pairs, as `SafeCounts` asks.
    static let pairs = [("ageBand", "gender"), ("born", "work")]
    /// What stands for those who have said nothing.
    static let unsaid = "unsaid"

    /// Each as `{"attributes": […], "cells": {…}}`, only what was answered; none where too few have.
    let json: JSONValue

    init(_ said: [RowState], _ spec: EntitySpec?) {
        func answers(_ field: String) -> [String] {
            guard case .code(let values)? = spec?.fields[field]?.type else { return [] }
            return values + [Self.unsaid]
        }
        func count(_ isMeant: (RowState) -> Bool) -> Int { said.count(where: isMeant) }
        func says(_ row: RowState, _ field: String, _ answer: String) -> Bool {
            (row.text(field) ?? Self.unsaid) == answer
        }
        let single = Self.attributes.compactMap { field -> JSONValue? in
            let names = answers(field)
            let counts = names.map { name in count { says($0, field, name) } }
            let told = SafeCounts.told(Array(counts.dropLast()), unsaid: counts.last ?? 0)
            return told.map { ["attributes": [.string(field)], "cells": Self.cells(names, $0)] }
        }
        let crossed = Self.pairs.compactMap { one, other -> JSONValue? in
            let (rows, columns) = (answers(one), answers(other))
            let counts = rows.map { row in
                columns.map { column in
                    count { says($0, one, row) && says($0, other, column) }
                }
            }
            guard let told = SafeCounts.told(cross: counts) else { return nil }
            var cells: JSONObject = [:]
            for (row, line) in zip(rows, told) where line.contains(where: { $0 > 0 }) {
                cells[row] = Self.cells(columns, line)
            }
            return ["attributes": [.string(one), .string(other)], "cells": .object(cells)]
        }
        json = .array(single + crossed)
    }

    private static func cells(_ names: [String], _ counts: [Int]) -> JSONValue {
        var cells: JSONObject = [:]
        for (name, count) in zip(names, counts) where count > 0 {
            cells[name] = .integer(Int64(count))
        }
        return .object(cells)
    }
}
