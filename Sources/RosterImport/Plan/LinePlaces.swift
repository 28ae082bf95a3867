/// Where the lines of a file begin and how long each is, in four bytes a line.
struct LinePlaces {
    private var lengths: [UInt32] = []
    /// Where every so manieth line begins.
    private var anchors: [Int] = []
    private var end = 0
    private static let stride = 128

    var count: Int { lengths.count }

    mutating func reserve(_ count: Int) { lengths.reserveCapacity(count) }

    mutating func clear(from start: Int) {
        lengths.removeAll(keepingCapacity: true)
        anchors.removeAll()
        end = start
    }

    mutating func append(_ length: Int) {
        if lengths.count % Self.stride == 0 { anchors.append(end) }
        lengths.append(UInt32(truncatingIfNeeded: length))
        end += length
    }

    subscript(line: Int) -> (start: Int, length: Int) {
        let first = line / Self.stride * Self.stride
        let start = lengths[first..<line].reduce(anchors[line / Self.stride]) { $0 + Int($1) }
        return (start, Int(lengths[line]))
    }
}
