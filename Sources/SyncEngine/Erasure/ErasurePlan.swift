import Storage
package import SyncCore

/// What erasing a person would take from where: the first of the two steps.
package struct ErasurePlan: Sendable {
    /// The person, and records that are said to be the same person.
    package let persons: [RowID]
    package let counts: ErasureCounts
    /// Devices that may hold copies until they are next in contact; the office itself is none.
    package let replicas: [Device]
    /// Backups that are known and hold her.
    package let backups: [BackupCopy]
    /// To be given with the second step; another one as soon as anything about her has changed.
    package let token: String

    package var json: JSONValue {
        [
            "persons": .array(persons.map(\.json)), "removes": counts.json,
            "replicas": .array(replicas.map { $0.id.json }),
            "backups": .array(backups.map(\.json)), "token": .string(token),
        ]
    }
}

/// A copy of the store that was made by `dugnad backup` and noted.
package struct BackupCopy: Sendable, Equatable {
    package let path: String
    /// The last operation in it.
    package let seq: Int64
    /// When it was made, Unix milliseconds.
    package let at: Int64

    package var json: JSONValue {
        ["path": .string(path), "seq": .integer(seq), "at": .integer(at)]
    }

    static func all(_ store: Connection, before seq: Int64) throws -> [BackupCopy] {
        try store.all(
            "SELECT path, seq, at FROM backup_copy WHERE seq < ?1 ORDER BY at, path",
            seq
        ) { BackupCopy(path: $0.text(0), seq: $0.int64(1), at: $0.int64(2)) }
    }
}

extension HubReader {
    /// What erasing the person would do; changes nothing.
    ///
    /// Throws `person.unknown`, and `erasure.done` for one who was erased.
    package func erasurePlan(_ person: RowID) throws -> ErasurePlan {
        let reach = try ErasureReach.of(
            person,
            in: states,
            domain: domain,
            world: HubWorld(
                states,
                now: environment.now(),
                seq: try head() + 1,
                seed: identity.secret
            )
        )
        return ErasurePlan(
            persons: reach.persons,
            counts: try reach.counts(),
            replicas: try devices().dropFirst().filter { $0.revoked == nil },
            backups: try BackupCopy.all(store, before: .max),
            token: reach.token(secret: identity.secret)
        )
    }
}

extension ErasureReach {
    /// All about a person and her other records; throws `person.unknown` and `erasure.done`.
    static func of(
        _ person: RowID,
        in states: StateStore,
        domain: any Domain,
        world: HubWorld
    ) throws -> ErasureReach {
        guard let row = try states.find(person)?.state,
            states.catalogue[row.entity]?.eraseField != nil
        else { throw SyncError("person.unknown", "There is no such person in this store.") }
        guard !row.isErased else {
            throw SyncError(
                "erasure.done",
                "She was erased; 'dugnad erasure certificate' says what was removed."
            )
        }
        var persons = [person]
        for other in try domain.samePersons(as: person, in: world) where !persons.contains(other) {
            persons.append(other)
        }
        return try ErasureReach(persons, in: states)
    }
}

extension EntitySpec {
    /// The field that erases, on entities that are persons.
    var eraseField: String? { fields.values.first { $0.policy == .erase }?.name }
}

extension Hub {
    /// Erases a person: the second step, with the token of the dry run.
    ///
    /// Throws `erasure.stale` when something about her has changed since, `person.unknown`, `erasure.done`
    /// and `erasure.refused` with the findings where a rule speaks against it; nothing is changed then.
    package func erase(_ person: RowID, confirm token: String) throws {
        let world = newWorld(seq: try head() + 1, now: try hubTime())
        let reach = try ErasureReach.of(person, in: states, domain: domain, world: world)
        guard reach.token(secret: identity.secret) == token.lowercased(),
            let row = try states.find(person)?.state,
            let field = domain.catalogue[row.entity]?.eraseField
        else {
            throw SyncError(
                "erasure.stale",
                "The token is wrong, or something about her has changed: do the dry run again."
            )
        }
        // One who was removed, as by an import that was undone, is erased as well: an edit of a removed row alone
        // would be refused.
        var edit = Edit(row.entity, person, set: [field: true], about: [person])
        if row.isRemoved { edit.mark = .restored }
        let outcome = try submit([edit])
        guard outcome.verdict == .applied || outcome.verdict == .merged else {
            throw SyncError(
                "erasure.refused",
                "A rule speaks against it; see the reasons.",
                findings: outcome.findings
            )
        }
    }
}
