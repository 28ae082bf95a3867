/// Cuts a sheet into rows as a delimited file is cut: bytes of UTF-8 and where each field ends.
final class SheetSink: XmlSink {
    /// Gets each row with a cell in it; returns false to stop.
    typealias Row = (RawRecord) throws(RosterError) -> Bool

    private let book: WorkbookTexts
    private let limits: ReadLimits
    private let row: Row
    private(set) var isDone = false
    private(set) var facts = SheetFindings()

    private var record = RawRecord(number: 0, start: 0)
    private var column = 0
    private var kind = Kind.number
    private var style = 0
    private var value: [UInt8] = []
    private var isInValue = false
    private var hasValue = false
    private var hasFormula = false
    private var isInline = false
    private var phonetic = 0
    private var isHidden = false

    private enum Kind { case number, shared, text, flag, error, day }

    init(_ book: WorkbookTexts, limits: ReadLimits, row: @escaping Row) {
        self.book = book
        self.limits = limits
        self.row = row
    }

    func start(_ tag: XmlTag, _ attributes: XmlAttributes) throws(RosterError) {
        switch tag {
        case .row: try startRow(attributes)
        case .c: try startCell(attributes)
        case .v: if !isInline { begin() }
        case .is: startInline()
        case .t: if phonetic == 0 { begin() }
        case .rPh: phonetic += 1
        case .f: hasFormula = true
        case .col: startColumns(attributes)
        case .mergeCell: attributes["ref"].map { facts.merge($0) }
        default: break
        }
    }

    func end(_ tag: XmlTag) throws(RosterError) {
        switch tag {
        case .v, .t: isInValue = false
        case .rPh: phonetic -= 1
        case .c: try endCell()
        case .row: try endRow()
        default: break
        }
    }

    func text(_ text: UnsafeBufferPointer<UInt8>) throws(RosterError) {
        guard isInValue else { return }
        guard value.count + text.count <= limits.fieldBytes else {
            throw limits.fieldTooLong(row: record.number)
        }
        value.append(contentsOf: text)
    }

    /// A text in the cell itself, whatever number some programs leave beside it.
    private func startInline() {
        value.removeAll(keepingCapacity: true)
        isInline = true
    }

    private func begin() {
        isInValue = true
        hasValue = true
    }

    /// A row without a number follows the one before.
    private func startRow(_ attributes: XmlAttributes) throws(RosterError) {
        let number = attributes.number("r") ?? record.number + 1
        guard number > record.number, number <= SheetLimits.rows else { throw .damagedWorkbook }
        record.number = number
        column = 0
        isHidden = attributes.flag("hidden")
    }

    private func startCell(_ attributes: XmlAttributes) throws(RosterError) {
        value.removeAll(keepingCapacity: true)
        (hasValue, hasFormula, isInValue, isInline) = (false, false, false, false)
        style = attributes.number("s") ?? 0
        kind = Self.kind(attributes["t"])
        guard let reference = attributes["r"] else {
            column += 1
            return
        }
        guard let place = CellReference.read(reference), place.column > column else {
            throw .damagedWorkbook
        }
        column = place.column
    }

    private static func kind(_ type: UnsafeBufferPointer<UInt8>?) -> Kind {
        guard let type, let first = type.first else { return .number }
        switch (first, type.count) {
        case (0x73, 1): return .shared
        case (0x62, 1): return .flag
        case (0x65, 1): return .error
        case (0x64, 1): return .day
        case (0x6E, 1): return .number
        default: return .text
        }
    }

    private func startColumns(_ attributes: XmlAttributes) {
        guard attributes.flag("hidden"), let first = attributes.number("min"),
            let last = attributes.number("max"), 1 <= first, first <= last
        else { return }
        facts.hiddenColumns.append(first...last)
    }

    private func endRow() throws(RosterError) {
        defer { record.clear() }
        guard !record.ends.isEmpty else { return }
        if isHidden { record.flags.insert(.hidden) }
        if try !row(record) { isDone = true }
    }
}

extension SheetSink {
    private func endCell() throws(RosterError) {
        guard hasValue else {
            // Programs that write formulas without reckoning them leave the result to Excel.
            if hasFormula { record.flags.insert(.noResult) }
            return
        }
        switch kind {
        case .shared:
            guard let index = sharedIndex(), let text = book.shared[index] else {
                throw .damagedWorkbook
            }
            try append(EscapedText.restored(text))
        case .text, .day: try append(EscapedText.restored(value[...]))
        case .flag: try append(value == [0x31] ? Self.yes : Self.no)
        case .error:
            record.flags.insert(.cellError)
            try append(value[...])
        case .number: try appendNumber()
        }
    }

    private func sharedIndex() -> Int? {
        let digits = value.filter { $0 > 0x20 }
        return digits.withUnsafeBufferPointer(XmlName.number)
    }

    private static let yes = ArraySlice("TRUE".utf8)
    private static let no = ArraySlice("FALSE".utf8)

    private func appendNumber() throws(RosterError) {
        let format = book.styles[style]
        if format == .general, NumberText.digits(value[...]) { return try append(value[...]) }
        // What is no number under a number's type is shown as it stands.
        guard let number = Double(String(decoding: value, as: UTF8.self)) else {
            return try append(value[...])
        }
        let text = format.text(of: number, countsFrom1904: book.countsFrom1904)
        try append(ArraySlice(text.utf8))
    }

    /// Adds a cell's text in its column; cells without any leave their columns out.
    private func append(_ text: ArraySlice<UInt8>) throws(RosterError) {
        guard !text.isEmpty else { return }
        guard column <= limits.columns else { throw limits.tooManyColumns(row: record.number) }
        guard text.count <= limits.fieldBytes else { throw limits.fieldTooLong(row: record.number) }
        while record.ends.count < column - 1 { record.ends.append(record.bytes.count) }
        record.bytes.append(contentsOf: text)
        record.ends.append(record.bytes.count)
    }
}

/// What a sheet holds besides its rows.
struct SheetFindings {
    var hiddenColumns: [ClosedRange<Int>] = []
    /// Rows that merged cells cover, the first thousand of them.
    private(set) var merged: [ClosedRange<Int>] = []

    mutating func merge(_ reference: UnsafeBufferPointer<UInt8>) {
        guard merged.count < 1000, let rows = CellReference.rows(reference) else { return }
        merged.append(rows)
    }
}
