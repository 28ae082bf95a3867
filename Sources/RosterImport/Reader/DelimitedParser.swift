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

    /// Takes one chunk; `sink` gets each finished row and returns false to stop.
    mutating func feed(
        _ chunk: ArraySlice<UInt8>,
        sink: (RawRecord) throws(RosterError) -> Bool
    ) throws(RosterError) {
        for byte in chunk {
            if skipsLineFeed {
                skipsLineFeed = false
                if byte == 0x0A {
                    offset += 1
                    record.start = offset
                    continue
                }
            }
            offset += 1
            guard try take(byte, sink: sink) else { return }
        }
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
        if state == .quoteInQuoted { record.flags.insert(.strayQuote) }
        state = .plain
        try append(byte)
        return true
    }

    private mutating func append(_ byte: UInt8) throws(RosterError) {
        guard record.openFieldLength < limits.fieldBytes else {
            throw RosterError(
                code: "roster.field_too_long",
                message: "A field is longer than \(limits.fieldBytes) bytes. "
                    + "Look for a quote that is never closed, or shorten the field.",
                row: record.number
            )
        }
        record.bytes.append(byte)
    }

    private mutating func endField() throws(RosterError) {
        state = .fieldStart
        record.ends.append(record.bytes.count)
        guard record.ends.count <= limits.columns else {
            throw RosterError(
                code: "roster.too_many_columns",
                message: "A row has more than \(limits.columns) columns. "
                    + "Check the delimiter, or remove the columns that are not needed.",
                row: record.number
            )
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
    var isBlank: Bool { bytes.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0 } }
    var openFieldLength: Int { bytes.count - (ends.last ?? 0) }

    func field(_ index: Int) -> ArraySlice<UInt8> {
        bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
    }

    mutating func reset(start: Int) {
        number += 1
        self.start = start
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        flags = []
    }
}
