import SyncCore

/// Litter reports as a field client would send them, made before any clock runs.
struct Workload {
    let operations: [[UInt8]]
    let incarnation: RowID

    static let perPush = 500

    /// The pushes that carry all operations, 500 in each.
    var pushes: [PushRequest] {
        stride(from: 0, to: operations.count, by: Self.perPush).map { start in
            let end = min(start + Self.perPush, operations.count)
            return PushRequest(
                incarnation: incarnation,
                first: Int64(start + 1),
                deviceNow: Self.now,
                operations: Array(operations[start..<end])
            )
        }
    }

    /// A fixed time; nothing measured depends on which.
    static let now: Int64 = 1_767_225_600_000

    init(count: Int, centre: RowID, incarnation: RowID, schema: Int) {
        self.incarnation = incarnation
        operations = (1...count).map { number in
            let id = RowID.version7(
                milliseconds: Self.now + Int64(number),
                random: (UInt64(number), UInt64(number) &* 0x9E37_79B9_7F4A_7C15)
            )
            let report = Edit(
                EntityName(rawValue: "litterReport"),
                id,
                set: [
                    "centreId": centre.json, "amount": "bagful", "seenAt": .integer(Self.now),
                    "note": .string("Isopor og tau ved steinene, nummer \(number)."),
                ]
            )
            let operation = Operation(
                incarnation: incarnation,
                number: Int64(number),
                schema: schema,
                at: Self.now + Int64(number),
                base: nil,
                edits: [report]
            )
            return operation.json.bytes()
        }
    }
}
