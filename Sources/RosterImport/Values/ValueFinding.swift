/// What reading one cell gave: the value, the codes to report, and whether the row can stand.
package struct ValueReading<Value: Sendable & Equatable>: Sendable, Equatable {
    /// The value in its stored form; nil when the cell is empty or cannot be read.
    package var value: Value?
    /// The cell as it stands in the file.
    package var original: String
    /// Stable codes of what to know though the value stands, such as `postal.zero_restored`.
    package var warnings: [String] = []
    /// The stable code of what is wrong, such as `date.not_real`; nil when nothing is.
    package var error: String?

    init(_ original: String, value: Value? = nil, warnings: [String] = [], error: String? = nil) {
        self.original = original
        self.value = value
        self.warnings = warnings
        self.error = error
    }
}

extension String {
    /// Composed letters, white space of every kind as one space, none at the ends.
    var cleaned: String {
        isClean ? self : normalised.split(whereSeparator: \.isRosterSpace).joined(separator: " ")
    }

    /// Plain letters and signs with single spaces between words, which is most of what a list holds.
    private var isClean: Bool {
        guard utf8.first != 0x20, utf8.last != 0x20 else { return false }
        return utf8.isLatin { (0x20..<0x7F).contains($0) } && !hasDoubleSpace
    }

    private var hasDoubleSpace: Bool {
        var previous: UInt8 = 0
        for byte in utf8 {
            if byte == 0x20, previous == 0x20 { return true }
            previous = byte
        }
        return false
    }

    var asciiDigits: String { filter { $0.isASCII && $0.isNumber } }
}
