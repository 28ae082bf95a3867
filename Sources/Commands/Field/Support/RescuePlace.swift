import Glibc
import Storage

/// Where a new store is made beside a damaged one, and how it takes its place.
///
/// Killed anywhere, either the damaged store is whole in its place, or both lie there under their names and
/// `finish` goes on.
struct RescuePlace {
    let path: String
    /// The new store, once it is whole.
    private var made: String { path + ".rescued" }
    private var partial: String { path + ".rescued.partial" }
    private let files = Disk.system.files

    /// A link is followed: the damaged file itself is put aside, and the new one lies where it lay.
    init(_ path: String) {
        guard let real = realpath(path, nil) else {
            self.path = path
            return
        }
        defer { free(real) }
        self.path = String(cString: real)
    }

    /// Whether a rescue was cut between the damaged store's going and the new one's coming.
    var isHalfDone: Bool { !StoreFiles.exists(path) && StoreFiles.exists(made) }

    /// Makes the new store; where that fails, nothing is left of it.
    func make(_ body: (String) throws -> Void) throws {
        files.removeStore(partial)
        do { try body(partial) } catch {
            files.removeStore(partial)
            throw error
        }
        // Whole files only ever have the name; the connection is closed, so the log is in the store.
        try files.flush(partial)
        try files.rename(partial, to: made)
    }

    /// Puts the damaged store aside under `unusedName`, which the new one remembers, and the new one in its place.
    func swap(to aside: String) throws {
        // With its log, which the new store must never meet.
        for ending in ["", "-wal", "-journal"] where StoreFiles.exists(path + ending) {
            try files.rename(path + ending, to: aside + ending)
        }
        try finish()
    }

    /// Gives the new store its name.
    func finish() throws {
        for ending in ["-wal", "-shm", "-journal"] { files.remove(path + ending) }
        try files.rename(made, to: path)
    }

    /// The file's name without its folder.
    static func lastPart(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
    }

    /// A path for the damaged file that nothing has yet; `now` in Unix milliseconds.
    func unusedName(_ now: Int64) -> String {
        var seconds = time_t(now / 1000)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        let numbers = [
            parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min,
            parts.tm_sec,
        ]
        let digits = numbers.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined()
        let name = "\(path).damaged-\(digits)"
        let others = (2...99).lazy.map { "\(name)-\($0)" }
        return ([name] + others).first { !StoreFiles.exists($0) } ?? "\(name)-\(getpid())"
    }
}
