/// The bytes of a file with its dialect decided, ready to be cut into rows.
struct SourceText {
    let encoding: TextEncoding
    let hasByteOrderMark: Bool
    let delimiter: Delimiter
    let hasSeparatorLine: Bool
    let lineEnd: LineEnd
    /// Lone surrogates and the like, found while UTF-16 was turned into UTF-8.
    let badUnits: Int
    let repairsDoubleEncoding: Bool
    private let body: ArraySlice<UInt8>

    init(_ bytes: [UInt8], options: ReadOptions) {
        let verdict = EncodingEvidence.judge(bytes)
        let encoding = options.encoding ?? verdict.encoding
        let mark = encoding == verdict.encoding ? verdict.markLength : 0
        let content = Self.decodedUnits(bytes.dropFirst(mark), encoding: encoding)
        let decoder = FieldDecoder(encoding: encoding, repairsDoubleEncoding: false)
        let separator = DelimiterEvidence.separatorLine(in: content.bytes)
        let body = content.bytes[(separator?.end ?? content.bytes.startIndex)...]
        self.encoding = encoding
        hasByteOrderMark = mark > 0
        badUnits = content.bad
        hasSeparatorLine = separator != nil
        delimiter =
            options.delimiter ?? separator?.delimiter
            ?? DelimiterEvidence.judge(Self.sample(body), decoder: decoder)
        lineEnd = Self.lineEnd(of: body)
        repairsDoubleEncoding = options.repairsDoubleEncoding
        self.body = body
    }

    /// Every row that is not blank; a quote left open costs its own line only.
    func rows(limits: ReadLimits) throws(RosterError) -> [SourceRow] {
        let decoder = FieldDecoder(
            encoding: encoding,
            repairsDoubleEncoding: repairsDoubleEncoding
        )
        var collector = RowCollector(decoder: decoder, maximum: limits.rows)
        var start = body.startIndex
        var number = hasSeparatorLine ? 2 : 1
        var recoveries = 0
        while let open = try cut(from: start, row: number, limits: limits, into: &collector) {
            recoveries += 1
            guard recoveries <= 100 else {
                throw RosterError(
                    code: "roster.unclosed_quotes",
                    message: "More than 100 quotes are never closed. Save the list as CSV again.",
                    row: open.number
                )
            }
            start = try cutWithoutQuotes(open, limits: limits, into: &collector)
            number = open.number + 1
        }
        return collector.rows
    }

    /// Cuts to the end, or to a row whose quote is never closed, which it returns.
    private func cut(
        from start: Int,
        row: Int,
        limits: ReadLimits,
        into collector: inout RowCollector
    ) throws(RosterError) -> RawRecord? {
        var parser = DelimitedParser(
            delimiter: delimiter,
            limits: limits,
            firstRow: row,
            offset: start
        )
        func sink(_ record: RawRecord) throws(RosterError) -> Bool { try collector.take(record) }
        do {
            try parser.feed(body[start...], sink: sink)
        } catch {
            // A field too long that runs over lines is a quote nobody closed.
            guard let open = parser.openQuote, open.runsOverLines else { throw error }
            return open
        }
        if let open = parser.openQuote { return open }
        try parser.finish(sink: sink)
        return nil
    }

    /// Reads one physical line with its quotes as plain characters; returns where the next begins.
    private func cutWithoutQuotes(
        _ open: RawRecord,
        limits: ReadLimits,
        into collector: inout RowCollector
    ) throws(RosterError) -> Int {
        let line = body[open.start...].prefix { $0 != 0x0A && $0 != 0x0D }
        var parser = DelimitedParser(
            delimiter: delimiter,
            limits: limits,
            firstRow: open.number,
            takesQuotes: false
        )
        func sink(_ record: RawRecord) throws(RosterError) -> Bool {
            var record = record
            record.flags.insert(.unclosedQuote)
            return try collector.take(record)
        }
        try parser.feed(line, sink: sink)
        try parser.finish(sink: sink)
        let rest = body[line.endIndex...]
        if rest.starts(with: [0x0D, 0x0A]) { return line.endIndex + 2 }
        return min(line.endIndex + 1, body.endIndex)
    }

    private static func decodedUnits(
        _ bytes: ArraySlice<UInt8>,
        encoding: TextEncoding
    ) -> (bytes: ArraySlice<UInt8>, bad: Int) {
        guard encoding == .utf16LittleEndian || encoding == .utf16BigEndian else {
            return (bytes, 0)
        }
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var transcoder = Utf16Transcoder(isLittleEndian: encoding == .utf16LittleEndian)
        transcoder.feed(bytes, into: &output)
        transcoder.finish(into: &output)
        return (output[...], transcoder.badUnits)
    }

    /// The first 64 KiB, cut at the end of a line.
    private static func sample(_ body: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let prefix = body.prefix(64 << 10)
        guard prefix.count < body.count,
            let end = prefix.lastIndex(where: { $0 == 0x0A || $0 == 0x0D })
        else { return prefix }
        return prefix[...end]
    }

    private static func lineEnd(of body: ArraySlice<UInt8>) -> LineEnd {
        guard let end = body.firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) else { return .crlf }
        if body[end] == 0x0A { return .lf }
        return end + 1 < body.endIndex && body[end + 1] == 0x0A ? .crlf : .cr
    }
}

extension RawRecord {
    /// A line break stands inside a field.
    var runsOverLines: Bool { bytes.contains { $0 == 0x0A || $0 == 0x0D } }
}

/// Decodes finished rows and keeps those that are not blank, up to a limit.
struct RowCollector {
    let decoder: FieldDecoder
    let maximum: Int
    private(set) var rows: [SourceRow] = []

    init(decoder: FieldDecoder, maximum: Int) {
        self.decoder = decoder
        self.maximum = maximum
    }

    mutating func take(_ record: RawRecord) throws(RosterError) -> Bool {
        guard !record.isBlank else { return true }
        guard rows.count < maximum else {
            throw RosterError(
                code: "roster.too_many_rows",
                message: "The file has more than \(maximum) rows. Split it.",
                row: record.number
            )
        }
        var flags = record.flags
        let fields = record.ends.indices.map { decoder.decode(record.field($0), flags: &flags) }
        rows.append(SourceRow(number: record.number, fields: fields, flags: flags))
        return true
    }
}
