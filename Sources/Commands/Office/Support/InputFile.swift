import Glibc

/// A file that a command is given to read.
struct InputFile {
    let path: String
    let bytes: [UInt8]
    /// When it was last written, Unix milliseconds.
    let modified: Int64

    /// Reads it whole; throws `file.missing`, `file.unreadable`, `file.too_large`.
    init(_ path: String, limit: Int = 512 << 20) throws {
        self.path = path
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw errno == ENOENT
                ? Self.failure("missing", "There is no such file.")
                : Self.failure("unreadable", "The file cannot be opened; check its rights.")
        }
        defer { close(descriptor) }
        var about = stat()
        guard fstat(descriptor, &about) == 0, about.st_mode & S_IFMT != S_IFDIR else {
            throw Self.failure("unreadable", "That is a folder, not a file.")
        }
        modified =
            Int64(about.st_mtim.tv_sec) * 1000 + Int64(about.st_mtim.tv_nsec) / 1_000_000
        bytes = try Self.drain(descriptor, expecting: Int(about.st_size), limit: limit)
    }

    /// All that comes out of a descriptor, such as a pipe's; throws as `init`.
    static func drain(_ descriptor: Int32, expecting: Int = 0, limit: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(min(expecting, limit))
        var part = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = part.withUnsafeMutableBytes {
                read(descriptor, $0.baseAddress, $0.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw failure("unreadable", "The file cannot be read.") }
            guard count > 0 else { return bytes }
            bytes += part[..<count]
            guard bytes.count <= limit else {
                throw failure("too_large", "The file is larger than \(limit >> 20) MiB; split it.")
            }
        }
    }

    private static func failure(_ word: String, _ message: String) -> Failure {
        Failure("file.\(word)", message, exit: .unreadable)
    }
}
