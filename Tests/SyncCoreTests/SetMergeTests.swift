import SyncCore
import Testing

@Suite struct `merging a set` {
    private func stamp(_ seq: Int64, _ origin: Int64) -> Stamp {
        Stamp(seq: seq, at: seq, origin: origin)
    }

    private func merge(
        _ held: NameMap<Stamp>,
        add: [String] = [],
        remove: [String] = [],
        by stamp: Stamp,
        seen: Int64
    ) -> SetMerge.Result {
        SetMerge.merge(held, adding: add, removing: remove, stamp: stamp, seen: seen)
    }

    @Test func `an add that was seen is removed`() {
        let result = merge(["a": stamp(3, 1)], remove: ["a"], by: stamp(5, 2), seen: 3)
        #expect(result.elements.isEmpty && result.kept.isEmpty && result.isChanged)
    }

    @Test func `an add nobody saw survives, and is named`() {
        let held: NameMap<Stamp> = ["a": stamp(4, 1)]
        let result = merge(held, remove: ["a"], by: stamp(5, 2), seen: 3)
        #expect(result.elements == held && result.kept == ["a"] && !result.isChanged)
    }

    @Test func `one's own add is seen`() {
        #expect(merge(["a": stamp(4, 2)], remove: ["a"], by: stamp(5, 2), seen: 0).elements.isEmpty)
    }

    @Test func `removing what is not there changes nothing`() {
        let result = merge([:], remove: ["a"], by: stamp(5, 2), seen: 9)
        #expect(result.elements.isEmpty && result.kept.isEmpty && !result.isChanged)
    }

    @Test func `an element added again counts from the latest add`() {
        let result = merge(["a": stamp(2, 1)], add: ["a"], by: stamp(5, 2), seen: 0)
        #expect(result.elements == ["a": stamp(5, Stamp.severalOrigins)])
        #expect(result.isChanged)
        #expect(merge(result.elements, remove: ["a"], by: stamp(6, 3), seen: 2).kept == ["a"])
    }

    @Test func `one's own add does not take an unseen one with it when it is removed`() {
        let both = merge(["a": stamp(4, 1)], add: ["a"], by: stamp(5, 2), seen: 3)
        let result = merge(both.elements, remove: ["a"], by: stamp(6, 2), seen: 3)
        #expect(result.elements.keys.contains("a") && result.kept == ["a"])
        #expect(merge(both.elements, remove: ["a"], by: stamp(6, 2), seen: 5).elements.isEmpty)
    }

    @Test func `removing and adding in one operation leaves the element there`() {
        let result = merge(["a": stamp(2, 1)], add: ["a"], remove: ["a"], by: stamp(5, 2), seen: 4)
        #expect(result.elements == ["a": stamp(5, 2)])
    }

    /// Devices that have seen nothing of each other: an added element stays, whoever comes first.
    @Test(arguments: ["add", "remove"], ["add", "remove"])
    func `two devices come out alike in both orders`(first: String, second: String) {
        func run(_ words: [(word: String, origin: Int64)]) -> Set<String> {
            var held: NameMap<Stamp> = ["a": stamp(1, 0)]
            for (place, step) in words.enumerated() {
                held =
                    merge(
                        held,
                        add: step.word == "add" ? ["a"] : [],
                        remove: step.word == "remove" ? ["a"] : [],
                        by: stamp(Int64(place) + 2, step.origin),
                        seen: 1
                    ).elements
            }
            return Set(held.keys)
        }
        let one = run([(first, 1), (second, 2)])
        #expect(one == run([(second, 2), (first, 1)]))
        #expect(one.isEmpty == (first == "remove" && second == "remove"))
    }
}
