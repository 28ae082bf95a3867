import SyncCore

/// Ids as they are typed: in full, or some characters of their start or end.
enum ShortID {
    /// The id written in full, or the one row of the entity whose id begins or ends like that.
    ///
    /// Ids made at about the same time begin alike, which is why an end will do as well.
    static func find(
        _ text: String,
        of entity: EntityName,
        among ids: () throws -> [RowID]
    ) throws -> RowID {
        if let id = RowID(text) { return id }
        guard text.count >= 6 else {
            throw Failure("id.too_short", "Give at least 6 characters of the id.")
        }
        let part = text.lowercased()
        let fitting = try ids().filter {
            $0.description.hasPrefix(part) || $0.description.hasSuffix(part)
        }
        guard let id = fitting.first else { throw unknown(entity) }
        guard fitting.count == 1 else {
            throw Failure(
                "id.ambiguous",
                "\(fitting.count) rows of \(entity) have such an id; give more of it."
            )
        }
        return id
    }

    static func unknown(_ entity: EntityName) -> Failure {
        Failure(
            "row.unknown",
            "There is no \(entity) with such an id here; sync, or check the id.",
            exit: .unreadable
        )
    }
}
