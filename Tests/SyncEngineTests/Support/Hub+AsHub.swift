import SyncCore

@testable import SyncEngine

extension Hub {
    /// Writes edits as the hub itself does, so that no rule about clubs is asked.
    func submitAsHub(_ edits: [Edit]) throws -> Int64 {
        let (seq, now) = (try head() + 1, try hubTime())
        let run = newRun(newWorld(seq: seq, now: now))
        try run.run(edits, by: .hub(at: now))
        changed(run.touchedScopes)
        try recordOwn(run, seq: seq, now: now)
        return seq
    }
}
