import Foundation
import Storage
import SyncCore
import SyncEngine

extension Bench {
    /// The replica as its store would be on a second machine, or as a backup keeps it.
    func copy(_ replica: Replica) throws -> Replica {
        let path = FileManager.default.temporaryDirectory
            .appending(path: "dugnad-copy-\(UUID().uuidString).db").path
        defer { for end in ["", "-wal", "-shm"] { unlink(path + end) } }
        try backup(from: replica.store, to: path)
        // The open file outlives its name, so nothing is left behind.
        let store = try Connection(path: path, mode: .readWrite)
        return try Replica(store, catalogue: domain.catalogue, environment: environment)
    }

    /// Titles of all notes at the hub, each as often as it is there.
    func titles() throws -> [String] {
        try reader().rows("note").compactMap { $0["title"]?.text }.sorted()
    }
}
