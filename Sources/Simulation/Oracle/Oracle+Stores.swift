import Coordination
import Hashing
import Storage
import SyncCore
import SyncEngine

extension Oracle {
    /// Holds a replica that has just taken in all there is to the hub's rows in its scopes.
    func compare(_ replica: Replica, _ device: Device, name: String) throws {
        let cursor = try replica.cursor
        require(
            cursor?.seq == model.lastSeq,
            .equalStores,
            "\(name) is at \(cursor?.seq ?? -1), the hub at \(model.lastSeq)"
        )
        let mine = Set(ends(of: device).keys)
        let places = scopes()
        var wanted: [RowID: [UInt8]] = [:]
        var sums: [String: Int64] = [:]
        for (id, row) in model.rows {
            let seen = places[id]?.intersection(mine) ?? []
            guard !seen.isEmpty else { continue }
            wanted[id] = row.wire
            let hash = Int64(bitPattern: Digest.blake2b64(parts: id.bytes, row.wire))
            for scope in seen { sums[scope, default: 0] &+= hash }
        }
        let held = try rows(of: replica.store)
        let surplus = held.keys.filter { wanted[$0] == nil }.map(told).min()
        let missing = wanted.keys.filter { held[$0] == nil }.map(told).min()
        let other = wanted.keys.filter { held[$0] != nil && held[$0] != wanted[$0] }.map(told).min()
        if let surplus { fail(.scopes, "\(name) holds \(surplus), which is in none of its scopes") }
        if let missing { fail(.equalStores, "\(name) lacks \(missing)") }
        if let other { fail(.equalStores, "\(name) has other bytes of \(other)") }
        try compare(sums, with: replica, name)
    }

    private func compare(_ sums: [String: Int64], with replica: Replica, _ name: String) throws {
        var held: [String: String] = [:]
        for (scope, sum) in try replica.sums() { held[scope] = sum }
        var wanted: [String: String] = [:]
        for (scope, sum) in sums {
            let digits = String(UInt64(bitPattern: sum), radix: 16)
            wanted[scope] = String(repeating: "0", count: 16 - digits.count) + digits
        }
        require(held == wanted, .equalStores, "the sums of \(name) are not those of its rows")
    }

    private func rows(of store: Connection) throws -> [RowID: [UInt8]] {
        var out: [RowID: [UInt8]] = [:]
        try store.query("SELECT id, wire FROM state") { row in
            if let id = RowID(bytes: row.bytes(0)) { out[id] = row.bytes(1) }
        }
        return out
    }

    func told(_ id: RowID) -> String {
        "\(model.rows[id]?.state.entity.rawValue ?? "a row") \(nameOf(id))"
    }

    /// Holds the hub's own rows and sums to what the oracle read of them while they were written.
    func compareHub(_ reader: HubReader) throws {
        let held = try rows(of: reader.store)
        let read = model.rows.mapValues(\.wire)
        let others = Set(held.keys).union(read.keys).filter { held[$0] != read[$0] }
        require(
            others.isEmpty,
            .equalStores,
            "the hub's rows are not what its operations wrote: "
                + others.map(told).sorted().prefix(3).joined(separator: ", ")
        )
        var wanted: [String: Int64] = [:]
        for (id, scopes) in scopes() {
            guard let row = model.rows[id] else { continue }
            let hash = Int64(bitPattern: Digest.blake2b64(parts: id.bytes, row.wire))
            for scope in scopes { wanted[scope, default: 0] &+= hash }
        }
        var found: [String: String] = [:]
        for (scope, sum) in try reader.sums() { found[scope] = sum }
        for (scope, sum) in wanted {
            let digits = String(UInt64(bitPattern: sum), radix: 16)
            let text = String(repeating: "0", count: 16 - digits.count) + digits
            require(
                found[scope] == text,
                .scopes,
                "the hub's sum of \(scope) is not that of the rows in it"
            )
        }
        for scope in found.keys where wanted[scope] == nil {
            fail(.scopes, "the hub has rows in \(scope), where none belongs")
        }
    }

    /// Looks for something planted with erased persons in every cell of every table of a store.
    func searchRemains(_ plants: [String], in store: Connection, name: String) throws {
        guard !plants.isEmpty else { return }
        let tables = try store.all(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        ) { $0.text(0) }
        for table in tables {
            let columns = try store.all("SELECT name FROM pragma_table_info(?1)", table) {
                $0.text(0)
            }
            for column in columns {
                for plant in plants {
                    let isThere = try store.first(
                        """
                        SELECT 1 FROM "\(table)" WHERE typeof("\(column)") IN ('text', 'blob')
                        AND instr(CAST("\(column)" AS BLOB), CAST(?1 AS BLOB)) > 0 LIMIT 1
                        """,
                        plant
                    ) { _ in true }
                    require(
                        isThere == nil,
                        .erased,
                        "\(plant) is left in \(table).\(column) of \(name)"
                    )
                }
            }
        }
    }
}
