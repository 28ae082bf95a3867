import Glibc

/// A folder for the locks of one test's stores, which are all that lies on the machine's disk.
final class Scratch: Sendable {
    let path: String

    init() {
        var template = Array("/tmp/dugnad-crash-XXXXXX".utf8CString)
        path = template.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) } ?? "/tmp"
        }
    }

    deinit {
        for name in ["hub.db.lock", "restored.db.lock"] { unlink("\(path)/\(name)") }
        rmdir(path)
    }

    func file(_ name: String) -> String { "\(path)/\(name)" }
}
