/// Persons by the blocks they belong to, so that a row meets only those it could be.
struct MatchIndex {
    private var blocks: [UInt64: [Int]] = [:]
    /// Where a name is more common than this, further bearers are found by their other keys.
    private static let largestBlock = 2000

    mutating func insert(_ profile: MatchProfile, as entity: Int) {
        for key in profile.ownBlocks.map(\.number) {
            let block = blocks[key] ?? []
            guard block.count < Self.largestBlock else { continue }
            // Numbers only grow, so only one met before can stand in the block already.
            if let last = block.last, entity <= last, block.contains(entity) { continue }
            blocks[key, default: []].append(entity)
        }
    }

    /// Those sharing a block, lowest number first.
    func candidates(for profile: MatchProfile) -> [Int] {
        var found: Set<Int> = []
        for key in profile.askedBlocks.map(\.number) { found.formUnion(blocks[key] ?? []) }
        return found.sorted()
    }
}
