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
    private let size: Int

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
        size = bytes.count
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
            guard !record.isBlank(decoder) else { return true }
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

    /// Whether a row can be read again by its place alone.
    var keepsPlaces: Bool {
        if case .delimited(let source) = source { source.keepsPlaces } else { false }
    }

    /// The row that begins at a place, as `read` handed it over; nil where it is gone.
    func row(at place: Int, number: Int) throws(RosterError) -> SourceRow? {
        guard case .delimited(let delimited) = source,
            let record = try delimited.record(at: place, number: number, limits: options.limits)
        else { return nil }
        var row = FieldDecoder(
            encoding: source.encoding,
            repairsDoubleEncoding: options.repairsDoubleEncoding
        ).row(record)
        shape.fit(&row, isSheet: false)
        return row
    }

    /// The heading with the first thousand rows, by which columns are understood, and how many rows
    /// the file may have.
    package func beginning() throws(RosterError) -> (table: ReadTable, estimate: Int) {
        var rows: [SourceRow] = []
        var widest = 0
        // Without a header the widest row of all tells how many columns there are.
        let isWhole = heading.header.isEmpty
        do {
            _ = try read { row throws(RosterError) in
                if rows.count < Self.firstRows { rows.append(row) }
                widest = max(widest, row.fields.count)
                if rows.count == Self.firstRows, !isWhole { throw Self.enough }
            }
        } catch  where error.code == Self.enough.code {}
        var table = heading
        table.rows = rows
        table.widestRow = heading.header.isEmpty ? widest : 0
        return (table, rows.count < Self.firstRows ? rows.count : estimate(rows))
    }

    private static let firstRows = 1000
    private static let enough = RosterError(code: "enough", message: "")

    /// A little more than the file will have, by the length of its first rows.
    private func estimate(_ rows: [SourceRow]) -> Int {
        guard keepsPlaces, let last = rows.last, last.place > 0 else { return 0 }
        let perRow = max(1, last.place / rows.count)
        return min(options.limits.rows, size / perRow * 21 / 20)
    }
}
