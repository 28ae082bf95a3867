/// Which of its own operations a device has to forget the bytes of, since they were about persons who were erased.
package struct PullForget: Sendable, Hashable {
    /// Numbers in the incarnation that pulls.
    package var present: [Int64]
    /// Numbers in other incarnations of the device: earlier lives of this store, or of a copy of it.
    package var others: [RowID: [Int64]]

    package init(present: [Int64] = [], others: [RowID: [Int64]] = [:]) {
        self.present = present
        self.others = others
    }

    package var count: Int { others.values.reduce(present.count) { $0 + $1.count } }
}

extension PullForget {
    /// Adds its members to an end line; what is empty is left out.
    func add(to end: inout JSONObject) {
        if !present.isEmpty { end["forget"] = Self.list(present) }
        guard !others.isEmpty else { return }
        let named = others.map { ($0.key.description, Self.list($0.value)) }
        end["forgetOthers"] = .object(JSONObject(named))
    }

    init(end: JSONValue) {
        present = Self.numbers(end["forget"])
        others = [:]
        for (name, numbers) in end["forgetOthers"]?.object ?? [:] {
            if let incarnation = RowID(name) { others[incarnation] = Self.numbers(numbers) }
        }
    }

    private static func list(_ numbers: [Int64]) -> JSONValue {
        .array(numbers.map { .integer($0) })
    }

    private static func numbers(_ json: JSONValue?) -> [Int64] {
        (json?.array ?? []).compactMap(\.wireNumber)
    }
}
