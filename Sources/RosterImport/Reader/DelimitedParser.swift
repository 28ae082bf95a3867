/// Cuts bytes into rows and fields, fed in chunks of any size, holding one row at a time.
///
/// Works on bytes because to Swift CRLF is one `Character`, and `;` followed by a combining mark
/// is not `;`.
/// Rows end with CRLF, LF or CR; quoted fields follow RFC 4180, section 2. A quote elsewhere
/// than first in its field stands for itself.
struct DelimitedParser {
    private enum State { case fieldStart, plain, quoted, quoteInQuoted }

    private let delimiter: UInt8
    private let limits: ReadLimits
    /// Off, every quote stands for itself.
    private let takesQuotes: Bool
    private var state = State.fieldStart
    private var skipsLineFeed = false
    private var offset = 0
    private var record: RawRecord

    /// `firstRow` is the number of the first row and `offset` where it stands in the file.
    init(
        delimiter: Delimiter,
        limits: ReadLimits,
        firstRow: Int = 1,
        offset: Int = 0,
        takesQuotes: Bool = true
    ) {
        self.delimiter = delimiter.byte
        self.limits = limits
        self.takesQuotes = takesQuotes
        self.offset = offset
        record = RawRecord(number: firstRow, start: offset)
    }

    /// The row under way when a quote is open, so that the caller can read it again without quotes.
    var openQuote: RawRecord? { state == .quoted ? record : nil }

    /// Where the row under way begins.
    var rowStart: Int { record.start }

    /// Takes one chunk; `sink` gets each finished row and returns false to stop, as this does then.
    @discardableResult
    mutating func feed(
        _ chunk: ArraySlice<UInt8>,
        sink: (RawRecord) throws(RosterError) -> Bool
    ) throws(RosterError) -> Bool {
        var index = chunk.startIndex
        while index < chunk.endIndex {
            if skipsLineFeed {
                skipsLineFeed = false
                if chunk[index] == 0x0A {
                    index += 1
                    offset += 1
                    record.start = offset
                    continue
                }
            }
            let end = endOfRun(in: chunk, from: index)
            if end > index {
                try append(chunk[index..<end])
                offset += end - index
                index = end
                continue
            }
            offset += 1
            guard try take(chunk[index], sink: sink) else { return false }
            index += 1
        }
        return true
    }

    /// Where the bytes end that can only belong to the field under way: most of a file is such runs.
    private func endOfRun(in chunk: ArraySlice<UInt8>, from start: Int) -> Int {
        let bytes = chunk.span
        let base = chunk.startIndex
        var index = start - base
        switch state {
        case .quoteInQuoted: return start
        case .quoted:
            while index < bytes.count, bytes[index] != 0x22 { index += 1 }
        case .fieldStart where bytes[index] == 0x22 && takesQuotes: return start
        case .fieldStart, .plain:
            while index < bytes.count {
                let byte = bytes[index]
                if byte == delimiter || byte == 0x0A || byte == 0x0D { break }
                index += 1
            }
        }
        return base + index
    }

    /// Ends the last row; an open quote is flagged on it.
    mutating func finish(sink: (RawRecord) throws(RosterError) -> Bool) throws(RosterError) {
        if state == .quoted { record.flags.insert(.unclosedQuote) }
        if !record.isUntouched || state != .fieldStart { _ = try endRow(sink: sink) }
    }

    private mutating func take(
        _ byte: UInt8,
        sink: (RawRecord) throws(RosterError) -> Bool
    ) throws(RosterError) -> Bool {
        switch state {
        case .quoted:
            if byte == 0x22 { state = .quoteInQuoted } else { try append(byte) }
            return true
        case .quoteInQuoted where byte == 0x22:
            state = .quoted
            try append(byte)
            return true
        case .fieldStart where byte == 0x22 && takesQuotes:
            state = .quoted
            return true
        case .fieldStart, .plain, .quoteInQuoted:
            break
        }
        if byte == delimiter {
            try endField()
            return true
        }
        if byte == 0x0A || byte == 0x0D {
            skipsLineFeed = byte == 0x0D
            return try endRow(sink: sink)
        }
        if state == .quoteInQuoted { try takeStrayQuote() }
        state = .plain
        try append(byte)
        return true
    }

    /// Text after a closing quote; where the field runs over lines that quote opened another field,
    /// and the one before it was never closed: the rows between them must not be lost in one cell.
    private mutating func takeStrayQuote() throws(RosterError) {
        guard record.openFieldRunsOverLines else {
            record.flags.insert(.strayQuote)
            return
        }
        state = .quoted
        throw RosterError(
            code: "roster.unclosed_quotes",
            message: "A quote is never closed. Save the list as CSV again.",
            row: record.number
        )
    }

    private mutating func append(_ byte: UInt8) throws(RosterError) {
        guard record.openFieldLength < limits.fieldBytes else {
            throw limits.fieldTooLong(row: record.number)
        }
        record.bytes.append(byte)
    }

    private mutating func append(_ run: ArraySlice<UInt8>) throws(RosterError) {
        if state == .fieldStart { state = .plain }
        // What fits is taken: a quote nobody closed is told by the line breaks in it.
        let room = limits.fieldBytes - record.openFieldLength
        record.bytes.append(contentsOf: run.prefix(max(room, 0)))
        guard run.count <= room else { throw limits.fieldTooLong(row: record.number) }
    }

    private mutating func endField() throws(RosterError) {
        state = .fieldStart
        record.ends.append(record.bytes.count)
        guard record.ends.count <= limits.columns else {
            throw limits.tooManyColumns(row: record.number)
        }
    }

    private mutating func endRow(
        sink: (RawRecord) throws(RosterError) -> Bool
    ) throws(RosterError) -> Bool {
        try endField()
        let goesOn = try sink(record)
        record.reset(start: offset)
        return goesOn
    }
}

/// One row as bytes: the fields one after the other, and where each of them ends.
struct RawRecord {
    var number: Int
    /// Offset of the first byte of the row.
    var start: Int
    var bytes: [UInt8] = []
    var ends: [Int] = []
    var flags: RowFlags = []

    init(number: Int, start: Int) {
        self.number = number
        self.start = start
    }

    var isUntouched: Bool { bytes.isEmpty && ends.isEmpty }
    /// Nothing but spaces, of which no-break ones are other bytes in every encoding.
    func isBlank(_ decoder: FieldDecoder) -> Bool {
        guard let first = bytes.first(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0 }) else {
            return true
        }
        guard first >= 0x80 else { return false }
        var flags = RowFlags()
        return decoder.decode(bytes[...], flags: &flags).rosterTrimmed.isEmpty
    }
    var openFieldRunsOverLines: Bool {
        bytes[(ends.last ?? 0)...].contains { $0 == 0x0A || $0 == 0x0D }
    }
    var openFieldLength: Int { bytes.count - (ends.last ?? 0) }

    func field(_ index: Int) -> ArraySlice<UInt8> {
        bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
    }

    mutating func reset(start: Int) {
        number += 1
        self.start = start
        clear()
    }

    /// Forgets what stands in the row, not which one it is.
    mutating func clear() {
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        flags = []
    }
}
