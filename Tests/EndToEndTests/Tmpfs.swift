import Foundation

/// A small disk of its own in memory, for what happens when it is full or may not be written.
final class Tmpfs {
    private let folder: Folder
    var path: String { folder.path }

    /// Whether this process may mount at all; without it the tests of disks are skipped, and say so.
    static let isPossible: Bool = (try? Tmpfs(kibibytes: 256)) != nil

    init(kibibytes: Int) throws {
        folder = try Folder()
        let answer = try Program.execute(
            "/usr/bin/env",
            ["mount", "-t", "tmpfs", "-o", "size=\(kibibytes)k", "tmpfs", folder.path]
        )
        guard answer.status == 0 else { throw NotMounted() }
    }

    deinit { _ = try? Program.execute("/usr/bin/env", ["umount", "-l", folder.path]) }

    func file(_ name: String) -> String { folder.file(name) }

    func remount(_ options: String) throws {
        let answer = try Program.execute(
            "/usr/bin/env",
            ["mount", "-o", "remount,\(options)", folder.path]
        )
        guard answer.status == 0 else { throw NotMounted() }
    }

    struct NotMounted: Error {}
}
