/// What went wrong in a store, in a form a caller can act on.
///
/// The message says what to do and never carries a stored value: it may be logged and shown.
package struct StorageError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The stable name of a failure; others may be added, so a switch over it needs a default.
    package struct Code: RawRepresentable, Hashable, Sendable {
        /// The name, `store.` and a word; clients may rely on it.
        package let rawValue: String

        /// A failure of this name.
        package init(rawValue: String) {
            self.rawValue = rawValue
        }
    }

    /// Which failure it is.
    package var code: Code
    /// What happened and what to do about it, in one or two English sentences.
    package var message: String
    /// The extended result code of SQLite (https://www.sqlite.org/rescode.html), 0 when none.
    package var sqliteCode: Int32

    /// A failure with what to do about it.
    package init(_ code: Code, _ message: String, sqliteCode: Int32 = 0) {
        self.code = code
        self.message = message
        self.sqliteCode = sqliteCode
    }

    /// The code and the message, for a log.
    package var description: String { "\(code.rawValue): \(message)" }
}

extension StorageError.Code {
    /// The file is not a store of this kind: another program's, or no database at all.
    package static let notOurs = Self(rawValue: "store.not_ours")
    /// Another process has the store open for writing.
    package static let locked = Self(rawValue: "store.locked")
    /// The file is a store, and damaged.
    package static let corrupt = Self(rawValue: "store.corrupt")
    /// The file or its folder cannot be written.
    package static let readOnly = Self(rawValue: "store.read_only")
    /// No room is left on the disk, or the store reached its permitted size.
    package static let full = Self(rawValue: "store.full")
    /// A later version of the program wrote the store.
    package static let newer = Self(rawValue: "store.newer")
    /// A rule of the schema refused the rows: unique, not null, check, foreign key.
    package static let constraint = Self(rawValue: "store.constraint")
    /// Too much is waiting; try again in a moment.
    package static let busy = Self(rawValue: "store.busy")
    /// There is no file at the path.
    package static let missing = Self(rawValue: "store.missing")
    /// The operating system failed to read or write.
    package static let io = Self(rawValue: "store.io")
    /// Anything else; most often a fault in the SQL, so a fault of the program.
    package static let failed = Self(rawValue: "store.failed")
    /// A migration that was already applied reads differently now.
    package static let migrationChanged = Self(rawValue: "store.migration_changed")
    /// The SQLite library is older than the schema needs.
    package static let sqliteTooOld = Self(rawValue: "store.sqlite_too_old")
    /// The writer or the pool was stopped.
    package static let stopped = Self(rawValue: "store.stopped")
}
