import Storage
import SyncCore

/// What the hub knows of its store while it takes in a batch, so that it does not ask again for every operation.
///
/// Nobody else writes the store in that time, and a roll-back takes all of it away.
struct BatchMemory {
    /// The last sequence number and when it was received.
    var last: (seq: Int64, received: Int64)?
    /// Whether rows wait for held operations, or operations were in hand at a crash.
    var hasHeldRows: Bool?
    var hadCrashes: Bool?
    /// Whether anybody was erased; which persons were asked after, and whether they were.
    var hasErased: Bool?
    var erased: [RowID: Bool] = [:]
    /// The base of the last operation, and what of it counts as seen by the device.
    var base: (cursor: Cursor, device: RowID, seen: Int64?)?
    /// What a device might do and see, by what the base of its operations says.
    var hindsight: [BaseKey: Hindsight] = [:]
    /// When the hub had received an operation.
    var received: [Int64: Int64] = [:]

    /// The part of a base that decides what counts as seen.
    struct BaseKey: Hashable {
        let device: Int64
        let seq: Int64
        let epoch: Int64
    }
}

extension Hub {
    /// Runs the body with a memory of what it reads, and writes what waited in it at the end.
    func inBatch<R>(_ body: () throws -> R) throws -> R {
        states.remember()
        scopes.gather(rememberingRows: true)
        memory = BatchMemory()
        defer {
            states.forget()
            scopes.goBack(to: nil)
            memory = nil
        }
        let result = try body()
        try scopes.write()
        return result
    }

    /// Runs the body so that, when it throws, its own writes are undone, also those that wait in memory.
    func savepoint<R>(_ body: () throws -> R) throws -> R {
        let (sums, changed) = (scopes.waiting, changedScopes)
        do { return try store.savepoint(body) } catch {
            scopes.goBack(to: sums)
            changedScopes = changed
            rolledBack()
            throw error
        }
    }

    /// Forgets what may have gone with a roll-back.
    func rolledBack() {
        names.rolledBack()
        states.forget(goingOn: true)
        ledger.undone()
        if memory != nil { memory = BatchMemory() }
    }

    /// As `HubIdentity.seen`, which takes a keyed hash; operations of one push mostly have one base.
    func seen(_ cursor: Cursor, by device: RowID) -> Int64? {
        if let base = memory?.base, base.cursor == cursor, base.device == device {
            return base.seen
        }
        let seen = identity.seen(cursor, by: device)
        memory?.base = (cursor, device, seen)
        return seen
    }

    /// Whether any row waits for a held operation.
    func hasHeldRows() throws -> Bool {
        if let known = memory?.hasHeldRows { return known }
        let has = try store.first("SELECT 1 FROM held_row LIMIT 1") { _ in true } ?? false
        memory?.hasHeldRows = has
        return has
    }

    /// Whether anybody at all was erased from this store.
    func hasErasedAnybody() throws -> Bool {
        if let known = memory?.hasErased { return known }
        let has = try store.first("SELECT 1 FROM erased LIMIT 1") { _ in true } ?? false
        memory?.hasErased = has
        return has
    }

    func isErased(_ person: RowID) throws -> Bool {
        if let known = memory?.erased[person] { return known }
        let found = try store.first("SELECT 1 FROM erased WHERE id = ?1", person) { _ in true
        }
        memory?.erased[person] = found ?? false
        return found ?? false
    }

    /// When the hub had received the operation with this sequence number.
    func received(_ seq: Int64) throws -> Int64? {
        if let known = memory?.received[seq] { return known }
        let found = try store.first("SELECT received FROM operation WHERE seq = ?1", seq) {
            $0.int64(0)
        }
        if let found { memory?.received[seq] = found }
        return found
    }
}
