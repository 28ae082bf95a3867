/// Where a cell stands: `BC17` is column 55, row 17.
enum CellReference {
    /// Column and row counted from 1; nil for what is no reference.
    static func read(_ text: UnsafeBufferPointer<UInt8>) -> (column: Int, row: Int)? {
        var column = 0
        var row = 0
        for byte in text {
            switch byte {
            case 0x41...0x5A where row == 0: column = column * 26 + Int(byte - 0x40)
            case 0x61...0x7A where row == 0: column = column * 26 + Int(byte - 0x60)
            case 0x30...0x39 where column > 0: row = row * 10 + Int(byte - 0x30)
            case 0x24: break
            default: return nil
            }
            guard column <= SheetLimits.columns, row <= SheetLimits.rows else { return nil }
        }
        return column > 0 && row > 0 ? (column, row) : nil
    }

    /// First and last row of `A1:C7`; one row of `A1`.
    static func rows(_ text: UnsafeBufferPointer<UInt8>) -> ClosedRange<Int>? {
        let parts = text.split(separator: 0x3A).compactMap {
            read(UnsafeBufferPointer(rebasing: $0))?.row
        }
        guard let first = parts.first, let last = parts.last, first <= last else { return nil }
        return first...last
    }
}

/// The largest sheet there is (ECMA-376 part 1, 18.3.1.73 and Excel's own limits).
enum SheetLimits {
    static let columns = 16_384
    static let rows = 1_048_576
}
