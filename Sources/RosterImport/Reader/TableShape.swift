/// The header of a file and how wide its table is, from the first rows.
struct TableShape {
    /// Column names without those at the right edge that are empty in every row as well.
    let header: [String]
    let headerRow: Int?
    /// Rows above the header that are not blank.
    let titleLines: Int
    /// Columns with anything in them.
    let width: Int

    init(of source: RowSource, options: ReadOptions) throws(RosterError) {
        let rows = try Self.firstRows(of: source, options)
        guard !rows.isEmpty else {
            throw RosterError(
                code: "roster.empty",
                message: "The file holds no rows. Choose another file."
            )
        }
        let index = try Self.headerIndex(in: rows, wanted: options.headerRow)
        let written = index.map { rows[$0].fields.map(\.rosterTrimmed) } ?? []
        headerRow = index.map { rows[$0].number }
        titleLines = index ?? 0
        let named = TableFlow.width(written)
        var used = named
        if case .delimited = source, written.isEmpty || written.count > named {
            let widest = try Self.widest(
                of: source,
                options,
                below: headerRow ?? 0,
                noWiderThan: written.isEmpty ? .max : written.count
            )
            used = max(used, widest)
        }
        width = used
        header = Array(written.prefix(used))
    }

    /// Cuts off what is empty at the right edge; in a sheet an empty cell is no missing field.
    func fit(_ row: inout SourceRow, isSheet: Bool) {
        if row.fields.count > width {
            let keep = max(width, TableFlow.width(row.fields))
            row.fields.removeLast(row.fields.count - keep)
        }
        let columns = header.count
        guard columns > 0 else { return }
        if row.fields.count > columns { row.flags.insert(isSheet ? .beyondHeader : .long) }
        guard row.fields.count < columns else { return }
        if isSheet {
            row.fields += Array(repeating: "", count: columns - row.fields.count)
        } else {
            row.flags.insert(.short)
        }
    }

    /// Twenty rows, or as many as lie above the one the caller calls the header.
    private static func firstRows(
        of source: RowSource,
        _ options: ReadOptions
    ) throws(RosterError) -> [SourceRow] {
        var collector = RowCollector(
            decoder: FieldDecoder(
                encoding: source.encoding,
                repairsDoubleEncoding: options.repairsDoubleEncoding
            )
        )
        let wanted = options.headerRow ?? 0
        _ = try source.records(limits: options.limits) { record throws(RosterError) in
            collector.take(record)
            return collector.rows.count < 20 || record.number < wanted
        }
        return collector.rows
    }

    /// `wanted` is the caller's word: a row number, 0 for none, nil for a guess.
    private static func headerIndex(
        in rows: [SourceRow],
        wanted: Int?
    ) throws(RosterError) -> Int? {
        guard let wanted else { return HeaderGuess.index(in: rows) }
        guard wanted > 0 else { return nil }
        guard let index = rows.firstIndex(where: { $0.number == wanted }) else {
            throw RosterError(
                code: "roster.header_row_blank",
                message: "There is nothing in the row that was called the header. Look up its "
                    + "number, or say 0 for a list without one.",
                row: wanted
            )
        }
        return index
    }

    /// The widest row below the header that is no wider than the header as written.
    ///
    /// A row longer than the header tells of a shifted value, not of a column without a name.
    private static func widest(
        of source: RowSource,
        _ options: ReadOptions,
        below headerRow: Int,
        noWiderThan limit: Int
    ) throws(RosterError) -> Int {
        let decoder = FieldDecoder(encoding: source.encoding, repairsDoubleEncoding: false)
        var widest = 0
        _ = try source.records(limits: options.limits) { record throws(RosterError) in
            guard record.number > headerRow, record.ends.count <= limit else { return true }
            widest = max(widest, record.width(above: widest, decoder))
            return true
        }
        return widest
    }
}

extension RawRecord {
    /// One more than the last field with anything in it; less than `floor` is not looked for.
    fileprivate func width(above floor: Int, _ decoder: FieldDecoder) -> Int {
        var index = ends.count
        while index > floor {
            let bytes = field(index - 1)
            if bytes.contains(where: { (0x21...0x7E).contains($0) }) { return index }
            var flags = RowFlags()
            if !decoder.decode(bytes, flags: &flags).rosterTrimmed.isEmpty { return index }
            index -= 1
        }
        return floor
    }
}
