/// One record found in a page of a damaged store.
package struct SalvagedRecord: Sendable, Equatable {
    /// The row's number; nil in a table without one, or in an index.
    package let rowid: Int64?
    package let values: [SalvagedValue]

    package init(rowid: Int64?, values: [SalvagedValue]) {
        self.rowid = rowid
        self.values = values
    }
}

/// A value of a record, as SQLite wrote it.
package enum SalvagedValue: Sendable, Equatable {
    case null
    case integer(Int64)
    case text(String)
    case blob([UInt8])
    /// A floating-point number, or a text that is no UTF-8: nothing our stores have.
    case other

    package var integer: Int64? {
        guard case .integer(let value) = self else { return nil }
        return value
    }

    package var text: String? {
        guard case .text(let value) = self else { return nil }
        return value
    }

    package var blob: [UInt8]? {
        guard case .blob(let value) = self else { return nil }
        return value
    }
}

/// Reads what records there are in a store's files, page by page and without SQLite.
///
/// For a store that SQLite finds damaged: a lost root, a broken tree or a cut file hides rows that are whole.
/// Tables are not told apart; the caller knows its rows by their shape. Records come in no order, and one that
/// does not fit its page is left out. The log beside the file counts as far as its frames are whole.
/// Throws `store.io`; a file that is not there has no records.
package func salvage(
    _ path: String,
    on disk: Disk = .system,
    each: (SalvagedRecord) -> Void
) throws(StorageError) {
    let pages = try SalvagedPages(path, disk)
    for number in pages.numbers {
        guard let page = pages[number] else { continue }
        SalvagedPage(page, isFirst: number == 1, in: pages).records(each)
    }
}

/// Whether the log beside a store is damaged before a commit that it holds; SQLite leaves out all from there on
/// without a word.
package func isLogDamaged(_ path: String, on disk: Disk = .system) throws(StorageError) -> Bool {
    guard let log = try disk.files.read(path + "-wal") else { return false }
    return LogFrames(log).hasLostCommit
}
