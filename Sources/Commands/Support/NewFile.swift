import Glibc

/// Files that a command makes.
enum NewFile {
    /// Writes a file that is not there yet.
    ///
    /// Throws `file.exists`, and `file.unwritable` when it cannot be made or the disk is full. The file appears whole
    /// or not at all.
    static func write(
        _ bytes: [UInt8],
        to path: String,
        mode: mode_t = 0o644,
        option: String? = nil
    ) throws {
        try make(path, mode: mode, option: option) { descriptor in
            guard writeAll(bytes, to: descriptor) else { throw unwritable }
        }
    }

    /// Makes a file that is written while `body` runs, in any order; there is none where `body` throws, or where the
    /// process is stopped or killed meanwhile.
    static func make<R>(
        _ path: String,
        mode: mode_t,
        option: String? = nil,
        _ body: (CInt) throws -> R
    ) throws -> R {
        guard access(path, F_OK) != 0 else { throw exists(path, option) }
        let draft = try DraftFile(for: path, mode: mode)
        let result = Result { try body(draft.descriptor) }
        guard case .success(let value) = result else {
            draft.drop()
            return try result.get()
        }
        switch draft.keep(as: path) {
        case 0: return value
        case EEXIST: throw exists(path, option)
        default: throw unwritable
        }
    }

    /// Throws as `write` would, as far as that is known before: `file.exists` and `file.unwritable`.
    static func requireNew(_ path: String, option: String? = nil) throws {
        guard access(path, F_OK) != 0 else { throw exists(path, option) }
        try requireFolder(of: path)
    }

    private static func exists(_ path: String, _ option: String?) -> Failure {
        let given = option.map { " given with \($0)" } ?? ""
        return Failure(
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

    static let unwritable = Failure(
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
