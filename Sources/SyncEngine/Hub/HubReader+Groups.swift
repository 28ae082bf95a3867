import Storage
package import SyncCore

extension HubReader {
    /// How many rows of an entity there are, removed and erased ones included.
    package func count(_ entity: EntityName) throws -> Int {
        guard let spec = domain.catalogue[entity] else { return 0 }
        return try store.first("SELECT count(*) FROM state WHERE entity = ?1", spec.number) {
            $0.int(0)
        } ?? 0
    }

    /// Hands over what an indexed text field says, and the number of the row that says it; no row is read for it.
    package func eachText(
        of field: String,
        in entity: EntityName,
        _ body: (String, Int64) -> Void
    ) throws {
        guard let number = try names.known(StateStore.fieldName(entity, field)) else { return }
        try store.query("SELECT value, row FROM lookup WHERE field = ?1", number) { row in
            body(String(decoding: row.bytes(0), as: UTF8.self), row.int64(1))
        }
    }

    /// The live row with this number; numbers are the store's own, and tell nothing elsewhere.
    package func row(number: Int64) throws -> RowState? {
        guard let state = try states.find(row: number)?.state, !state.isRemoved, !state.isErased
        else { return nil }
        return state
    }

    /// Hands over the live rows of four entities, put together by the row they name, in the order of its id.
    ///
    /// `field` is indexed and names the row in all four. One group is in memory at a time, however many there are.
    package func eachGroup(
        by field: String,
        of entities: (EntityName, EntityName, EntityName, EntityName),
        _ body: (RowID, [RowState]) throws -> Void
    ) throws {
        func number(_ entity: EntityName) throws -> Int64 {
            // No row has ever had the field: no number of a name is below 1.
            try names.known(StateStore.fieldName(entity, field)) ?? 0
        }
        var named: RowID?
        var rows: [RowState] = []
        func close() throws {
            if let named, !rows.isEmpty { try body(named, rows) }
            rows.removeAll(keepingCapacity: true)
        }
        // SQLite merges the four as they come, each in the order of its index; nothing is sorted.
        try store.query(
            """
            SELECT l.value, s.wire FROM lookup l JOIN state s ON s.row = l.row WHERE l.field = ?1
            UNION ALL
            SELECT l.value, s.wire FROM lookup l JOIN state s ON s.row = l.row WHERE l.field = ?2
            UNION ALL
            SELECT l.value, s.wire FROM lookup l JOIN state s ON s.row = l.row WHERE l.field = ?3
            UNION ALL
            SELECT l.value, s.wire FROM lookup l JOIN state s ON s.row = l.row WHERE l.field = ?4
            ORDER BY 1
            """,
            try number(entities.0),
            try number(entities.1),
            try number(entities.2),
            try number(entities.3)
        ) { row in
            guard let id = RowID(bytes: row.bytes(0)) else { return }
            if id != named {
                try close()
                named = id
            }
            let state = try RowState(
                try JSONValue.parse(row.bytes(1), limits: StateStore.storedLimits)
            )
            if !state.isRemoved, !state.isErased { rows.append(state) }
        }
        try close()
    }
}
