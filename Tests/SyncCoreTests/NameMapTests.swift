import Testing

@testable import SyncCore

@Suite struct NameMapTests {
    /// Few and many members are searched in different ways.
    @Test(arguments: [0, 1, 16, 17, 200])
    func `a map behaves as a dictionary, in the order of its names`(count: Int) {
        var map = NameMap<Int>()
        var dictionary: [String: Int] = [:]
        for place in 0..<count {
            let name = "name \((place * 37) % 211)"
            map[name] = place
            dictionary[name] = place
        }
        #expect(map == NameMap(dictionary))
        #expect(map.keys == dictionary.keys.sorted())
        for (name, value) in dictionary { #expect(map[name] == value) }
        #expect(map["no such name"] == nil)
        for name in dictionary.keys.sorted().prefix(count / 2) {
            #expect(map.removeValue(forKey: name) == dictionary.removeValue(forKey: name))
        }
        #expect(map == NameMap(dictionary))
    }

    @Test func `names stand by their bytes, as the canonical form wants`() {
        let map: NameMap<Int> = ["ø": 1, "z": 2, "Z": 3, "a": 4, "": 5]
        #expect(map.keys == ["", "Z", "a", "z", "ø"])
    }

    /// Composed and decomposed letters look alike and are two names, however many stand between them.
    @Test(arguments: [0, 14, 15, 198])
    func `names of other bytes are other names`(between: Int) {
        var map = NameMap<Int>()
        for place in 0..<between { map["f\(place)"] = place }
        map["e\u{301}"] = -1
        map["\u{e9}"] = -2
        #expect(map.count == between + 2)
        #expect(map["e\u{301}"] == -1 && map["\u{e9}"] == -2)
        for order in [["e\u{301}", "\u{e9}"], ["\u{e9}", "e\u{301}"]] {
            #expect(JSONObject(unordered: order.map { ($0, 1) })?.count == 2)
        }
    }

    @Test func `of two members with one name there is no object`() {
        #expect(JSONObject(unordered: [("a", 1), ("b", 2), ("a", 3)]) == nil)
        #expect(JSONObject(unordered: [("b", 2), ("a", 1)]) == ["a": 1, "b": 2])
    }

    @Test func `a member begins as its default and ends with nil`() {
        var map: NameMap<[Int]> = [:]
        map["b", default: []].append(1)
        map["b", default: []].append(2)
        map["a", default: [9]].append(3)
        #expect(map == ["a": [9, 3], "b": [1, 2]])
        map["a"] = nil
        #expect(map.keys == ["b"])
    }

    @Test func `merging lets the closure choose`() {
        let merged = (["a": 1, "b": 2] as NameMap<Int>).merging(["b": 3, "c": 4]) { $0 * 10 + $1 }
        #expect(merged == ["a": 1, "b": 23, "c": 4])
        #expect(merged.filter { $0.value > 2 } == ["b": 23, "c": 4])
        #expect(merged.compactMapValues { $0 > 2 ? "\($0)" : nil } == ["b": "23", "c": "4"])
    }
}
