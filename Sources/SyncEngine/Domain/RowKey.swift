package import SyncCore

/// What rows are found by, each by look-ups alone.
package enum RowKey: Sendable {
    /// An indexed field has this value, or is a list with it among its elements.
    case field(String, is: JSONValue)
    /// An indexed shape may meet the box.
    ///
    /// All that do are found, with their reach, and some that only come near: whoever asks measures.
    case place(String, in: PlaceBox)
    /// An indexed reference, or a list of them, names a row that is found at a place.
    case names(String, PlacedRows)

    /// Rows of another entity by their place; or instead of them those they name in turn.
    package struct PlacedRows: Sendable {
        let entity: EntityName
        let field: String
        let box: PlaceBox
        let through: String?

        /// - `through`: an indexed reference of these rows; what it names is meant then.
        package init(
            _ entity: EntityName,
            _ field: String,
            in box: PlaceBox,
            through: String? = nil
        ) {
            self.entity = entity
            self.field = field
            self.box = box
            self.through = through
        }
    }
}

/// Takes rows of which an indexed field has one of these values.
package struct RowFilter: Sendable {
    let field: String
    let values: [JSONValue]

    package init(_ field: String, isOneOf values: [JSONValue]) {
        self.field = field
        self.values = values
    }

    /// Whether a row's value, or one of its elements, is among them.
    func takes(_ row: RowState) -> Bool {
        guard let value = row[field] else { return false }
        return values.contains(value) || value.array?.contains(where: values.contains) ?? false
    }
}

/// A world without look-ups: it goes over its rows for every question.
///
/// For small worlds, such as what a device holds.
package protocol ScannedWorld: World {}

extension ScannedWorld {
    package func rows(
        _ entity: EntityName,
        by key: RowKey,
        having filter: RowFilter?
    ) throws -> [RowState] {
        try found(entity, by: key).filter { filter?.takes($0) ?? true }
    }

    private func found(_ entity: EntityName, by key: RowKey) throws -> [RowState] {
        switch key {
        case .field(let field, let value): return try rows(entity, where: field, is: value)
        // More than asked for is allowed, and who asks measures.
        case .place: return try rows(entity)
        case .names(let field, let placed):
            let named = try rows(placed.entity).compactMap { row in
                placed.through.map { row[$0] } ?? row.id.json
            }
            let names = Set(named)
            return try rows(entity).filter { row in
                guard let value = row[field] else { return false }
                return names.contains(value)
                    || value.array?.contains(where: names.contains) ?? false
            }
        }
    }
}
