import Glibc
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

    @Test func `what is no file is not read as one`() throws {
        mkdir(file.path, 0o700)
        #expect(throws: StorageError.self) { try file.read() }
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
