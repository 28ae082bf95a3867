import Glibc

/// A file that tells a script where a hub serves, while it does.
struct PortFile {
    private let path: String

    /// Writes the address in one step; throws `file.unwritable`.
    ///
    /// A file of an earlier run is replaced.
    init(path: String, url: String) throws {
        self.path = path
        let partial = "\(path).\(getpid()).partial"
        unlink(partial)
        try NewFile.write(Array("\(url)\n".utf8), to: partial)
        guard rename(partial, path) == 0 else {
            unlink(partial)
            throw Failure("file.unwritable", "The port file cannot be written.", exit: .unreadable)
        }
    }

    func remove() { unlink(path) }
}
