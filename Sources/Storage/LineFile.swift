/// A file of lines that only grows; what was added is on the disk before the call returns.
///
/// For what must outlive a store, and be there when an older copy of the store is put in its place.
/// Whoever adds says at which byte, so that the torn end of a write that was cut is written over.
package struct LineFile: Sendable {
    package let path: String
    private let files: any PlainFiles

    package init(_ path: String, on disk: Disk) {
        self.path = path
        files = disk.files
    }

    /// Whether anything lies at the path.
    package var isThere: Bool { files.kind(path) != nil }

    /// All bytes, or nil when there is no such file.
    ///
    /// Throws `store.io` for what is no file, such as a folder or a link.
    package func read() throws(StorageError) -> [UInt8]? {
        guard let kind = files.kind(path) else { return nil }
        guard kind == .file else { throw Self.isNoFile }
        return try files.read(path)
    }

    private static let isNoFile = StorageError(
        .io,
        "What lies in the ledger's place is no file; move it away."
    )

    /// Writes `bytes` at byte `place`, the end of the last whole line, and waits for the disk.
    ///
    /// What stands behind `place` is written over. Nothing of the file is read, so that adding costs the same
    /// however long it is; whoever adds knows what is in it. Throws `store.io` when the file is shorter:
    /// somebody cut it, and it is not written on.
    package func write(_ bytes: [UInt8], at place: Int) throws(StorageError) {
        if let kind = files.kind(path), kind != .file { throw Self.isNoFile }
        guard let length = try files.size(path), length >= place else {
            throw StorageError(.io, "The ledger was cut or moved by somebody; start the hub again.")
        }
        if length > place { try files.cut(path, to: place) }
        try files.append(bytes, to: path)
    }

    /// Makes the file with these bytes, readable by its owner alone; one of that name is replaced whole.
    package func create(_ bytes: [UInt8]) throws(StorageError) {
        let draft = path + ".partial"
        files.remove(draft)
        do {
            try files.append(bytes, to: draft)
            try files.rename(draft, to: path)
        } catch {
            files.remove(draft)
            throw error
        }
    }

    /// Gives the file another name beside its own, which is returned; nothing is replaced.
    package func setAside() throws(StorageError) -> String {
        var number = 1
        while files.kind("\(path).old-\(number)") != nil { number += 1 }
        try files.rename(path, to: "\(path).old-\(number)")
        return "\(path).old-\(number)"
    }
}
