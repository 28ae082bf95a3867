/// A roster read row by row: the memory it takes does not grow with the file.
///
///     let stream = try RosterStream(RosterBytes(bytes))
///     print(stream.heading.header)
///     let told = try stream.read { row in print(row.number) }
///     print(told.problems)
package struct RosterStream {
    /// How the file was understood, without its rows.
    package let heading: ReadTable
    private let source: RowSource
    private let options: ReadOptions
    private let shape: TableShape

    /// Looks at the file and at its first rows; throws when it is no list, or larger than the
    /// limits.
    package init(
        _ bytes: RosterBytes,
        options: ReadOptions = ReadOptions()
    ) throws(RosterError) {
        guard bytes.count <= options.limits.fileBytes else { throw options.limits.fileTooLarge }
        let source = try RowSource(bytes, options: options)
        self.source = source
        self.options = options
        shape = try TableShape(of: source, options: options)
        var heading = source.heading
        heading.header = shape.header
        heading.headerRow = shape.headerRow
        self.heading = heading
    }

    /// Hands over the rows in order; returns the heading with everything that was odd.
    ///
    /// A second call reads the file again.
    package func read(
        _ row: (SourceRow) throws(RosterError) -> Void
    ) throws(RosterError) -> ReadTable {
        let decoder = FieldDecoder(
            encoding: source.encoding,
            repairsDoubleEncoding: options.repairsDoubleEncoding
        )
        var flow = TableFlow(shape, isSheet: heading.sheet != nil)
        var count = 0
        let body = shape.headerRow ?? 0
        let findings = try source.records(limits: options.limits) { record throws(RosterError) in
            guard !record.isBlank else { return true }
            count += 1
            guard count <= options.limits.rows else { throw options.limits.tooManyRows }
            guard record.number > body else { return true }
            try flow.take(decoder.row(record), row)
            return true
        }
        try flow.finish(row)
        flow.report(findings, source)
        var table = heading
        table.problems = flow.problems.kept
        table.problemCounts = flow.problems.counts
        return table
    }
}
