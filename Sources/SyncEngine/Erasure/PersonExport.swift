import Storage
package import SyncCore

/// Everything a hub holds about a person, for her to have (GDPR article 15 and 20).
///
/// Found like what an erasure removes, so that nothing is kept that she cannot see; beside it every other row that
/// names her, by its fields alone, since what else stands there is about others.
package struct PersonExport: Sendable {
    /// The person, and records that are said to be the same person.
    package let persons: [RowID]
    /// Rows about her, whole, tombstones left out.
    package let rows: [RowState]
    /// Rows that name her and are about something else, with the fields that do.
    package let named: [Named]
    /// What was written about her, also what was lost or is another's now, oldest first.
    package let history: [Entry]
    /// Work about her that waits for a person to decide.
    package let held: [JSONValue]
    /// Devices that were given to her.
    package let devices: [Device]

    /// A row that names her.
    package struct Named: Sendable {
        package let entity: EntityName
        package let id: RowID
        package let fields: [String]
        /// Of a side of a review, the part of the work that touches her; nil for other rows.
        package var part: JSONValue?
    }

    /// A value in the history of a row.
    package struct Entry: Sendable {
        package let row: RowID
        package let unit: String
        package let seq: Int64
        /// Unix milliseconds; nil where nothing is known of it.
        package let at: Int64?
        package let decision: String
        package let value: JSONValue
    }
}

extension HubReader {
    /// Everything about a person; goes over the whole store once.
    ///
    /// Throws `person.unknown`, and `erasure.done` for one who was erased.
    package func personExport(_ person: RowID) throws -> PersonExport {
        try store.snapshot {
            let world = HubWorld(
                states,
                now: environment.now(),
                seq: try head() + 1,
                seed: identity.secret
            )
            let reach = try ErasureReach.of(person, in: states, domain: domain, world: world)
            let own = Set(reach.rows.map(\.stored.row))
            return PersonExport(
                persons: reach.persons,
                rows: reach.rows.map(\.stored.state),
                named: try naming(reach, without: own),
                history: try history(of: reach),
                held: try reach.operations.filter(\.isHeld)
                    .map { try edits(in: $0.bytes, about: reach) },
                devices: try devices().filter { device in
                    device.grant.person.map(reach.persons.contains) ?? false
                }
            )
        }
    }

    private func naming(
        _ reach: ErasureReach,
        without own: Set<Int64>
    ) throws -> [PersonExport.Named] {
        var found: [PersonExport.Named] = []
        for spec in domain.catalogue.ordered {
            for stored in try states.all(spec.name)
            where !own.contains(stored.row) && !stored.state.isErased {
                guard
                    var named = PersonExport.Named(stored.state, spec: spec, of: reach.persons)
                else { continue }
                let work = spec.name == .reviewSide ? stored.state["values"]?["edits"] : nil
                named.part = work.map { touching(reach, in: $0.array ?? []) }
                found.append(named)
            }
        }
        return found
    }

    private func history(of reach: ErasureReach) throws -> [PersonExport.Entry] {
        let former = Set(reach.former)
        let rows = Set(reach.rows.map(\.stored.row)).union(former.map(\.row))
        let own = Set(reach.rows.map(\.stored.row))
        var entries: [PersonExport.Entry] = []
        for row in rows.sorted() {
            guard let id = try states.find(row: row)?.state.id else { continue }
            try store.query(
                """
                SELECT unit, seq, part, at, decision, value FROM history
                WHERE row = ?1 AND value IS NOT NULL ORDER BY seq, part
                """,
                row
            ) { found in
                let (unit, seq, part) = (found.text(0), found.int64(1), found.int64(2))
                let place = ErasureReach.FormerValue(row: row, unit: unit, seq: seq, part: part)
                guard own.contains(row) || former.contains(place) else { return }
                entries.append(
                    PersonExport.Entry(
                        row: id,
                        unit: unit,
                        seq: seq,
                        at: found.optionalInt64(3),
                        decision: found.text(4),
                        value: try JSONValue.parse(found.bytes(5))
                    )
                )
            }
        }
        return entries.sorted { ($0.seq, $0.row.description) < ($1.seq, $1.row.description) }
    }

    /// Of work that waits only what touches her: other edits of the same operation are about others.
    private func edits(in bytes: [UInt8], about reach: ErasureReach) throws -> JSONValue {
        touching(reach, in: try JSONValue.parse(bytes)["edits"]?.array ?? [])
    }

    private func touching(_ reach: ErasureReach, in edits: [JSONValue]) -> JSONValue {
        let ids = reach.persons.map(\.description)
        let rows = Set(reach.rows.map(\.stored.state.id.description))
        return .array(
            edits.filter { edit in
                let text = String(decoding: edit.bytes(), as: UTF8.self)
                return (edit["id"]?.text).map(rows.contains) ?? false
                    || ids.contains(where: text.contains)
            }
        )
    }
}

extension PersonExport {
    /// Whether a row is the person's, to be had whole; of others she has that they name her.
    package static func isWhole(_ row: RowState, spec: EntitySpec, for person: RowID) -> Bool {
        // A side that shows held work may be about others, too.
        guard row["values"]?["edits"] == nil else { return false }
        return (spec.about + [spec.scopes.person].compactMap { $0 }).contains { field in
            field == "id" ? row.id == person : row[field]?.text == person.description
        }
    }

    /// One document, as the protocol writes rows: fields by name, instants in Unix milliseconds.
    package func json(at now: Int64) -> JSONValue {
        [
            "madeAt": .integer(now), "persons": .array(persons.map(\.json)),
            "rows": .array(rows.map(\.document)), "namedIn": .array(named.map(\.json)),
            "history": .array(history.map(Self.json)), "waiting": .array(held),
            "devices": .array(devices.map(Self.json)),
        ]
    }

    private static func json(_ entry: Entry) -> JSONValue {
        var out: JSONObject = [
            "row": entry.row.json, "field": .string(entry.unit), "seq": .integer(entry.seq),
            "decision": .string(entry.decision), "value": entry.value,
        ]
        out["at"] = entry.at.map { .integer($0) }
        return .object(out)
    }

    private static func json(_ device: Device) -> JSONValue {
        var out: JSONObject = [
            "id": device.id.json, "name": .string(device.name),
            "role": .string(device.grant.role.rawValue), "enrolledAt": .integer(device.enrolled),
        ]
        out["seenAt"] = device.seen.map { .integer($0) }
        out["retiredAt"] = device.retired.map { .integer($0) }
        out["revokedAt"] = device.revoked.map { .integer($0) }
        return .object(out)
    }
}

extension PersonExport.Named {
    /// A row by the names of the fields that say who one of the persons is; nil where none does.
    package init?(_ row: RowState, spec: EntitySpec, of persons: [RowID]) {
        let ids = persons.map(\.description)
        let fields = spec.fields.keys.filter { name in
            guard let value = row[name] else { return false }
            let text = String(decoding: value.bytes(), as: UTF8.self)
            return ids.contains(where: text.contains)
        }
        guard !fields.isEmpty else { return nil }
        self.init(entity: spec.name, id: row.id, fields: fields.sorted())
    }

    package var json: JSONValue {
        var out: JSONObject = [
            "entity": .string(entity.rawValue), "id": id.json,
            "fields": .array(fields.map { .string($0) }),
        ]
        out["part"] = part
        return .object(out)
    }
}
