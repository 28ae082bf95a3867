import Coordination
import SyncCore
@testable import SyncEngine

/// Rows that only the hub itself can make.
enum Plant {
    /// Eva Nabo, member of another centre.
    static func person(in other: RowID, _ centre: TestCentre) throws {
        let id = Environment.system.newID()
        let owner: JSONObject = ["personId": id.json, "centreId": other.json]
        func with(_ more: JSONObject) -> JSONObject {
            owner.merging(more) { $1 }
        }
        let edits = [
            Edit(.person, id, set: ["displayName": "Eva Nabo", "status": "active"]),
            Edit(.centreMembership, Environment.system.newID(), set: with(["source": "self"])),
            Edit(
                .personPrivate,
                Environment.system.newID(),
                set: with(["givenName": "Eva", "familyName": "Nabo", "birthOn": "1980-02-01"])
            ),
            Edit(
                .contactPoint,
                Environment.system.newID(),
                set: with(["kind": "mobile", "valueNormalised": "+4793456789"])
            ),
        ]
        try centre.service.write { try rows(edits, in: $0) }
    }

    /// Whatever rows, as the hub itself writes them, with what follows.
    static func rows(_ edits: [Edit], in hub: Hub) throws {
        let (seq, now) = (try hub.head() + 1, try hub.hubTime())
        let run = hub.newRun(hub.newWorld(seq: seq, now: now))
        try run.run(edits, by: .hub(at: now))
        try hub.recordOwn(run, seq: seq, now: now)
    }
}
