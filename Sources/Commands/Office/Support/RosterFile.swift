import Geometry
import Glibc
import Hashing
import RosterImport

/// The roster that a command is given: a file that stays on its disk, or the standard input as `-`.
struct RosterFile {
    let bytes: RosterBytes
    /// What it is called; nil for the standard input.
    let path: String?
    /// When it was last written, Unix milliseconds.
    let modified: Int64

    /// Opens it; throws `file.missing`, `file.unreadable`, `file.too_large`.
    init(_ path: String, limit: Int) throws {
        let isInput = path == "-"
        self.path = isInput ? nil : path
        let descriptor = isInput ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw errno == ENOENT
                ? Self.failure("missing", "There is no such file.")
                : Self.failure("unreadable", "The file cannot be opened; check its rights.")
        }
        var about = stat()
        guard fstat(descriptor, &about) == 0, about.st_mode & S_IFMT != S_IFDIR else {
            close(descriptor)
            throw Self.failure("unreadable", "That is a folder, not a file.")
        }
        modified = Int64(about.st_mtim.tv_sec) * 1000 + Int64(about.st_mtim.tv_nsec) / 1_000_000
        guard about.st_mode & S_IFMT != S_IFREG else {
            bytes = RosterBytes(descriptor: descriptor, count: Int(about.st_size))
            return
        }
        // What comes through a pipe comes once; it is never laid on a disk.
        defer { close(descriptor) }
        bytes = RosterBytes(try InputFile.drain(descriptor, limit: limit))
    }

    /// The BLAKE2b of the bytes, hexadecimal.
    func hash() throws -> String {
        var digest = DigestStream()
        try bytes.pieces { piece throws(RosterError) in
            digest.add(piece)
            return true
        }
        let digits = Array("0123456789abcdef")
        return digest.finish().reduce(into: "") { text, byte in
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
    }

    /// The path from the root, so that it means the same in every folder; nil for the input.
    var absolutePath: String? {
        guard let path, !path.hasPrefix("/"), let folder = getcwd(nil, 0) else { return path }
        defer { free(folder) }
        return String(cString: folder) + "/" + path
    }

    private static func failure(_ word: String, _ message: String) -> Failure {
        Failure("file.\(word)", message, exit: .unreadable)
    }
}
