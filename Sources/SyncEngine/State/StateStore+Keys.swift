import Storage
import SyncCore

extension StateStore {
    /// Rows that a key finds and the filter takes, each once, in the order they were made here.
    func all(_ entity: EntityName, by key: RowKey, having filter: RowFilter?) throws -> [Stored] {
        var rows = try numbers(entity, by: key)
        if let filter { rows = try rows.filter { try takes($0, of: entity, filter) } }
        return try rows.sorted().compactMap { try find(row: $0) }
    }

    /// How many rows a key finds; none of them is read.
    func count(_ entity: EntityName, by key: RowKey) throws -> Int {
        try numbers(entity, by: key).count
    }

    private func numbers(_ entity: EntityName, by key: RowKey) throws -> Set<Int64> {
        switch key {
        case .field(let field, let value):
            guard let key = Self.key(value), let field = try number(entity, field) else {
                return []
            }
            return try numbers(field, from: key, to: key)
        case .place(let field, let box):
            guard let field = try number(entity, field) else { return [] }
            return try numbers(in: box) { try numbers(field, from: $0, to: $1) }
        case .names(let field, let placed):
            guard let field = try number(entity, field),
                let place = try number(placed.entity, placed.field)
            else { return [] }
            guard let through = placed.through else {
                return try numbers(in: placed.box) {
                    try numbers(field, namingRowsAt: place, from: $0, to: $1)
                }
            }
            guard let link = try number(placed.entity, through) else { return [] }
            return try numbers(in: placed.box) {
                try numbers(field, naming: link, ofRowsAt: place, from: $0, to: $1)
            }
        }
    }

    private func number(_ entity: EntityName, _ field: String) throws -> Int64? {
        try names.known(Self.fieldName(entity, field))
    }

    private func numbers(
        in box: PlaceBox,
        _ body: ([UInt8], [UInt8]) throws -> Set<Int64>
    ) throws -> Set<Int64> {
        var found: Set<Int64> = []
        for range in PlaceCell.ranges(of: box) {
            found.formUnion(
                try body(PlaceCell.key(range.lowerBound), PlaceCell.key(range.upperBound))
            )
        }
        return found
    }

    private func numbers(_ field: Int64, from low: [UInt8], to high: [UInt8]) throws -> Set<Int64> {
        var found: Set<Int64> = []
        try store.query(
            "SELECT row FROM lookup WHERE field = ?1 AND value BETWEEN ?2 AND ?3",
            field,
            low,
            high
        ) { found.insert($0.int64(0)) }
        return found
    }

    private func numbers(
        _ field: Int64,
        namingRowsAt place: Int64,
        from low: [UInt8],
        to high: [UInt8]
    ) throws -> Set<Int64> {
        var found: Set<Int64> = []
        // The places come first, whatever the planner thinks of it: CROSS JOIN keeps the order.
        try store.query(
            """
            SELECT n.row FROM lookup p CROSS JOIN state s CROSS JOIN lookup n
            WHERE p.field = ?2 AND p.value BETWEEN ?3 AND ?4 AND s.row = p.row
                AND n.field = ?1 AND n.value = s.id
            """,
            field,
            place,
            low,
            high
        ) { found.insert($0.int64(0)) }
        return found
    }

    private func numbers(
        _ field: Int64,
        naming link: Int64,
        ofRowsAt place: Int64,
        from low: [UInt8],
        to high: [UInt8]
    ) throws -> Set<Int64> {
        var found: Set<Int64> = []
        // Many rows name one: it is looked up once.
        try store.query(
            """
            SELECT n.row FROM (
                SELECT DISTINCT l.value AS id FROM lookup p CROSS JOIN lookup l
                WHERE p.field = ?3 AND p.value BETWEEN ?4 AND ?5 AND l.row = p.row AND l.field = ?2
            ) CROSS JOIN lookup n WHERE n.field = ?1 AND n.value = id
            """,
            field,
            link,
            place,
            low,
            high
        ) { found.insert($0.int64(0)) }
        return found
    }

    private func takes(_ row: Int64, of entity: EntityName, _ filter: RowFilter) throws -> Bool {
        guard let field = try number(entity, filter.field) else { return false }
        for key in filter.values.compactMap(Self.key) {
            let isThere = try store.first(
                "SELECT 1 FROM lookup WHERE field = ?1 AND value = ?2 AND row = ?3",
                field,
                key,
                row
            ) { _ in true }
            if isThere ?? false { return true }
        }
        return false
    }
}
