/// A cell of the map: the whole of it, or one of the four parts of a larger cell, down to 20 m.
///
/// The cells of one level lie in the order of a Z; each has a number in the midst of those of all cells in it, so that
/// they are one range (the form of the S2 library's cell ids, on degrees instead of a sphere). Cells are twice as wide
/// as high in degrees, which makes them squares at 60° N.
package struct PlaceCell: Sendable, Hashable {
    package let number: UInt64

    static let deepest = 20

    private init(column: UInt64, row: UInt64, level: Int) {
        var order: UInt64 = 0
        for bit in 0..<UInt64(level) {
            order |= ((column >> bit & 1) | (row >> bit & 1) << 1) << (2 * bit)
        }
        number = (order << 1 | 1) << UInt64(2 * (Self.deepest - level))
    }

    /// The number as a key whose order as bytes is that of the numbers.
    package static func key(_ number: UInt64) -> [UInt8] {
        (0..<6).map { UInt8(truncatingIfNeeded: number >> (40 - 8 * UInt64($0))) }
    }

    /// The cells a shape in the box is found by: one to four that are as large as it.
    package static func cells(of box: PlaceBox) -> [PlaceCell] {
        let square = Square(box)
        return cells(of: square, level: square.level)
    }

    /// The numbers of all cells that share a place with one of those the box is covered by.
    ///
    /// Whatever meets the box has a cell among them; so have some shapes beside it.
    package static func ranges(of box: PlaceBox) -> [ClosedRange<UInt64>] {
        let square = Square(box)
        // Two levels down at most 25 cells cover the box, and little beside it.
        let cells = cells(of: square, level: min(square.level + 2, deepest))
        let all = cells.map(\.range) + Set(cells.flatMap(\.larger)).map { $0...$0 }
        return merged(all.sorted { $0.lowerBound < $1.lowerBound })
    }

    /// Between neighbours lies at most the number of a cell that holds one of them.
    private static func merged(_ ranges: [ClosedRange<UInt64>]) -> [ClosedRange<UInt64>] {
        var out: [ClosedRange<UInt64>] = []
        for range in ranges {
            guard let last = out.last, range.lowerBound <= last.upperBound + 2 else {
                out.append(range)
                continue
            }
            out[out.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
        }
        return out
    }

    private static func cells(of square: Square, level: Int) -> [PlaceCell] {
        let (columns, rows) = (square.columns(level), square.rows(level))
        return rows.flatMap { row in
            columns.map { PlaceCell(column: $0, row: row, level: level) }
        }
    }

    /// The numbers of all cells in this one, and its own.
    private var range: ClosedRange<UInt64> {
        let half = (number & (~number + 1)) - 1
        return number - half...number + half
    }

    /// The numbers of the cells that hold this one.
    private var larger: [UInt64] {
        var out: [UInt64] = []
        var bit = number & (~number + 1)
        while bit < 1 << UInt64(2 * Self.deepest) {
            bit <<= 2
            out.append((number & ~(bit << 1 &- 1)) | bit)
        }
        return out
    }
}

/// A box with both axes going from 0 to 1; what lies beyond the map lies on its edge.
private struct Square {
    private let x: ClosedRange<Double>
    private let y: ClosedRange<Double>

    init(_ box: PlaceBox) {
        func share(_ value: Double, _ half: Double) -> Double {
            min(max((value + half) / (2 * half), 0), 1)
        }
        let (west, east) = (share(box.west, 180), share(box.east, 180))
        let (south, north) = (share(box.south, 90), share(box.north, 90))
        x = west...max(west, east)
        y = south...max(south, north)
    }

    /// The deepest level whose cells are as large as the box: it meets two of them each way at most.
    var level: Int {
        let size = max(x.upperBound - x.lowerBound, y.upperBound - y.lowerBound)
        var level = PlaceCell.deepest
        while level > 0, size > 1 / Double(1 << level) { level -= 1 }
        return level
    }

    func columns(_ level: Int) -> ClosedRange<UInt64> { Self.places(x, level) }
    func rows(_ level: Int) -> ClosedRange<UInt64> { Self.places(y, level) }

    private static func places(_ axis: ClosedRange<Double>, _ level: Int) -> ClosedRange<UInt64> {
        func place(_ value: Double) -> UInt64 {
            min(UInt64(value * Double(1 << level)), (1 << UInt64(level)) - 1)
        }
        return place(axis.lowerBound)...place(axis.upperBound)
    }
}
