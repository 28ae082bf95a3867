/// Values by name, in the order of the names' bytes: what a row or a JSON object of a handful of members is.
///
/// Small names are compared in a register and the canonical order is kept as it is, so that reading, looking up and
/// writing cost no hashing and no sorting. Two names are the same when their bytes are.
package struct NameMap<Value> {
    @usableFromInline struct Member {
        @usableFromInline let key: String
        @usableFromInline var value: Value

        @inlinable init(key: String, value: Value) {
            self.key = key
            self.value = value
        }
    }

    @usableFromInline var members: [Member]

    @inlinable package init() { members = [] }

    /// Empty, with room for so many members.
    @inlinable package init(minimumCapacity: Int) {
        members = []
        members.reserveCapacity(minimumCapacity)
    }

    /// The members given, of which no two may have one name; nil where two have.
    @inlinable package init?(unordered: [(key: String, value: Value)]) {
        members = unordered.map { Member(key: $0.key, value: $0.value) }
        if !zip(members, members.dropFirst()).allSatisfy({ Self.precedes($0.key, $1.key) }) {
            members.sort { Self.precedes($0.key, $1.key) }
            let isUnique = zip(members, members.dropFirst())
                .allSatisfy { !Self.isSame($0.key, $1.key) }
            guard isUnique else { return nil }
        }
    }

    /// The members of a dictionary.
    @inlinable package init(_ dictionary: [String: Value]) {
        members = dictionary.map { Member(key: $0.key, value: $0.value) }
        members.sort { Self.precedes($0.key, $1.key) }
    }

    /// Of several with one name the last counts.
    @inlinable package init(_ pairs: some Sequence<(String, Value)>) {
        members = []
        for (name, value) in pairs { self[name] = value }
    }

    /// Whether a name stands before another: by bytes, as everywhere in the protocol.
    @inlinable package static func precedes(_ one: String, _ other: String) -> Bool {
        // Text of ASCII alone is ordered by its bytes, which Swift compares at once.
        if one.utf8Span.isKnownASCII, other.utf8Span.isKnownASCII { return one < other }
        return one.utf8.lexicographicallyPrecedes(other.utf8)
    }

    /// Whether two names are one: of the same bytes, not only of the same look.
    @inlinable package static func isSame(_ one: String, _ other: String) -> Bool {
        // Only text beyond ASCII can look the same with other bytes.
        one.utf8.count == other.utf8.count && one == other
            && (one.utf8Span.isKnownASCII || one.utf8.elementsEqual(other.utf8))
    }

    /// Beyond so many members a search by halves is quicker than looking at each.
    @inlinable static var fewMembers: Int { 16 }

    @inlinable func find(_ name: String) -> Int? {
        guard members.count > Self.fewMembers else {
            return members.firstIndex { Self.isSame($0.key, name) }
        }
        let place = place(of: name)
        return place < members.count && Self.isSame(members[place].key, name) ? place : nil
    }

    /// Where the name stands or would stand.
    @inlinable func place(of name: String) -> Int {
        var (low, high) = (0, members.count)
        while low < high {
            let middle = (low + high) / 2
            if Self.precedes(members[middle].key, name) { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The value under a name; setting nil takes the member away.
    @inlinable package subscript(_ name: String) -> Value? {
        get { find(name).map { members[$0].value } }
        set {
            if let place = find(name) {
                if let newValue {
                    members[place].value = newValue
                } else {
                    members.remove(at: place)
                }
            } else if let newValue {
                members.insert(Member(key: name, value: newValue), at: place(of: name))
            }
        }
    }

    /// The value under a name, which begins as `fallback`.
    @inlinable package subscript(_ name: String, default fallback: @autoclosure () -> Value)
        -> Value
    {
        get { self[name] ?? fallback() }
        _modify {
            let place: Int
            if let known = find(name) {
                place = known
            } else {
                place = self.place(of: name)
                members.insert(Member(key: name, value: fallback()), at: place)
            }
            yield &members[place].value
        }
    }
}

extension NameMap: RandomAccessCollection {
    package typealias Element = (key: String, value: Value)

    @inlinable package var startIndex: Int { 0 }
    @inlinable package var endIndex: Int { members.count }

    @inlinable package subscript(position: Int) -> Element {
        (key: members[position].key, value: members[position].value)
    }

    /// The names, in order.
    @inlinable package var keys: [String] { members.map { $0.key } }

    /// The values, in the order of their names.
    @inlinable package var values: [Value] { members.map { $0.value } }

    /// The same names with other values.
    @inlinable package func mapValues<T, E: Error>(_ transform: (Value) throws(E) -> T) throws(E)
        -> NameMap<T>
    {
        var out = NameMap<T>(minimumCapacity: count)
        for member in members {
            out.members.append(
                NameMap<T>.Member(key: member.key, value: try transform(member.value))
            )
        }
        return out
    }

    /// The same names with other values, without those that have none.
    @inlinable package func compactMapValues<T>(_ transform: (Value) throws -> T?) rethrows
        -> NameMap<T>
    {
        var out = NameMap<T>()
        for member in members {
            guard let value = try transform(member.value) else { continue }
            out.members.append(NameMap<T>.Member(key: member.key, value: value))
        }
        return out
    }

    /// The members that the closure keeps.
    @inlinable package func filter(_ isIncluded: (Element) throws -> Bool) rethrows -> NameMap {
        var out = NameMap()
        for member in members where try isIncluded((key: member.key, value: member.value)) {
            out.members.append(member)
        }
        return out
    }

    @discardableResult @inlinable package mutating func removeValue(forKey name: String) -> Value? {
        find(name).map { members.remove(at: $0).value }
    }

    @inlinable package mutating func removeAll() { members.removeAll() }

    /// Takes the other's members in; where both have one, the closure chooses of ours and theirs.
    @inlinable package mutating func merge(
        _ other: NameMap,
        uniquingKeysWith choose: (Value, Value) -> Value
    ) {
        for (name, value) in other {
            self[name] = self[name].map { choose($0, value) } ?? value
        }
    }

    @inlinable package func merging(
        _ other: NameMap,
        uniquingKeysWith choose: (Value, Value) -> Value
    ) -> NameMap {
        var out = self
        out.merge(other, uniquingKeysWith: choose)
        return out
    }
}

extension NameMap: ExpressibleByDictionaryLiteral {
    /// Of several with one name the last counts.
    @inlinable package init(dictionaryLiteral elements: (String, Value)...) { self.init(elements) }
}

extension NameMap.Member: Sendable where Value: Sendable {}
extension NameMap.Member: Equatable where Value: Equatable {}
extension NameMap.Member: Hashable where Value: Hashable {}
extension NameMap: Sendable where Value: Sendable {}
extension NameMap: Equatable where Value: Equatable {}
extension NameMap: Hashable where Value: Hashable {}
