import Glibc

/// A folder for the stores of one round, removed with them.
final class Scratch {
    let path: String

    init() throws {
        let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(parent)/dugnad-bench-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Failure(what: "no folder under \(parent)") }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        for store in ["raw.db", "hub.db", "replica.db"] {
            for ending in ["", "-wal", "-shm", ".lock", "-lock"] { unlink(file(store + ending)) }
        }
        rmdir(path)
    }

    func file(_ name: String) -> String { "\(path)/\(name)" }

    struct Failure: Error, CustomStringConvertible {
        let what: String
        var description: String { what }
    }
}

/// Seconds a body takes by the clock that only runs forward.
func seconds(_ body: () throws -> Void) rethrows -> Double {
    let clock = ContinuousClock()
    let taken = try clock.measure(body)
    return Double(taken.components.seconds) + Double(taken.components.attoseconds) * 1e-18
}
