import Coordination
import SyncCore
import Testing

/// Several whole pieces go to one operation, several operations to one sending.
struct OperationPackerTests {
    private static func piece(_ number: UInt64, edits: Int = 3, note: String = "a") -> [Edit] {
        (0..<edits).map { place in
            let id = RowID(high: number, low: UInt64(place))
            return Edit(.personPrivate, id, set: ["note": .string(note)])
        }
    }

    private static func outcome(_ verdict: Verdict) -> Outcome {
        Outcome(number: 1, verdict: verdict, seq: 1)
    }

    /// What was sent: the number of edits of each operation, sending by sending.
    private final class Sent {
        var sizes: [[Int]] = []
        var pieces: [UInt64] = []

        func take(_ operations: [[Edit]], refusing bad: UInt64 = .max) -> [Outcome] {
            sizes.append(operations.map(\.count))
            return operations.map { edits in
                guard !edits.contains(where: { $0.id.high == bad }) else {
                    return OperationPackerTests.outcome(.refused)
                }
                for edit in edits where pieces.last != edit.id.high { pieces.append(edit.id.high) }
                return OperationPackerTests.outcome(.applied)
            }
        }
    }

    @Test func `whole pieces fill operations, and all operations go at once`() throws {
        let sent = Sent()
        let pieces = (0..<150).map { Self.piece(UInt64($0)) }
        let outcomes = try OperationPacker(all: { sent.take($0) }).send(pieces)
        #expect(outcomes.count == 150)
        #expect(sent.sizes == [[198, 198, 54]])
        #expect(sent.pieces == (0..<150).map(UInt64.init))
    }

    @Test func `one bad piece takes no other with it`() throws {
        let sent = Sent()
        let pieces = (0..<100).map { Self.piece(UInt64($0)) }
        let outcomes = try OperationPacker(all: { sent.take($0, refusing: 7) }).send(pieces)
        #expect(outcomes.indices.filter { !outcomes[$0].tookEffect } == [7])
        #expect(Set(sent.pieces) == Set((0..<100).filter { $0 != 7 }.map(UInt64.init)))
    }

    @Test func `a piece too large for an operation is cut, after those before it`() throws {
        let sent = Sent()
        let pieces = [Self.piece(1), Self.piece(2, edits: 450), Self.piece(3)]
        let outcomes = try OperationPacker(all: { sent.take($0) }).send(pieces)
        #expect(outcomes.count == 3)
        #expect(sent.sizes == [[3], [200], [200], [50], [3]])
        #expect(sent.pieces == [1, 2, 3])
    }

    @Test func `no more than four megabytes go at once`() throws {
        let sent = Sent()
        let long = String(repeating: "å", count: 300_000)
        let pieces = (0..<12).map { Self.piece(UInt64($0), edits: 1, note: long) }
        let outcomes = try OperationPacker(all: { sent.take($0) }).send(pieces)
        #expect(outcomes.count == 12)
        #expect(sent.sizes.count == 2)
        #expect(sent.sizes.flatMap(\.self).count == 12)
    }
}
