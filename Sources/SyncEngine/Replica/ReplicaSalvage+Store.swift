package import Storage
package import SyncCore

extension ReplicaSalvage {
    /// Makes an empty store the same device with the same work, for its next pull to fill.
    ///
    /// Numbers, bytes and token stay, so nothing is done twice: the hub answers what it has as it did. Where
    /// numbers are missing, the store finds out at its next push and goes on under new ones. `aside` is what the
    /// damaged file will be called beside the new one, which remembers it. Throws `replica.joined` where the store
    /// is not empty, and `store.corrupt` unless `isIdentified`.
    package func restore(
        to store: Connection,
        aside: String? = nil,
        catalogue: Catalogue,
        environment: Environment
    ) throws -> Replica {
        try Replica.requireUnjoined(store)
        guard isIdentified else {
            throw StorageError(.corrupt, "Which device the store was cannot be read.")
        }
        let meta = Meta(store: store)
        try store.transaction {
            // The rows come anew, so the cursor stays behind.
            for (name, value) in facts where name != "cursor" { try meta.set(name, value) }
            try noteAside(aside, meta)
            try meta.set("nextNumber", String(next))
            // So that they are not told as lost once more, should this store be damaged too.
            try meta.set("lost", String(missing + lostBefore))
            for (first, incarnation) in try wholeLives(environment) {
                try store.run(
                    "INSERT INTO life (first, incarnation) VALUES (?1, ?2)",
                    first,
                    incarnation.description
                )
            }
            try putBack(into: store)
        }
        return try show(store, catalogue, environment)
    }

    /// Makes an empty store the device of an enrolment, with the work that was saved.
    ///
    /// As `Replica.rejoin`: by a code for this very device what the hub has is left out. `aside` is what the damaged
    /// file will be called beside the new one.
    package func rejoin(
        _ store: Connection,
        aside: String? = nil,
        hubURL: String,
        enrolled: Enrolled,
        incarnation: RowID,
        catalogue: Catalogue,
        environment: Environment
    ) throws -> Replica {
        try Replica.requireUnjoined(store)
        // Which device it was is often not to be read; the hub has looked at who sends the incarnation.
        let isSame = enrolled.admits != nil && (device == nil || device == enrolled.admits)
        let work = try isSame ? unheard(enrolled.heard) : unsafe(catalogue)
        let meta = Meta(store: store)
        try store.transaction {
            try Replica.write(enrolled, hubURL: hubURL, incarnation: incarnation, to: meta)
            try Replica.takeAlong(work, incarnation, isSame: isSame, meta)
            try noteAside(aside, meta)
        }
        return try show(store, catalogue, environment)
    }

    private func show(
        _ store: Connection,
        _ catalogue: Catalogue,
        _ environment: Environment
    ) throws -> Replica {
        let replica = try Replica(store, catalogue: catalogue, environment: environment)
        try store.transaction { try replica.rebase() }
        return replica
    }

    /// Remembers the damaged file, with those that earlier rescues put aside.
    private func noteAside(_ name: String?, _ meta: Meta) throws {
        let earlier = AsideFile.read(facts[AsideFile.name])
        let present = name.map { AsideFile(file: $0, cursor: facts["cursor"]) }
        try AsideFile.write(earlier + [present].compactMap { $0 }, to: meta)
    }

    /// The lives, those of what waits before all others; a new one where none can be read.
    private func wholeLives(_ environment: Environment) throws -> [Int64: RowID] {
        var out: [Int64: RowID] = [:]
        var seen: Set<RowID> = []
        for own in waiting {
            let first = own.key - own.value.operation.number + 1
            guard seen.insert(own.value.operation.incarnation).inserted else { continue }
            out[first] = own.value.operation.incarnation
        }
        for (first, incarnation) in lives where out[first] == nil {
            if seen.insert(incarnation).inserted { out[first] = incarnation }
        }
        // Each number belongs to the last life that begins at or before it.
        if out.isEmpty { out[next] = environment.newID() }
        return out
    }

    private func putBack(into store: Connection) throws {
        let rows = OutboxRows(store: store)
        for (number, own) in waiting {
            try rows.put(
                number,
                at: own.at,
                base: own.base,
                own.bytes,
                refused: own.refused
            )
            guard let outcome = own.outcome else { continue }
            try rows.tell(number, outcome, refused: own.refused)
        }
        let answers = AnsweredRows(store: store)
        for (number, own) in answered {
            try answers.put(
                number,
                own.outcome,
                own.bytes,
                isAhead: own.isAhead,
                followUp: own.followUp
            )
        }
    }

    /// Operations the hub has not, by what it said of the last incarnation.
    private func unheard(_ heard: Heard) throws -> [Replica.Work] {
        try waiting.sorted { $0.key < $1.key }.map(\.value)
            .filter {
                $0.operation.incarnation != incarnation
                    || !heard.has($0.operation.number, $0.bytes)
            }
            .map { try $0.work() }
    }

    /// Operations a hub that does not know the device may lack, in the order they were made.
    private func unsafe(_ catalogue: Catalogue) throws -> [Replica.Work] {
        let durable = facts["durableThrough"].flatMap { Int64($0) } ?? 0
        var work: [Int64: Replica.Work] = try waiting.mapValues { try $0.work() }
        for (number, own) in answered where own.outcome.seq > durable {
            guard let bytes = own.bytes,
                let operation = try? Operation(bytes, knownSchema: catalogue.schemaVersion)
            else { continue }
            let refused = try OutboxRows.refusal(own.outcome.json.bytes(), before: nil)
            work[number] = (operation: operation, refused: refused)
        }
        return work.sorted { $0.key < $1.key }.map(\.value)
    }
}

extension ReplicaSalvage.Waiting {
    /// The same as work that loses its outcome.
    fileprivate func work() throws -> Replica.Work {
        (operation: operation, refused: try OutboxRows.refusal(outcome, before: refused))
    }
}
