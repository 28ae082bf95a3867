/// Merges edits of a `set` field: observed-remove, per element (DESIGN.md 3.5).
///
/// A remove takes away the adds its author had seen; an add nobody saw when removing stays. Since the hub
/// orders all operations, an element's latest add says all there is to know, and no tombstone is needed.
package enum SetMerge {
    package struct Result: Sendable, Hashable {
        package var elements: NameMap<Stamp>
        /// Elements whose remove did not count, since somebody unseen had added them.
        package var kept: [String]
        /// Elements whose remove did count.
        package var removed: [String] = []
        package var isChanged: Bool
    }

    package static func merge(
        _ current: NameMap<Stamp>,
        adding: [String],
        removing: [String],
        stamp: Stamp,
        seen: Int64
    ) -> Result {
        var result = Result(elements: current, kept: [], isChanged: false)
        for element in removing {
            guard let added = result.elements[element] else { continue }
            if UnitSpec.isUnseen(added, by: stamp, seen: seen) {
                result.kept.append(element)
            } else {
                result.elements[element] = nil
                result.removed.append(element)
                result.isChanged = true
            }
        }
        for element in adding {
            // A repeated add refreshes the stamp, so that a remove that had not seen it does not count.
            let held = result.elements[element]
            if held?.seq != stamp.seq { result.isChanged = true }
            // An add over one its author had not seen is nobody's own: she cannot remove both with hers.
            let isShared = held.map { UnitSpec.isUnseen($0, by: stamp, seen: seen) } ?? false
            result.elements[element] =
                isShared
                ? Stamp(seq: stamp.seq, at: stamp.at, origin: Stamp.severalOrigins) : stamp
        }
        return result
    }
}
