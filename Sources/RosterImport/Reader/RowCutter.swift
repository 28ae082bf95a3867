/// Cuts text into rows and starts over where a quote was never closed, on that line alone.
///
/// Keeps the text of the row under way, which a field's limit bounds, and nothing before it.
struct RowCutter {
    private let delimiter: Delimiter
    private let limits: ReadLimits
    private var parser: DelimitedParser
    private var kept: [UInt8] = []
    /// Where the kept text begins.
    private var keptFrom = 0
    private var recoveries = 0
    private var isStopped = false

    init(delimiter: Delimiter, limits: ReadLimits, firstRow: Int) {
        self.delimiter = delimiter
        self.limits = limits
        parser = DelimitedParser(delimiter: delimiter, limits: limits, firstRow: firstRow)
    }

    /// Takes a piece of text; `row` gets each finished row and returns false to stop, as this does.
    mutating func feed(
        _ piece: ArraySlice<UInt8>,
        _ row: (RawRecord) throws(RosterError) -> Bool
    ) throws(RosterError) -> Bool {
        guard !isStopped else { return false }
        let from = keptFrom + kept.count
        kept += piece
        try cut(from: from, row)
        let done = parser.rowStart - keptFrom
        kept.removeFirst(min(max(done, 0), kept.count))
        keptFrom = max(parser.rowStart, keptFrom)
        return !isStopped
    }

    /// Ends the last row.
    mutating func finish(_ row: (RawRecord) throws(RosterError) -> Bool) throws(RosterError) {
        while !isStopped, let open = parser.openQuote {
            try cut(from: try readWithoutQuotes(open, row), row)
        }
        if !isStopped { try parser.finish(sink: row) }
    }

    private mutating func cut(
        from start: Int,
        _ row: (RawRecord) throws(RosterError) -> Bool
    ) throws(RosterError) {
        var start = start
        while !isStopped {
            do {
                let rest = kept[(start - keptFrom)...]
                if try !parser.feed(rest, sink: row) { isStopped = true }
                return
            } catch {
                // A field too long that runs over lines is a quote nobody closed.
                guard let open = parser.openQuote, open.runsOverLines else { throw error }
                start = try readWithoutQuotes(open, row)
            }
        }
    }

    /// Reads one physical line with its quotes as plain characters; returns where the next begins.
    private mutating func readWithoutQuotes(
        _ open: RawRecord,
        _ row: (RawRecord) throws(RosterError) -> Bool
    ) throws(RosterError) -> Int {
        recoveries += 1
        guard recoveries <= 100 else {
            throw RosterError(
                code: "roster.unclosed_quotes",
                message: "More than 100 quotes are never closed. Save the list as CSV again.",
                row: open.number
            )
        }
        let line = kept[(open.start - keptFrom)...].prefix { $0 != 0x0A && $0 != 0x0D }
        var plain = DelimitedParser(
            delimiter: delimiter,
            limits: limits,
            firstRow: open.number,
            takesQuotes: false
        )
        func sink(_ record: RawRecord) throws(RosterError) -> Bool {
            var record = record
            record.flags.insert(.unclosedQuote)
            return try row(record)
        }
        // The end of the line belongs to it: what is kept goes on behind it.
        try plain.feed(line, sink: sink)
        try plain.finish(sink: sink)
        let rest = kept[line.endIndex...]
        let lineEnd = rest.starts(with: [0x0D, 0x0A]) ? 2 : min(1, rest.count)
        let next = keptFrom + line.endIndex + lineEnd
        parser = DelimitedParser(
            delimiter: delimiter,
            limits: limits,
            firstRow: open.number + 1,
            offset: next
        )
        return next
    }
}

extension RawRecord {
    /// A line break stands inside a field.
    var runsOverLines: Bool { bytes.contains { $0 == 0x0A || $0 == 0x0D } }
}

/// Decodes rows and keeps those that are not blank.
struct RowCollector {
    let decoder: FieldDecoder
    private(set) var rows: [SourceRow] = []

    init(decoder: FieldDecoder) { self.decoder = decoder }

    mutating func take(_ record: RawRecord) {
        if !record.isBlank(decoder) { rows.append(decoder.row(record)) }
    }
}
