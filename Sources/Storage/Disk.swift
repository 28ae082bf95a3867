/// Where stores and the files beside them lie.
///
/// The program knows one, the machine's. Tests name another, which fails, fills up or loses power on
/// command, so that what stands here is all the program asks of a disk.
package struct Disk: Sendable {
    /// The name of SQLite's way to it; nil: the machine's. https://www.sqlite.org/vfs.html
    package let vfs: String?
    /// Its files that are no stores.
    package let files: any PlainFiles

    /// The machine's own.
    package static let system = Disk(vfs: nil, files: SystemFiles())

    /// A disk that SQLite knows by this name.
    package init(vfs: String?, files: any PlainFiles) {
        self.vfs = vfs
        self.files = files
    }
}

/// Files that are read and written without SQLite: a ledger, a copy that is given its name.
///
/// What returns has reached the disk; paths are those of the system, and the folder exists.
package protocol PlainFiles: Sendable {
    /// What lies at the path; nil when nothing does.
    func kind(_ path: String) -> FileKind?
    /// Whether two paths lead to one file that exists.
    func isSame(_ path: String, _ other: String) -> Bool
    /// How many bytes the file has; nil when there is none. Reads nothing of it.
    func size(_ path: String) throws(StorageError) -> Int?
    /// The whole content; nil when there is no file.
    func read(_ path: String) throws(StorageError) -> [UInt8]?
    /// Adds bytes to the end of the file, makes it (for its owner alone) where there is none, and
    /// flushes it. When it throws, any part of the bytes may be there.
    func append(_ bytes: [UInt8], to path: String) throws(StorageError)
    /// Cuts the file to so many bytes and flushes it.
    func cut(_ path: String, to length: Int) throws(StorageError)
    /// Flushes what others wrote to the file.
    func flush(_ path: String) throws(StorageError)
    /// Gives a file its name, in place of whatever has it, and flushes the folder.
    func rename(_ path: String, to name: String) throws(StorageError)
    /// Removes the file if it is there; nobody waits for the folder.
    func remove(_ path: String)
}

/// What can lie at a path.
package enum FileKind: Sendable, Equatable {
    case file
    /// A folder, a link, a device.
    case other
}

extension PlainFiles {
    /// Removes a store with whatever lies beside it under its name.
    package func removeStore(_ path: String) {
        for suffix in ["", "-journal", "-wal", "-shm"] { remove(path + suffix) }
    }
}
