/// Rows that were passed, kept so that one of them can be looked at again.
///
/// Of a file on a disk only the places of its rows are kept, four bytes a row; of a workbook, whose
/// parts can only be read from their beginning, the rows themselves, packed.
struct RowMemory {
    private enum Kept {
        case places(RosterStream)
        case packed([UInt8])
    }

    private var kept: Kept
    /// Where each row begins: in its text, or in what is packed.
    private var starts: [UInt32] = []
    /// From which row on numbers run without a gap: blank rows have numbers too.
    private var runs: [(row: UInt32, number: UInt32)] = []
    private var nextNumber = -1
    /// Rows with a quote that is never closed: from their place alone they would read otherwise.
    private var odd: [Int: SourceRow] = [:]
    private let work = Work()

    private final class Work { var rows = 0 }

    /// How many rows were looked at again.
    var rowsReadAgain: Int { work.rows }

    init(of stream: RosterStream, expecting count: Int = 0) {
        kept = stream.keepsPlaces ? .places(stream) : .packed([])
        starts.reserveCapacity(count)
    }

    /// For rows that come from nowhere they could be read again from.
    init() { kept = .packed([]) }

    var count: Int { starts.count }

    /// The number of a row in its file.
    func number(_ index: Int) -> Int {
        var (low, high) = (0, runs.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if Int(runs[middle].row) <= index { low = middle } else { high = middle }
        }
        return Int(runs[low].number) + index - Int(runs[low].row)
    }

    /// Keeps a row; the first has the number 0.
    ///
    /// Throws `roster.file_too_large` past 4 GiB.
    mutating func keep(_ row: SourceRow) throws(RosterError) {
        if row.number != nextNumber {
            runs.append((UInt32(truncatingIfNeeded: starts.count), UInt32(row.number)))
        }
        nextNumber = row.number + 1
        guard case .packed(var bytes) = kept else {
            if row.flags.contains(.unclosedQuote) { odd[starts.count] = row }
            starts.append(try Self.start(row.place))
            return
        }
        // Taken out while it grows: two owners would make every row copy all before it.
        kept = .packed([])
        starts.append(try Self.start(bytes.count))
        Self.pack(row, into: &bytes)
        kept = .packed(bytes)
    }

    /// A place as it is kept, in four bytes.
    static func start(_ place: Int) throws(RosterError) -> UInt32 {
        guard let start = UInt32(exactly: place) else {
            throw RosterError(
                code: "roster.file_too_large",
                message: "The rows of the file take more than 4 GiB. Split it.",
                detail: "4 GiB"
            )
        }
        return start
    }

    /// The row as it was met; throws `roster.file_moved` where the file has changed meanwhile.
    func row(_ index: Int) throws(RosterError) -> SourceRow {
        work.rows += 1
        if let row = odd[index] { return row }
        let number = number(index)
        switch kept {
        case .packed(let bytes): return Self.unpack(bytes, from: Int(starts[index]), number)
        case .places(let stream):
            guard let row = try stream.row(at: Int(starts[index]), number: number) else {
                throw RosterError(
                    code: "roster.file_moved",
                    message: "The file has changed while it was read. Start over."
                )
            }
            return row
        }
    }

    private static func pack(_ row: SourceRow, into bytes: inout [UInt8]) {
        func put(_ value: Int) {
            for shift in stride(from: 0, to: 32, by: 8) {
                bytes.append(UInt8(truncatingIfNeeded: value >> shift))
            }
        }
        put(row.flags.rawValue)
        put(row.fields.count)
        for field in row.fields {
            put(field.utf8.count)
            bytes += field.utf8
        }
    }

    private static func unpack(_ bytes: [UInt8], from start: Int, _ number: Int) -> SourceRow {
        var index = start
        func take() -> Int {
            defer { index += 4 }
            return (0..<4).reduce(0) { $0 | Int(bytes[index + $1]) << ($1 * 8) }
        }
        let flags = RowFlags(rawValue: take())
        let count = take()
        var fields: [String] = []
        for _ in 0..<count {
            let length = take()
            fields.append(String(decoding: bytes[index..<(index + length)], as: UTF8.self))
            index += length
        }
        return SourceRow(number: number, fields: fields, flags: flags)
    }
}
