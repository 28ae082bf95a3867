import SyncCore
import SyncEngine

/// Compares a world with what its story says has to come out.
struct StoryChecks {
    let world: StoryWorld

    init(_ world: StoryWorld) { self.world = world }

    private var reader: HubReader { world.hub.reader }

    /// Everything that is not as it has to be when all have synced.
    func failures(isListedOrder: Bool) throws -> [String] {
        var found: [String] = []
        let expected = world.story.convergedAnyOrder + (isListedOrder ? world.story.converged : [])
        for row in expected { found += try differences(row) }
        for condition in world.story.always { found += try broken(condition) }
        for client in world.served { found += try inequalities(client) }
        return try found + HistoryReplay(reader).differences()
    }

    /// Conditions that hold all the time and do not now.
    func brokenThroughout() throws -> [String] {
        try world.story.always.filter(\.isThroughout).flatMap(broken)
    }

    private func broken(_ condition: StoryCondition) throws -> [String] {
        let filter = world.names.values(condition.filter)
        let rows = try reader.rows(condition.entity).filter { row in
            row.differences(from: filter, at: "").isEmpty
        }
        let measured: Int64 =
            switch condition.measure {
            case .count: Int64(rows.count)
            case .sum(let field): rows.reduce(0) { $0 + ($1[field]?.integer ?? 0) }
            }
        if condition.range.contains(measured) { return [] }
        return ["not so: \"\(condition.sentence)\" (it is \(measured))"]
    }

    private func differences(_ expected: ExpectedRow) throws -> [String] {
        guard let name = expected.row else { return try unnamedDifferences(expected) }
        let id = world.names.id(name)
        var found: [String] = []
        let held = try reader.row(id)
        switch expected.presence {
        case .absent:
            if held != nil { found.append("the hub has \(name), which was never to be") }
        case .live, .removed, .erased:
            guard let held else { return ["the hub has no \(name)"] }
            let presence = held.presence
            if presence != expected.presence {
                found.append("\(name) is \(presence.rawValue), not \(expected.presence.rawValue)")
            }
            let fields = world.names.values(expected.fields)
            found += held.differences(from: fields, at: "the hub's \(name)")
        }
        return try found + replicaDifferences(expected, id, name)
    }

    private func replicaDifferences(
        _ expected: ExpectedRow,
        _ id: RowID,
        _ name: String
    ) throws -> [String] {
        var found: [String] = []
        var seers: Set<String> = []
        for client in world.served {
            guard let row = try client.replica.row(id) else { continue }
            seers.insert(client.name)
            guard expected.presence == .live else {
                found.append("\(client.name) shows \(name) although it is gone")
                continue
            }
            let fields = world.names.values(expected.fields)
            found += row.differences(from: fields, at: "\(client.name)'s \(name)")
        }
        if let wanted = expected.seenBy, wanted != seers {
            let got = seers.sorted().joined(separator: ", ")
            found.append(
                "\(name) is to be seen by \(wanted.sorted().joined(separator: ", ")), "
                    + "and is by \(got.isEmpty ? "nobody" : got)"
            )
        }
        return found
    }

    private func unnamedDifferences(_ expected: ExpectedRow) throws -> [String] {
        let fields = world.names.values(expected.fields)
        let rows = try reader.rows(expected.entity)
        let count = rows.filter { $0.differences(from: fields, at: "").isEmpty }.count
        if count == 1 { return [] }
        return ["\(count) rows of \(expected.entity), not one, are \(expected.fields.sorted)"]
    }

    /// Whether a device has what the hub has, by sums and row by row.
    private func inequalities(_ client: StoryClient) throws -> [String] {
        var found: [String] = []
        if try client.replica.waitingCount() > 0 {
            found.append("\(client.name) still has something to send")
        }
        let cursor = try client.replica.cursor
        guard cursor?.seq == (try reader.head()) else {
            return found + ["\(client.name) is not where the hub is"]
        }
        for (scope, sum) in try client.replica.sums() where try reader.sum(of: scope) != sum {
            found.append("\(client.name) and the hub differ in a scope, \(scope)")
        }
        let ahead = try client.replica.rowsAhead
        for spec in client.catalogue.ordered {
            for row in try client.replica.rows(spec.name)
            where try !ahead.contains(row.id) && reader.row(row.id) != row {
                found.append("\(client.name) has another \(spec.name) than the hub")
            }
        }
        return found
    }
}

extension RowState {
    fileprivate var presence: ExpectedRow.Presence {
        if isErased { return .erased }
        return isRemoved ? .removed : .live
    }

    /// The fields that have another value than wanted, in sentences; `null` wants an empty field.
    func differences(from wanted: JSONObject, at place: String) -> [String] {
        wanted.sorted { $0.key < $1.key }.compactMap { field, value in
            let held = self[field] ?? .null
            if held.sortedElements == value.sortedElements { return nil }
            return "\(place) has \(field) \(held.told), not \(value.told)"
        }
    }
}

extension JSONValue {
    /// The value with the elements of a list in one order, since a set has none.
    fileprivate var sortedElements: JSONValue {
        guard let array else { return self }
        return .array(array.sorted { $0.told < $1.told })
    }

    var told: String { String(decoding: bytes(), as: UTF8.self) }
}

extension JSONObject {
    fileprivate var sorted: String { JSONValue.object(self).told }
}
