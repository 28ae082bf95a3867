import Glibc

/// Files that a command makes.
enum NewFile {
    /// Writes a file that is not there yet.
    ///
    /// Throws `file.exists`, and `file.unwritable` when it cannot be made or the disk is full; half a file is
    /// taken away again.
    static func write(
        _ bytes: [UInt8],
        to path: String,
        mode: mode_t = 0o644,
        option: String? = nil
    ) throws {
        let descriptor = try create(path, O_WRONLY, mode, option)
        let isWritten = writeAll(bytes, to: descriptor)
        guard close(descriptor) == 0, isWritten else {
            unlink(path)
            throw unwritable
        }
    }

    /// Makes a file that is written while `body` runs, in any order; taken away again where `body` throws.
    static func make<R>(
        _ path: String,
        mode: mode_t,
        option: String? = nil,
        _ body: (CInt) throws -> R
    ) throws -> R {
        let descriptor = try create(path, O_RDWR, mode, option)
        let result = Result { try body(descriptor) }
        let isClosed = close(descriptor) == 0
        if case .success(let value) = result, isClosed { return value }
        unlink(path)
        _ = try result.get()
        throw unwritable
    }

    private static func create(
        _ path: String,
        _ access: CInt,
        _ mode: mode_t,
        _ option: String?
    ) throws -> CInt {
        let descriptor = open(path, access | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor < 0 else { return descriptor }
        guard errno == EEXIST else { throw unwritable }
        let given = option.map { " given with \($0)" } ?? ""
        throw Failure(
            "file.exists",
            "There is a file \(path)\(given) already; choose another name."
        )
    }

    /// Throws `file.unwritable`, which names the folder, unless a file can be made at the path.
    static func requireFolder(of path: String) throws {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        guard access(folder, W_OK | X_OK) != 0 else { return }
        throw Failure(
            "file.unwritable",
            errno == ENOENT
                ? "There is no folder \(folder); make it first, or name another place."
                : "The folder \(folder) cannot be written; name another place.",
            exit: .unreadable
        )
    }

    /// Puts a file in the place of one that was read, in one step: a reader sees the old or the new.
    static func replace(_ bytes: [UInt8], at path: String, mode: mode_t) throws {
        let partial = "\(path).\(getpid()).partial"
        try write(bytes, to: partial, mode: mode)
        guard rename(partial, path) == 0 else {
            unlink(partial)
            throw unwritable
        }
    }

    private static let unwritable = Failure(
        "file.unwritable",
        "The file cannot be written; check its folder and the space on the disk.",
        exit: .unreadable
    )

    private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { return false }
            rest = rest.dropFirst(written)
        }
        return fsync(descriptor) == 0
    }
}
