import Glibc

/// A folder of its own for one test, gone with it.
final class TestFolder {
    let path: String

    init() throws {
        var template = Array("/tmp/dugnad-commands-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Problem() }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    struct Problem: Error {}

    subscript(_ name: String) -> String { "\(path)/\(name)" }

    /// Whether there is a file of this name.
    func has(_ name: String) -> Bool { access(self[name], F_OK) == 0 }

    /// The names of all files in it.
    var names: [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    deinit {
        for name in names { unlink(self[name]) }
        rmdir(path)
    }
}
