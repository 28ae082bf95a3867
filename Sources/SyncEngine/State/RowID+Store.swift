package import Storage
package import SyncCore

extension RowID: Bindable {
    /// As BLOB: the 16 bytes, most significant first.
    package func bind(to statement: Statement, at position: Int32) throws(StorageError) {
        let words: InlineArray<2, UInt64> = [high.bigEndian, low.bigEndian]
        try statement.bind(words.span.bytes, at: Int(position))
    }
}

extension Row {
    /// The column as an id; nil where it is none.
    func id(_ column: Int) -> RowID? { withBytes(column) { RowID($0) } }
}
