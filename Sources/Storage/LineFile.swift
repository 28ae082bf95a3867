/// A file of lines that only grows; what was added is on the disk before the call returns.
///
/// For what must outlive a store, and be there when an older copy of the store is put in its place.
/// Whoever adds says at which byte, so that the torn end of a write that was cut is written over.
package struct LineFile: Sendable {
    package let path: String
    private let files: any PlainFiles

    package init(_ path: String, on files: any PlainFiles = Disk.system.files) {
        self.path = path
        self.files = files
    }

    /// A file larger than this is none of ours.
    package static let maximumBytes = 256 << 20

    /// All bytes, or nil when there is no such file.
    package func read() throws(StorageError) -> [UInt8]? {
        try files.read(path, limit: Self.maximumBytes)
    }

    /// Writes `bytes` at byte `place`, ends the file after them, and waits until they are on the disk.
    ///
    /// The file is there already; `create` makes one.
    package func write(_ bytes: [UInt8], at place: Int) throws(StorageError) {
        try files.write(bytes, to: path, at: place)
    }

    /// Makes the file with these bytes, readable by its owner alone; one of that name is replaced whole.
    package func create(_ bytes: [UInt8]) throws(StorageError) {
        let draft = path + ".partial"
        do throws(StorageError) {
            try files.create(draft, bytes)
            try files.rename(draft, to: path)
        } catch {
            files.remove(draft)
            throw error
        }
    }
}
