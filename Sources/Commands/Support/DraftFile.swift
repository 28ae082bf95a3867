import Glibc

/// A file on its way: without a name while it is written, so that nothing is left of it when the process ends.
///
/// Linux makes such a file with `O_TMPFILE` (open(2)) and names it with `linkat`. On a disk that cannot it has a name
/// of its own beside the other, ending in `.partial`.
struct DraftFile {
    let descriptor: CInt
    private let partial: String?

    /// `O_TMPFILE` is a macro of two parts, which does not arrive in Swift (asm-generic/fcntl.h).
    private static let unnamed: CInt = 0o20_000_000 | O_DIRECTORY

    /// Throws `file.unwritable`.
    init(for path: String, mode: mode_t) throws {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        let opened =
            access("/proc/self/fd", X_OK) == 0
            ? open(folder, Self.unnamed | O_RDWR | O_CLOEXEC, mode) : -1
        guard opened < 0 else {
            descriptor = opened
            partial = nil
            return
        }
        let partial = "\(path).\(getpid()).partial"
        descriptor = open(partial, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw NewFile.unwritable }
        self.partial = partial
    }

    /// Gives it its name; 0, or why not: `EEXIST` where there is such a file.
    func keep(as path: String) -> CInt {
        let from = partial ?? "/proc/self/fd/\(descriptor)"
        let isNamed = linkat(AT_FDCWD, from, AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0
        let failure = errno
        if let partial, !isNamed, failure != EEXIST, rename(partial, path) == 0 {
            return close(descriptor) == 0 ? 0 : EIO
        }
        drop()
        return isNamed ? 0 : failure
    }

    func drop() {
        close(descriptor)
        if let partial { unlink(partial) }
    }
}
