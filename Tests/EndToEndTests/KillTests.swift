import FieldClient
import Foundation
import Glibc
import SyncCore
import SyncEngine
import Synchronization
import Testing

/// A hub that is killed in the middle of a push loses nothing it has acknowledged, and stores nothing twice.
@Suite struct KillTests {
    /// One device that pushes litter reports and remembers what it was told.
    private struct Stream {
        let enrolled: Enrolled
        let incarnation: RowID
        /// Outcomes by number, as the hub acknowledged them.
        var acknowledged: [Int64: Outcome] = [:]
        var operations: [[UInt8]] = []

        static let perPush = 20

        init(_ centre: Centre, _ hub: HubProcess) throws {
            incarnation = Environment.system.newID()
            enrolled = try HubClient(url: hub.url, token: nil).enrol(
                code: try centre.code("coordinator"),
                name: "stream",
                incarnation: incarnation
            )
        }

        /// Makes the next operations; their bytes are fixed from then on.
        mutating func make(_ count: Int) {
            for _ in 0..<count {
                let number = Int64(operations.count + 1)
                let now = Environment.system.now()
                let report = Edit(
                    EntityName(rawValue: "litterReport"),
                    Environment.system.newID(),
                    set: [
                        "centreId": enrolled.centre.json, "amount": "bagful",
                        "seenAt": .integer(now), "note": .string("Nr. \(number)"),
                    ]
                )
                let operation = Operation(
                    incarnation: incarnation,
                    number: number,
                    schema: 1,
                    at: now,
                    base: nil,
                    edits: [report]
                )
                operations.append(operation.json.bytes())
            }
        }

        /// Pushes from the first unanswered operation on until the hub is gone or all is answered.
        ///
        /// Outcomes of operations that were acknowledged before must be the same again.
        mutating func push(to hub: HubProcess, from start: Int64) throws {
            let client = try HubClient(url: hub.url, token: enrolled.token)
            var first = start
            while first <= Int64(operations.count) {
                let part = operations.dropFirst(Int(first) - 1).prefix(Self.perPush)
                let answer = try client.push(
                    PushRequest(
                        incarnation: incarnation,
                        first: first,
                        deviceNow: Environment.system.now(),
                        operations: Array(part)
                    )
                )
                for outcome in answer.outcomes {
                    if let known = acknowledged[outcome.number] { #expect(known == outcome) }
                    acknowledged[outcome.number] = outcome
                }
                #expect(answer.stopped == nil)
                #expect(answer.outcomes.count == part.count)
                // Not on to `expected`: what was stored and not answered is asked for, too.
                first += Int64(part.count)
            }
        }

        var firstUnanswered: Int64 { (acknowledged.keys.max() ?? 0) + 1 }
    }

    @Test(arguments: Seeded.seeds)
    func `every acknowledged operation is there exactly once after kill -9`(seed: UInt64) throws {
        var random = Seeded(state: seed)
        let centre = try Centre()
        var hub = try HubProcess(store: centre.store)
        var stream = try Stream(centre, hub)
        var interrupted = 0
        for _ in 0..<4 {
            stream.make(1500)
            let doomed = hub
            let delay = UInt32.random(in: 5_000...250_000, using: &random)
            let killer = Thread {
                usleep(delay)
                doomed.kill()
            }
            killer.start()
            do { try stream.push(to: hub, from: stream.firstUnanswered) } catch is NetworkError {
                interrupted += 1
            }
            hub.kill()
            hub = try HubProcess(store: centre.store, port: hub.port)
            // Everything acknowledged so far is asked for again: the same answers, nothing new.
            try stream.push(to: hub, from: max(1, stream.firstUnanswered - 100))
        }
        #expect(interrupted > 0, "no push was cut; the delays do not fit this machine any more")
        try check(stream, at: hub, centre)
    }

    /// What a new device gets is each operation's row once, and what the store says of itself is sound.
    private func check(_ stream: Stream, at hub: HubProcess, _ centre: Centre) throws {
        #expect(stream.acknowledged.count == stream.operations.count)
        let sequence = stream.acknowledged.sorted { $0.key < $1.key }.map(\.value.seq)
        #expect(
            zip(sequence, sequence.dropFirst()).allSatisfy(<),
            "numbers were not taken in order"
        )
        let replica = try centre.join("other", "coordinator", hub)
        try #require(try Program.run("field", "sync", "--replica", replica).status == 0)
        let rows = try Program.run("field", "list", "litterReport", "--replica", replica, "--json")
        let notes = try rows.json.elements.compactMap { $0["fields"]["note"].text }
        #expect(notes.count == stream.operations.count)
        #expect(Set(notes).count == notes.count, "an operation was stored twice")
        let doctor = try Program.run("doctor", "--db", centre.store, "--json")
        #expect(doctor.status == 0, "\(doctor.output) \(doctor.errors)")
    }
}

/// SplitMix64: the same numbers for the same seed.
struct Seeded: RandomNumberGenerator {
    var state: UInt64

    /// Two, or the one `DUGNAD_SEED` names, as `make soak` does.
    static let seeds: [UInt64] =
        getenv("DUGNAD_SEED").flatMap { UInt64(String(cString: $0)) }.map { [$0] } ?? [1, 2]

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
