/// Parked exchanges by deadline: a binary heap that forgets the answered ones as it grows.
struct DeadlineQueue {
    struct Entry {
        let deadline: UInt64
        let endsWithDrain: Bool
        let exchange: Exchange
    }

    private var heap: [Entry] = []
    private var sweepAt = 1024

    var count: Int { heap.count }
    var next: UInt64? { heap.first?.deadline }

    mutating func insert(_ entry: Entry) {
        if heap.count >= sweepAt { sweep() }
        heap.append(entry)
        siftUp(from: heap.count - 1)
    }

    /// Takes out everything due at this moment.
    mutating func removeDue(at now: UInt64) -> [Exchange] {
        var due: [Exchange] = []
        while let first = heap.first, first.deadline <= now {
            heap.swapAt(0, heap.count - 1)
            heap.removeLast()
            siftDown(from: 0)
            due.append(first.exchange)
        }
        return due
    }

    /// Takes out every entry, or only those that end with the drain.
    mutating func removeAll(onlyEndingWithDrain: Bool) -> [Exchange] {
        let leaving = heap.filter { !onlyEndingWithDrain || $0.endsWithDrain }
        heap.removeAll { !onlyEndingWithDrain || $0.endsWithDrain }
        rebuild()
        return leaving.map(\.exchange)
    }

    /// An answer comes long before its deadline, as a rule; without this the heap would keep it.
    private mutating func sweep() {
        heap.removeAll { !$0.exchange.isWaiting }
        sweepAt = max(1024, heap.count * 2)
        rebuild()
    }

    private mutating func rebuild() {
        heap.sort { $0.deadline < $1.deadline }
    }

    private mutating func siftUp(from start: Int) {
        var child = start
        while child > 0 {
            let parent = (child - 1) / 2
            guard heap[child].deadline < heap[parent].deadline else { return }
            heap.swapAt(child, parent)
            child = parent
        }
    }

    private mutating func siftDown(from start: Int) {
        var parent = start
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2]
            where child < heap.count && heap[child].deadline < heap[least].deadline {
                least = child
            }
            guard least != parent else { return }
            heap.swapAt(parent, least)
            parent = least
        }
    }
}
