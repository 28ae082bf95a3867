import Storage
import SyncCore
import SyncEngine

/// The file named by `--replica`: a store that is well, or a damaged one of which something can be read.
enum FieldStore {
    case well(Replica)
    case damaged(ReplicaSalvage)

    /// Looks the file over before anything is done with it.
    ///
    /// Throws `store.missing`, `store.not_ours`, `replica.not_joined` and what else is no damage.
    static func open(_ context: CommandContext) throws -> FieldStore {
        do { return .well(try whole(context)) } catch  where isDamage(error) {
            let salvage = try salvage(context)
            // Another program's file has nothing of ours; a hub's store says so itself.
            // One of ours that is damaged beyond reading is still to be put aside by 'join --again'.
            guard !isForeign(error) || salvage.isNamed else { throw error }
            return .damaged(salvage)
        }
    }

    /// The same for a file that is to be joined for the first time; nil where there is nothing in it yet.
    static func openUnjoined(_ context: CommandContext) throws -> FieldStore? {
        let path = try context.arguments.required("--replica")
        guard try Disk.system.files.size(path) ?? 0 > 0 else { return nil }
        do { return try open(context) } catch let error as SyncError {
            guard error.code == "replica.not_joined" else { throw error }
            return nil
        }
    }

    /// What can be read of the file, whatever SQLite says of it.
    ///
    /// Throws `store.not_ours` for what is no file, such as a device, which may never end.
    static func salvage(_ context: CommandContext) throws -> ReplicaSalvage {
        let path = try context.arguments.required("--replica")
        guard Disk.system.files.kind(RescuePlace(path).path) == .file else {
            throw StorageError(.notOurs, "That is no file; check the path.")
        }
        return try ReplicaSalvage(
            path: path,
            catalogue: try context.catalogue()
        )
    }

    private static func whole(_ context: CommandContext) throws -> Replica {
        let path = try context.arguments.required("--replica")
        // SQLite takes the log for shorter than it is, and cuts it when the store is closed. Read while another
        // process writes it, it may look damaged for a moment.
        if try isLogDamaged(path) {
            Pause.short()
            guard try !isLogDamaged(path) else {
                throw StorageError(.corrupt, "The log is damaged.")
            }
        }
        let store = try context.replicaStore(.readWrite)
        try store.requireWholePages()
        let replica = try Replica(
            store,
            catalogue: try context.catalogue(),
            environment: context.environment.engine
        )
        try replica.requireWholeOutbox()
        try replica.requireWholeAnswers()
        return replica
    }

    /// Whether an error may come from what a bad page says, rather than from what was asked.
    static func isDamage(_ error: any Error) -> Bool {
        switch error {
        case let error as StorageError:
            [.corrupt, .notOurs, .failed, .constraint].contains(error.code)
        case let error as SyncError: ["replica.not_joined", "store.corrupt"].contains(error.code)
        default: error is JSONError || error is WireError
        }
    }

    /// Whether the file may be a whole one of another kind.
    private static func isForeign(_ error: any Error) -> Bool {
        guard let error = error as? StorageError else { return false }
        return error.code == .notOurs
    }
}
