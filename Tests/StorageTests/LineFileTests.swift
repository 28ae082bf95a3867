import Glibc
import Synchronization
import Testing

@testable import Storage

@Suite struct LineFileTests {
    let folder = TemporaryFolder()

    private var file: LineFile { LineFile(folder.file("a.lines"), on: .system) }

    @Test func `a file that is not there is nil, and one that was made is its owner's alone`()
        throws
    {
        #expect(try file.read() == nil)
        try file.create(Array("one\n".utf8))
        var about = stat()
        #expect(stat(file.path, &about) == 0)
        #expect(about.st_mode & 0o777 == 0o600)
        #expect(try file.read() == Array("one\n".utf8))
    }

    @Test func `what is added takes the place of a torn end`() throws {
        try file.create(Array("one\ntw".utf8))
        try file.write(Array("two\n".utf8), at: 4)
        #expect(try file.read() == Array("one\ntwo\n".utf8))
        try file.write(Array("2\n".utf8), at: 4)
        #expect(try file.read() == Array("one\n2\n".utf8))
    }

    @Test func `a file that somebody cut is not written on`() throws {
        try file.create(Array("one\n".utf8))
        let error = #expect(throws: StorageError.self) {
            try file.write(Array("three\n".utf8), at: 8)
        }
        #expect(error?.code == .io)
        #expect(try file.read() == Array("one\n".utf8))
    }

    @Test func `what is no file is not read as one, nor added to`() throws {
        mkdir(file.path, 0o700)
        #expect(throws: StorageError.self) { try file.read() }
        #expect(throws: StorageError.self) { try file.write([1], at: 0) }
    }

    @Test func `adding a line reads nothing of what is there, however much it is`() throws {
        let files = CountingFiles()
        let file = LineFile(folder.file("a.lines"), on: Disk(vfs: nil, files: files))
        try file.create(Array(repeating: 10, count: 100_000))
        var size = 100_000
        for _ in 0..<20 {
            try file.write(Array("line\n".utf8), at: size)
            size += 5
        }
        #expect(files.bytesRead == 0)
        #expect(try file.read()?.count == size && files.bytesRead == size)
    }

    @Test func `a file set aside takes nobody's place`() throws {
        for text in ["one\n", "two\n"] {
            try file.create(Array(text.utf8))
            _ = try file.setAside()
        }
        #expect(!file.isThere)
        let second = LineFile(file.path + ".old-2", on: .system)
        #expect(try second.read() == Array("two\n".utf8))
    }
}

/// The machine's files, which count what is read of them.
private final class CountingFiles: PlainFiles {
    private let files = Disk.system.files
    private let read = Mutex(0)

    var bytesRead: Int { read.withLock { $0 } }

    func kind(_ path: String) -> FileKind? { files.kind(path) }
    func isSame(_ path: String, _ other: String) -> Bool { files.isSame(path, other) }
    func size(_ path: String) throws(StorageError) -> Int? { try files.size(path) }

    func read(_ path: String) throws(StorageError) -> [UInt8]? {
        let bytes = try files.read(path)
        read.withLock { $0 += bytes?.count ?? 0 }
        return bytes
    }

    func append(_ bytes: [UInt8], to path: String) throws(StorageError) {
        try files.append(bytes, to: path)
    }

    func cut(_ path: String, to length: Int) throws(StorageError) {
        try files.cut(path, to: length)
    }

    func flush(_ path: String) throws(StorageError) { try files.flush(path) }

    func rename(_ path: String, to name: String) throws(StorageError) {
        try files.rename(path, to: name)
    }

    func remove(_ path: String) { files.remove(path) }
}
