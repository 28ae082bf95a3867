/// Boxes in memory, found by place as a store finds its rows.
package struct PlaceList: Sendable {
    /// By cell; one box has up to four.
    private let entries: [(cell: UInt64, place: Int)]
    private let boxes: [PlaceBox?]

    /// - `boxes`: nil for what has no place, which is never found.
    package init(_ boxes: [PlaceBox?]) {
        self.boxes = boxes
        entries = boxes.enumerated().flatMap { place, box in
            (box.map(PlaceCell.cells) ?? []).map { ($0.number, place) }
        }.sorted { $0 < $1 }
    }

    /// Which of the boxes meet this one, by their place in the list.
    package func meeting(_ box: PlaceBox) -> [Int] {
        var found: Set<Int> = []
        for range in PlaceCell.ranges(of: box) {
            var next = first(from: range.lowerBound)
            while next < entries.count, entries[next].cell <= range.upperBound {
                found.insert(entries[next].place)
                next += 1
            }
        }
        return found.filter { boxes[$0]?.overlaps(box) ?? false }.sorted()
    }

    private func first(from cell: UInt64) -> Int {
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].cell < cell { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
