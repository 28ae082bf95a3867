/// Which persons stand in which block, by fingerprints of the blocks' keys: about ten bytes an
/// entry, so that a list of a million people fits in memory.
///
/// Two keys are taken for one once in four thousand million times; who is met by such a chance is
/// compared like any other and found to be somebody else.
struct BlockIndex {
    /// Where a name is more common than this, further bearers are found by their other keys.
    static let largestBlock = 2000

    /// Half a key's fingerprint, and a person or, with the highest bit, a list of them; 0 is free.
    private var slots: [UInt64]
    /// Lists of blocks with several: how many and where the first is, then person and next one.
    private var lists: [UInt64] = []
    private var used = 0

    private static let isList: UInt32 = 1 << 31
    private static let end = UInt32.max

    /// `count` is how many entries are expected.
    init(expecting count: Int) {
        slots = Array(repeating: 0, count: max(1024, count * 5 / 4))
    }

    /// Puts a person into a block; tells whether others stand in it.
    @discardableResult
    mutating func insert(_ key: UInt64, _ person: Int) -> Bool {
        if used * 20 > slots.count * 17 { grow() }
        let tag = Self.tag(key)
        let place = place(of: tag)
        let found = UInt32(truncatingIfNeeded: slots[place])
        let person = UInt32(truncatingIfNeeded: person)
        guard slots[place] != 0 else {
            slots[place] = UInt64(tag) << 32 | UInt64(person)
            used += 1
            return false
        }
        guard found & Self.isList != 0 else {
            guard found != person else { return false }
            let head = lists.count
            lists.append(2 << 32 | UInt64(head + 2))
            lists.append(UInt64(found) << 32 | UInt64(Self.end))
            lists.append(UInt64(person) << 32 | UInt64(head + 1))
            slots[place] = UInt64(tag) << 32 | UInt64(Self.isList) | UInt64(head)
            return true
        }
        let head = Int(found & ~Self.isList)
        let count = Int(lists[head] >> 32)
        guard count < Self.largestBlock, !contains(person, head) else { return true }
        let first = lists[head] & 0xFFFF_FFFF
        lists[head] = UInt64(count + 1) << 32 | UInt64(lists.count)
        lists.append(UInt64(person) << 32 | first)
        return true
    }

    /// Everybody in a block, the last one in first.
    func forEach(in key: UInt64, _ body: (Int) -> Void) {
        let found = slots[place(of: Self.tag(key))]
        guard found != 0 else { return }
        let reference = UInt32(truncatingIfNeeded: found)
        guard reference & Self.isList != 0 else { return body(Int(reference)) }
        var next = UInt32(truncatingIfNeeded: lists[Int(reference & ~Self.isList)])
        while next != Self.end {
            let node = lists[Int(next)]
            body(Int(node >> 32))
            next = UInt32(truncatingIfNeeded: node)
        }
    }

    /// Numbers only grow, so only one met before can stand in the block already.
    private func contains(_ person: UInt32, _ head: Int) -> Bool {
        var next = UInt32(truncatingIfNeeded: lists[head])
        var isNewest = true
        while next != Self.end {
            let node = lists[Int(next)]
            let other = UInt32(truncatingIfNeeded: node >> 32)
            if other == person { return true }
            if isNewest, other < person { return false }
            isNewest = false
            next = UInt32(truncatingIfNeeded: node)
        }
        return false
    }

    private static func tag(_ key: UInt64) -> UInt32 {
        let mixed = (key ^ key >> 32) &* 0x9E37_79B9_7F4A_7C15
        return max(1, UInt32(truncatingIfNeeded: mixed >> 32))
    }

    private func place(of tag: UInt32) -> Int {
        var place = Int((UInt64(tag) * UInt64(slots.count)) >> 32)
        while slots[place] != 0, slots[place] >> 32 != UInt64(tag) {
            place += 1
            if place == slots.count { place = 0 }
        }
        return place
    }

    private mutating func grow() {
        let old = slots
        slots = Array(repeating: 0, count: old.count * 3 / 2)
        for slot in old where slot != 0 {
            slots[place(of: UInt32(truncatingIfNeeded: slot >> 32))] = slot
        }
    }
}

/// What two records share that a block has brought together; what says most comes first.
enum Way: Int, Comparable {
    case contact, name, partOfName

    init(_ kind: MatchBlock.Kind) {
        switch kind {
        case .given, .family: self = .partOfName
        case .name: self = .name
        case .phone, .email, .externalId: self = .contact
        }
    }

    static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}

extension BlockIndex {
    /// Those who share a block with a row, lowest number first, each with what says most.
    func candidates(for profile: MatchProfile) -> [(entity: Int, way: Way)] {
        var found: [(entity: Int, way: Way)] = []
        for block in profile.askedBlocks {
            let way = Way(block.kind)
            forEach(in: block.number) { found.append(($0, way)) }
        }
        guard found.count > 1 else { return found }
        found.sort { ($0.entity, $0.way) < ($1.entity, $1.way) }
        var last = -1
        found.removeAll { entity, _ in
            defer { last = entity }
            return entity == last
        }
        return found
    }
}
