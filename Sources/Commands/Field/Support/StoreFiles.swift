import Glibc

/// The files of a field client's store: the store itself, and the log and index SQLite keeps beside it.
enum StoreFiles {
    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// Takes a store away that was just made and has nothing in it.
    static func remove(_ path: String) {
        for ending in ["", "-wal", "-shm"] { unlink(path + ending) }
    }
}
