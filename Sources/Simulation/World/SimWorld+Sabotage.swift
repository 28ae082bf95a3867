import Storage
import SyncCore
import SyncEngine

extension SimWorld {
    /// What becomes of an answer, and of the store, where a fault is put in.
    func sabotage(_ answer: PushAnswer) throws -> PushAnswer {
        let store = hub.hub.store
        switch sabotage {
        case .hubTimeBack:
            try store.run(
                "UPDATE operation SET received = received - 86400000 WHERE seq = ?1",
                try hub.hub.head()
            )
        case .clockBelieved:
            try store.run(
                "UPDATE operation SET corrected = received + 1 WHERE seq = ?1",
                try hub.hub.head()
            )
        case .noReview:
            try store.run("DELETE FROM state WHERE instr(wire, CAST('reviewItem' AS BLOB)) > 0")
        case .leftUndecided where answer.outcomes.contains(where: \.isUndecided):
            try store.run(
                "DELETE FROM state WHERE seq = ?1",
                answer.outcomes.first(where: \.isUndecided)?.seq ?? 0
            )
        case .otherAnswer:
            return PushAnswer(
                outcomes: answer.outcomes.map { outcome in
                    Outcome(number: outcome.number, verdict: .merged, seq: outcome.seq)
                },
                expected: answer.expected,
                origin: answer.origin,
                stopped: answer.stopped
            )
        default: break
        }
        return answer
    }

    /// What becomes of a page where a fault is put in.
    func sabotage(_ page: [UInt8]) -> [UInt8] {
        guard sabotage == .forgedSum, let start = page.lastIndex(of: UInt8(ascii: "[")) else {
            return page
        }
        var forged = page
        let place = start + 3
        guard place < forged.count, forged[start + 1] == UInt8(ascii: "\"") else { return page }
        forged[place] = forged[place] == 0x30 ? 0x31 : 0x30
        return forged
    }

    /// What becomes of the stores when all have come to rest, where a fault is put in.
    func sabotageStores() throws {
        guard let sabotage else { return }
        for (_, device) in devices.sorted(by: { $0.key < $1.key }) {
            guard let store = device.replica?.store else { continue }
            switch sabotage {
            case .otherBytes:
                try store.run(
                    """
                    UPDATE state SET wire = CAST(replace(CAST(wire AS TEXT), '"T"', '"U"') AS BLOB)
                    """
                )
            case .silentLeave:
                try store.run(
                    """
                    INSERT INTO state (entity, id, seq, hash, wire)
                    VALUES (1, zeroblob(16), 1, 0, x'7b7d')
                    """
                )
            case .remains:
                for id in oracle.model.erased {
                    try store.run(
                        "INSERT INTO meta (name, value) VALUES (?1, ?2)",
                        "left/\(id)",
                        Plants.text(of: names.names[id] ?? "", "1")
                    )
                }
            default: return
            }
        }
    }
}
