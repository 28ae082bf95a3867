import Hashing
import Storage

/// What persons who were erased could be known again by, as keyed digests.
///
/// The office's old lists still have her name; without a trace of her the next one read would bring her back. A digest
/// is the least that prevents it: it cannot be read, it names nobody, and it only answers whether words that somebody
/// holds in hand already are hers. Whoever has the hub's whole store could try all numbers there are; so the digests
/// go after a time, and nothing but a hub reads them.
package struct ErasedTraces: Sendable {
    /// How long they are kept, milliseconds: three years, after which old lists have gone.
    package static let lifetime: Int64 = 3 * 366 * 86_400_000

    private let key: [UInt8]
    private let marks: Set<[UInt8]>

    package var isEmpty: Bool { marks.isEmpty }

    /// Nobody was erased.
    package static let none = ErasedTraces(key: [], marks: [])

    fileprivate init(key: [UInt8], marks: Set<[UInt8]>) {
        self.key = key
        self.marks = marks
    }

    /// Traces under a key of 16 to 64 bytes.
    package init(of traces: [String], key: [UInt8]) {
        self.init(key: key, marks: Set(traces.map { Self.mark($0, key) }))
    }

    /// Whether somebody who had this was erased.
    package func holds(_ trace: String) -> Bool {
        !marks.isEmpty && marks.contains(Self.mark(trace, key))
    }

    private static func mark(_ trace: String, _ key: [UInt8]) -> [UInt8] {
        Digest.blake2b(Array(trace.utf8), key: key, length: 16)
    }

    /// Keeps digests; what the ledger tells again keeps the time it has.
    static func keep(
        _ marks: [[UInt8]],
        at: Int64,
        isReplaying: Bool,
        in store: Connection
    ) throws {
        for mark in marks where mark.count == 16 {
            try store.run(
                """
                INSERT INTO erased_trace (mark, at) VALUES (?1, ?2)
                ON CONFLICT (mark) DO UPDATE SET at = max(at, ?2) WHERE ?3 = 0
                """,
                mark,
                at,
                isReplaying
            )
        }
    }

    static func dropOld(at now: Int64, in store: Connection) throws {
        try store.run("DELETE FROM erased_trace WHERE at < ?1", now - lifetime)
    }
}

extension HubReader {
    /// The traces of those who were erased, as far as they still count.
    package func erasedTraces() throws -> ErasedTraces {
        let marks = try store.all(
            "SELECT mark FROM erased_trace WHERE at >= ?1",
            environment.now() - ErasedTraces.lifetime
        ) { $0.bytes(0) }
        return marks.isEmpty ? .none : ErasedTraces(key: identity.traceKey, marks: Set(marks))
    }
}
