import Glibc
import Storage
package import SyncCore

/// Looks a hub's store over and says what to do about what it finds; changes nothing.
package enum Doctor {
    /// One thing that was looked at.
    package struct Check: Sendable, Equatable {
        package enum Level: String, Sendable { case ok, warning }

        /// Stable, such as `doctor.scope_sums`.
        package let code: String
        package let level: Level
        /// What was found; numbers and names of tables, never values.
        package let finding: String
        /// What to do; empty when nothing is wrong.
        package let advice: String

        static func ok(_ code: String, _ finding: String) -> Check {
            Check(code: code, level: .ok, finding: finding, advice: "")
        }

        static func warning(_ code: String, _ finding: String, _ advice: String) -> Check {
            Check(code: code, level: .warning, finding: finding, advice: advice)
        }

        package var json: JSONValue {
            [
                "code": .string(code), "level": .string(level.rawValue),
                "finding": .string(finding), "advice": .string(advice),
            ]
        }
    }

    /// A log that has grown beyond this is not being folded back into the store.
    static let largeLogBytes: Int64 = 256 << 20
    /// The least room a store needs to go on for a while.
    static let leastFreeBytes: Int64 = 256 << 20

    /// Runs every check; a store that is served meanwhile is read beside its hub.
    ///
    /// Throws what opening a store can throw: a file that is no hub's store cannot be looked over.
    package static func examine(
        _ path: String,
        domain: any Domain,
        environment: Environment
    ) throws -> [Check] {
        let store = try HubService.connection(path, .readOnly)
        var checks = [permissions(path), disk(path), log(path), lock(path)]
        checks.append(try integrity(store))
        guard try StoreKind.hub.migrator.isUpToDate(store) else {
            checks.append(
                .warning(
                    "doctor.migrations",
                    "The store is of an older version.",
                    "Serve it once with this version; it is brought up to date then."
                )
            )
            return checks
        }
        checks.append(.ok("doctor.migrations", "The store is of this version."))
        checks.append(ledger(path, store, environment.disk))
        let reader = try HubReader(store, domain: domain, environment: environment)
        checks.append(try size(reader))
        return try store.snapshot {
            checks + (try StoreAudit(reader).checks()) + [try StoreAudit.ledger(reader)]
        }
    }

    /// Compacting that has not been done for so long is worth a word; a serving hub does it daily.
    static let longestWithoutCompaction: Int64 = 30 * 86_400_000

    private static func size(_ reader: HubReader) throws -> Check {
        let size = try reader.size()
        let finding = """
            The store has \(size.fileBytes >> 10) KiB, \(size.freeBytes >> 10) KiB of them free, with \
            \(size.rows) rows, \(size.historyEntries) entries of history (\(size.historyBytes >> 10) KiB) and \
            \(size.operationBytes >> 10) KiB of operations as they came.
            """
        let founded = try reader.store.first("SELECT min(started) FROM timeline") { $0.int64(0) }
        let last = try Meta(store: reader.store)["compactedAt"].flatMap { Int64($0) } ?? founded
        let age = reader.environment.now() - (last ?? reader.environment.now())
        guard age > longestWithoutCompaction else { return .ok("doctor.size", finding) }
        return .warning(
            "doctor.size",
            finding,
            "It was not compacted for \(age / 86_400_000) days: run 'dugnad store compact'."
        )
    }

    private static func integrity(_ store: Connection) throws -> Check {
        let problems = try store.integrityProblems(limit: 5)
        guard let first = problems.first else {
            return .ok("doctor.integrity", "No page is damaged.")
        }
        return .warning(
            "doctor.integrity",
            "The file is damaged: \(first)",
            "Stop the hub, copy the file aside, and restore the latest backup."
        )
    }

    private static func permissions(_ path: String) -> Check {
        var about = stat()
        guard stat(path, &about) == 0 else {
            return .warning(
                "doctor.permissions",
                "The file cannot be looked at.",
                "Check its folder."
            )
        }
        if about.st_mode & 0o077 != 0 {
            return .warning(
                "doctor.permissions",
                "Others than its owner may open the store.",
                "It holds personal data: run chmod 600 on it."
            )
        }
        guard access(path, W_OK) == 0 else {
            return .warning(
                "doctor.permissions",
                "The store cannot be written.",
                "Give the user who runs the hub the right to write it."
            )
        }
        return .ok("doctor.permissions", "Only its owner may open the store.")
    }

    private static func disk(_ path: String) -> Check {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        var about = statvfs()
        guard statvfs(folder, &about) == 0 else {
            return .ok("doctor.disk", "The disk is not asked.")
        }
        let free = Int64(about.f_bavail) * Int64(about.f_frsize)
        let needed = max(leastFreeBytes, size(path))
        let finding = "\(free >> 20) MiB are free on the store's disk."
        guard free < needed else { return .ok("doctor.disk", finding) }
        return .warning("doctor.disk", finding, "Make room: at least \(needed >> 20) MiB.")
    }

    private static func log(_ path: String) -> Check {
        let bytes = size(path + "-wal")
        let finding = "The log beside the store has \(bytes >> 20) MiB."
        guard bytes > largeLogBytes else { return .ok("doctor.log", finding) }
        return .warning(
            "doctor.log",
            finding,
            "A reader keeps it from being folded back; end long backups, or start the hub again."
        )
    }

    private static func lock(_ path: String) -> Check {
        do {
            _ = try StoreLock(storePath: path)
            return .ok("doctor.lock", "No process serves the store now.")
        } catch {
            guard error.code == .locked else {
                return .warning("doctor.lock", error.message, "Check the rights of its folder.")
            }
            return .ok("doctor.lock", "A process serves the store.")
        }
    }

    private static func size(_ path: String) -> Int64 {
        var about = stat()
        return stat(path, &about) == 0 ? Int64(about.st_size) : 0
    }
}
