/// Gives equal values equal small numbers, in the order they first came.
struct SmallNumbers<Value: Hashable> {
    private var numbers: [Value: Int32] = [:]
    private(set) var values: [Value] = []

    subscript(number: Int32) -> Value { values[Int(number)] }

    /// The value's number, and whether it is new.
    mutating func add(_ value: Value) -> (number: Int32, isNew: Bool) {
        if let known = numbers[value] { return (known, false) }
        let number = Int32(values.count)
        numbers[value] = number
        values.append(value)
        return (number, true)
    }

    mutating func number(_ value: Value) -> Int32 { add(value).number }
}
