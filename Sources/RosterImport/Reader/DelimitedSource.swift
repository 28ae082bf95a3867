/// A delimited text with its dialect decided, ready to be cut into rows as often as need be.
struct DelimitedSource {
    let encoding: TextEncoding
    let hasByteOrderMark: Bool
    let delimiter: Delimiter
    let hasSeparatorLine: Bool
    let lineEnd: LineEnd
    private let bytes: RosterBytes
    /// Where the text begins: behind a byte order mark.
    private let start: Int
    /// Where the rows begin in the text: behind a `sep=` line.
    private let body: Int

    /// Looks at the bytes for what the options do not say.
    init(_ bytes: RosterBytes, options: ReadOptions) throws(RosterError) {
        let head = try bytes.read(at: 0, upTo: 128 << 10)
        let verdict: EncodingEvidence.Verdict
        if let said = options.encoding {
            let mark = EncodingEvidence.marked(head)
            verdict = mark?.encoding == said ? mark ?? .init(encoding: said) : .init(encoding: said)
        } else {
            verdict = try EncodingEvidence.judge(bytes)
        }
        encoding = verdict.encoding
        hasByteOrderMark = verdict.markLength > 0
        start = verdict.markLength
        self.bytes = bytes
        let sample = Self.sample(
            head.dropFirst(start),
            encoding,
            isWhole: head.count == bytes.count
        )
        let separator = DelimiterEvidence.separatorLine(in: sample[...])
        let rows = sample[(separator?.end ?? 0)...]
        let decoder = FieldDecoder(encoding: encoding, repairsDoubleEncoding: false)
        body = separator?.end ?? 0
        hasSeparatorLine = separator != nil
        delimiter =
            options.delimiter ?? separator?.delimiter
            ?? DelimiterEvidence.judge(rows, decoder: decoder)
        lineEnd = Self.lineEnd(of: rows)
    }

    /// Every row in order, blank ones too; a quote left open costs its own line only.
    ///
    /// Returns how many characters of UTF-16 were damaged.
    func records(
        limits: ReadLimits,
        _ row: (RawRecord) throws(RosterError) -> Bool
    ) throws(RosterError) -> Int {
        var cutter = RowCutter(
            delimiter: delimiter,
            limits: limits,
            firstRow: hasSeparatorLine ? 2 : 1
        )
        var skipped = 0
        let damaged = try text { piece throws(RosterError) in
            let skip = min(body - skipped, piece.count)
            skipped += skip
            return try cutter.feed(piece.dropFirst(skip), row)
        }
        try cutter.finish(row)
        return damaged
    }

    /// Whether a row can be read again by the place it was met at.
    var keepsPlaces: Bool { encoding != .utf16LittleEndian && encoding != .utf16BigEndian }

    /// The row that begins at a place `records` told; nil where the file is not what it was.
    func record(at place: Int, number: Int, limits: ReadLimits) throws(RosterError) -> RawRecord? {
        var room = 512
        while true {
            let piece = try bytes.read(at: start + body + place, upTo: room)
            let isLast = piece.count < room
            var parser = DelimitedParser(
                delimiter: delimiter,
                limits: limits,
                firstRow: number,
                offset: place
            )
            var found: RawRecord?
            func sink(_ record: RawRecord) throws(RosterError) -> Bool {
                found = record
                return false
            }
            try parser.feed(piece[...], sink: sink)
            if found == nil, isLast { try parser.finish(sink: sink) }
            if found != nil || isLast { return found }
            room *= 4
        }
    }

    /// The text in pieces: UTF-16 as UTF-8, everything else as it stands.
    private func text(
        _ body: ([UInt8]) throws(RosterError) -> Bool
    ) throws(RosterError) -> Int {
        guard encoding == .utf16LittleEndian || encoding == .utf16BigEndian else {
            try bytes.pieces(from: start, body)
            return 0
        }
        var transcoder = Utf16Transcoder(isLittleEndian: encoding == .utf16LittleEndian)
        var goesOn = true
        try bytes.pieces(from: start) { piece throws(RosterError) in
            var output: [UInt8] = []
            output.reserveCapacity(piece.count)
            transcoder.feed(piece[...], into: &output)
            goesOn = try body(output)
            return goesOn
        }
        var rest: [UInt8] = []
        transcoder.finish(into: &rest)
        if goesOn, !rest.isEmpty { _ = try body(rest) }
        return transcoder.badUnits
    }

    /// The first 64 KiB, cut at the end of a line.
    private static func sample(
        _ head: ArraySlice<UInt8>,
        _ encoding: TextEncoding,
        isWhole: Bool
    ) -> [UInt8] {
        var text = Array(head)
        if encoding == .utf16LittleEndian || encoding == .utf16BigEndian {
            text = []
            var transcoder = Utf16Transcoder(isLittleEndian: encoding == .utf16LittleEndian)
            transcoder.feed(head, into: &text)
            if isWhole { transcoder.finish(into: &text) }
        }
        let prefix = text.prefix(64 << 10)
        let isCut = prefix.count < text.count || !isWhole
        guard isCut, let end = prefix.lastIndex(where: { $0 == 0x0A || $0 == 0x0D }) else {
            return Array(prefix)
        }
        return Array(prefix[...end])
    }

    private static func lineEnd(of body: ArraySlice<UInt8>) -> LineEnd {
        guard let end = body.firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) else { return .crlf }
        if body[end] == 0x0A { return .lf }
        return end + 1 < body.endIndex && body[end + 1] == 0x0A ? .crlf : .cr
    }
}
