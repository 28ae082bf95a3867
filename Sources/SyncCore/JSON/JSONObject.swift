/// The members of a JSON object.
///
/// A `NameMap` of one kind of value under a name of its own: other modules then call code that was compiled for it,
/// and not code that has to find out at each call what it is a map of.
package struct JSONObject: Sendable, Hashable {
    private var map: NameMap<JSONValue>

    package init() { map = NameMap() }

    package init(_ map: NameMap<JSONValue>) { self.map = map }

    /// The members given, of which no two may have one name; nil where two have.
    init?(unordered: [(key: String, value: JSONValue)]) {
        guard let map = NameMap(unordered: unordered) else { return nil }
        self.map = map
    }

    /// The members of a dictionary.
    package init(_ dictionary: [String: JSONValue]) { map = NameMap(dictionary) }

    /// Of several with one name the last counts.
    package init(_ pairs: [(String, JSONValue)]) { map = NameMap(pairs) }

    /// The value under a name; setting nil takes the member away.
    package subscript(_ name: String) -> JSONValue? {
        get { map[name] }
        set { map[name] = newValue }
    }

    /// The value under a name, which begins as `fallback`.
    package subscript(
        _ name: String,
        default fallback: @autoclosure () -> JSONValue
    ) -> JSONValue {
        get { map[name, default: fallback()] }
        set { map[name] = newValue }
    }

    /// The names, in order.
    package var keys: [String] { map.keys }

    /// The values, in the order of their names.
    package var values: [JSONValue] { map.values }

    /// The same names with other values.
    package func mapValues<T, E: Error>(
        _ transform: (JSONValue) throws(E) -> T
    ) throws(E) -> NameMap<T> { try map.mapValues(transform) }

    /// The same names with other values of JSON.
    package func mapValues(_ transform: (JSONValue) -> JSONValue) -> JSONObject {
        JSONObject(map.mapValues(transform))
    }

    /// The same names with other values, without those that have none.
    package func compactMapValues<T>(_ transform: (JSONValue) throws -> T?) rethrows -> NameMap<T> {
        try map.compactMapValues(transform)
    }

    /// The members that the closure keeps.
    package func filter(_ isIncluded: (Element) throws -> Bool) rethrows -> JSONObject {
        JSONObject(try map.filter(isIncluded))
    }

    @discardableResult package mutating func removeValue(forKey name: String) -> JSONValue? {
        map.removeValue(forKey: name)
    }

    package mutating func removeAll() { map.removeAll() }

    /// Takes the other's members in; where both have one, the closure chooses of ours and theirs.
    package mutating func merge(
        _ other: JSONObject,
        uniquingKeysWith choose: (JSONValue, JSONValue) -> JSONValue
    ) { map.merge(other.map, uniquingKeysWith: choose) }

    package func merging(
        _ other: JSONObject,
        uniquingKeysWith choose: (JSONValue, JSONValue) -> JSONValue
    ) -> JSONObject {
        var out = self
        out.merge(other, uniquingKeysWith: choose)
        return out
    }
}

extension JSONObject: RandomAccessCollection {
    package typealias Element = (key: String, value: JSONValue)

    package var startIndex: Int { 0 }
    package var endIndex: Int { map.count }
    package subscript(position: Int) -> Element { map[position] }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    /// Of several with one name the last counts.
    package init(dictionaryLiteral elements: (String, JSONValue)...) { map = NameMap(elements) }
}
