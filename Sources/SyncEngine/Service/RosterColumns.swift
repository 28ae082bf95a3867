import Storage
package import SyncCore

/// What the columns of a roster mean to a centre, where a person has said it.
///
/// Columns are known by their numbers and lists by the fingerprint of their header: no name of a
/// column is kept, and nothing of what stands under it.
package struct RosterColumns: Sendable, Hashable {
    package enum Limit {
        /// As many columns as a list may have.
        package static let columns = 512
        /// Bytes of a fingerprint, and of a field's name.
        package static let text = 64
        /// Lists a centre has; the one not used for longest gives way.
        package static let lists = 200
    }

    package var centre: RowID
    package var fingerprint: String
    /// The field by the column's number, counted from 1; empty for one that is not wanted.
    package var columns: [Int: String]

    package init(centre: RowID, fingerprint: String, columns: [Int: String]) {
        self.centre = centre
        self.fingerprint = fingerprint
        self.columns = columns
    }

    /// The body of `POST /v1/office/roster-columns`.
    package var json: JSONValue {
        [
            "centre": centre.json, "fingerprint": .string(fingerprint), "columns": columnsJSON,
        ]
    }

    fileprivate var columnsJSON: JSONValue {
        .object(
            JSONObject(
                columns.sorted { $0.key < $1.key }.map { number, field in
                    (String(number), field.isEmpty ? .null : .string(field))
                }
            )
        )
    }

    /// Reads the body; throws `request.field` where a member is missing or too large.
    package init(_ body: JSONObject) throws(SyncError) {
        guard let centre = body["centre"]?.text.flatMap({ RowID($0) }),
            let fingerprint = body["fingerprint"]?.text,
            (1...Limit.text).contains(fingerprint.utf8.count),
            let columns = body["columns"].flatMap(Self.columns)
        else {
            throw SyncError(
                "request.field",
                "'columns' has to name fields by number as this hub takes them; use the program it "
                    + "was started with."
            )
        }
        self.init(centre: centre, fingerprint: fingerprint, columns: columns)
    }

    fileprivate static func columns(_ json: JSONValue) -> [Int: String]? {
        guard let object = json.object, object.count <= Limit.columns else { return nil }
        var columns: [Int: String] = [:]
        for (key, value) in object {
            guard let number = Int(key), (1...Limit.columns).contains(number),
                value.isNull || value.text.map({ (1...Limit.text).contains($0.utf8.count) }) == true
            else { return nil }
            columns[number] = value.text ?? ""
        }
        return columns
    }
}

extension HubReader {
    /// What a centre has said of the columns of such a list, by number; empty where nothing was.
    package func rosterColumns(of fingerprint: String, centre: RowID) throws -> [Int: String] {
        let text = try store.first(
            "SELECT columns FROM roster_columns WHERE centre = ?1 AND fingerprint = ?2",
            centre.bytes,
            fingerprint
        ) { $0.text(0) }
        guard let text, let json = try? JSONValue.parse(Array(text.utf8)) else { return [:] }
        return RosterColumns.columns(json) ?? [:]
    }
}

extension Hub {
    /// Remembers what columns mean, in the place of what was said of such lists before.
    ///
    /// Without any columns it is forgotten. Call it in a transaction.
    package func remember(_ list: RosterColumns) throws {
        try store.run(
            "DELETE FROM roster_columns WHERE centre = ?1 AND fingerprint = ?2",
            list.centre.bytes,
            list.fingerprint
        )
        guard !list.columns.isEmpty else { return }
        try store.run(
            """
            INSERT INTO roster_columns (centre, fingerprint, columns, at) VALUES (?1, ?2, ?3, ?4)
            """,
            list.centre.bytes,
            list.fingerprint,
            String(decoding: list.columnsJSON.bytes(), as: UTF8.self),
            environment.now()
        )
        try store.run(
            """
            DELETE FROM roster_columns WHERE centre = ?1 AND fingerprint NOT IN (
                SELECT fingerprint FROM roster_columns WHERE centre = ?1
                ORDER BY at DESC, fingerprint LIMIT ?2)
            """,
            list.centre.bytes,
            Int64(RosterColumns.Limit.lists)
        )
    }
}
