/// Reads a list as it stands: encoding, delimiter, sheet and header by evidence, nothing lost.
package enum RosterReader {
    /// Reads a whole file; throws a `RosterError` when it is no list or larger than the limits.
    ///
    ///     let table = try RosterReader.read(bytes)
    ///     for row in table.rows { print(row.number, row.fields.count) }
    package static func read(
        _ bytes: [UInt8],
        options: ReadOptions = ReadOptions()
    ) throws(RosterError) -> ReadTable {
        try read(RosterBytes(bytes), options: options)
    }

    /// The same of a file that stays on its disk; the rows are held in memory.
    package static func read(
        _ bytes: RosterBytes,
        options: ReadOptions = ReadOptions()
    ) throws(RosterError) -> ReadTable {
        var rows: [SourceRow] = []
        var table = try RosterStream(bytes, options: options).read { row throws(RosterError) in
            rows.append(row)
        }
        table.rows = rows
        return table
    }
}
