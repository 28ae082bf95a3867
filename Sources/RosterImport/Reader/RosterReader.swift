/// Reads a delimited list as it stands: encoding, delimiter and header by evidence, nothing lost.
package enum RosterReader {
    /// Reads a whole file; throws a `RosterError` when it is no text or larger than the limits.
    ///
    ///     let table = try RosterReader.read(bytes)
    ///     for row in table.rows { print(row.number, row.fields.count) }
    package static func read(
        _ bytes: [UInt8],
        options: ReadOptions = ReadOptions()
    ) throws(RosterError) -> ReadTable {
        guard bytes.count <= options.limits.fileBytes else {
            throw RosterError(
                code: "roster.file_too_large",
                message: "The file is larger than \(options.limits.fileBytes) bytes. Split it."
            )
        }
        try FileSignature.requireText(bytes)
        let source = SourceText(bytes, options: options)
        let rows = try source.rows(limits: options.limits)
        guard !rows.isEmpty else {
            throw RosterError(
                code: "roster.empty",
                message: "The file holds no rows. Choose another file."
            )
        }
        var builder = TableBuilder(source: source)
        return builder.table(of: rows, headerRow: options.headerRow)
    }
}
