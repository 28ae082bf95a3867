import Simulation
import SyncCore

/// A fortnight with everything in it that happens to devices, grants and stores rather than to rows.
///
/// In the form that `dugnad-simulate --replay` reads.
enum OddFortnight {
    static func scenario() throws -> Scenario { try Scenario(Array(json.utf8)) }

    private static let json = """
        {"simulation": 1, "seed": "1",
        "devices": [
            {"name": "anne", "role": "coordinator", "centre": "centre"},
            {"name": "bo", "role": "coordinator", "centre": "centre"},
            {"name": "leif-phone", "role": "actionOwner", "centre": "centre", "person": "leif"},
            {"name": "kari-phone", "role": "volunteer", "centre": "centre", "person": "kari"},
            {"name": "vera", "role": "manager", "centre": "centre"},
            {"name": "gro", "role": "officer", "centre": "centre"}
        ],
        "setup": [
            {"do": "new", "entity": "cleanupZone", "row": "zone", "set": {"centreId": "@centre", "name": "Vika", "mode": "unassigned"}},
            {"do": "new", "entity": "task", "row": "party", "set": {"centreId": "@centre", "kind": "event", "title": "T", "state": "published"}},
            {"do": "new", "entity": "task", "row": "walk", "set": {"centreId": "@centre", "kind": "event", "title": "T", "state": "published", "startsAt": "T+43200s", "endsAt": "T+86400s", "ownerPersonId": "@leif"}},
            {"do": "new", "entity": "shift", "row": "shift", "set": {"taskId": "@walk", "startsAt": "T+43200s", "endsAt": "T+86400s", "slots": 3}},
            {"do": "new", "entity": "person", "row": "kari", "set": {"displayName": "plant-kari-name"}},
            {"do": "new", "entity": "centreMembership", "row": "kari-member", "set": {"personId": "@kari", "centreId": "@centre"}},
            {"do": "new", "entity": "personPrivate", "row": "kari-private", "set": {"personId": "@kari", "centreId": "@centre", "photoChoice": "ask"}},
            {"do": "new", "entity": "person", "row": "twin", "set": {"displayName": "plant-twin-name"}},
            {"do": "new", "entity": "centreMembership", "row": "twin-member", "set": {"personId": "@twin", "centreId": "@centre"}},
            {"do": "new", "entity": "personPrivate", "row": "twin-private", "set": {"personId": "@twin", "centreId": "@centre", "photoChoice": "ask"}},
            {"do": "new", "entity": "person", "row": "ola", "set": {"displayName": "plant-ola-name"}},
            {"do": "new", "entity": "centreMembership", "row": "ola-member", "set": {"personId": "@ola", "centreId": "@centre"}},
            {"do": "new", "entity": "personPrivate", "row": "ola-private", "set": {"personId": "@ola", "centreId": "@centre", "photoChoice": "ask"}},
            {"do": "new", "entity": "person", "row": "leif", "set": {"displayName": "plant-leif-name"}},
            {"do": "new", "entity": "centreMembership", "row": "leif-member", "set": {"personId": "@leif", "centreId": "@centre"}},
            {"do": "new", "entity": "personPrivate", "row": "leif-private", "set": {"personId": "@leif", "centreId": "@centre", "photoChoice": "ask"}}
        ],
        "steps": [
            {"device": "anne", "edits": [{"do": "edit", "entity": "personPrivate", "row": "ola-private", "set": {"allergies": "plant-ola-nuts"}}], "at": 60000},
            {"device": "bo", "edits": [{"do": "edit", "entity": "personPrivate", "row": "ola-private", "set": {"allergies": "plant-ola-fish"}}], "at": 120000},
            {"sync": "anne", "rowsPerPage": 2000, "network": [], "at": 180000},
            {"sync": "bo", "rowsPerPage": 2000, "network": [], "at": 240000},
            {"decidePlace": 0, "choice": 1, "device": null, "at": 300000},
            {"reopenPlace": 0, "device": null, "at": 310000},
            {"decidePlace": 0, "choice": 1, "device": null, "at": 320000},
            {"sync": "anne", "rowsPerPage": 2000, "network": ["device-dies-inside:3"], "at": 360000},
            {"sync": "anne", "rowsPerPage": 2000, "network": [], "at": 420000},
            {"device": "anne", "edits": [{"do": "edit", "entity": "cleanupZone", "row": "zone", "set": {"name": "undecidable"}}], "at": 480000},
            {"sync": "anne", "rowsPerPage": 2000, "network": [], "at": 540000},
            {"device": "anne", "edits": [{"do": "edit", "entity": "cleanupZone", "row": "zone", "set": {"description": "D"}}], "at": 600000},
            {"device": "anne", "edits": [{"do": "edit", "entity": "cleanupZone", "row": "zone", "set": {"name": "unstorable"}}], "at": 620000},
            {"device": "anne", "edits": [{"do": "edit", "entity": "task", "row": "party", "set": {"title": "T2"}}], "at": 640000},
            {"device": "bo", "edits": [{"do": "edit", "entity": "task", "row": "party", "set": {"title": "U"}}], "at": 660000},
            {"group": ["anne", "bo"], "fault": "ok", "at": 720000},
            {"sync": "anne", "rowsPerPage": 2000, "network": [], "at": 780000},
            {"sync": "bo", "rowsPerPage": 2000, "network": [], "at": 840000},
            {"device": "bo", "edits": [{"do": "edit", "entity": "cleanupZone", "row": "zone", "set": {"name": "Vest"}}], "at": 900000},
            {"copyDevice": "bo", "at": 960000},
            {"sync": "bo", "rowsPerPage": 2000, "network": [], "at": 1020000},
            {"returnDevice": "bo", "at": 1080000},
            {"sync": "bo", "rowsPerPage": 2000, "network": [], "at": 1140000},
            {"sync": "kari-phone", "rowsPerPage": 2000, "network": [], "at": 1200000},
            {"office": {"edits": [{"do": "edit", "entity": "task", "row": "party", "set": {"state": "cancelled", "stateReason": "so"}}]}, "at": 1260000},
            {"compact": true, "at": 1320000},
            {"sync": "kari-phone", "rowsPerPage": 2000, "network": [], "at": 1380000},
            {"grant": "vera", "role": "public", "centre": "centre", "at": 1440000},
            {"sync": "vera", "rowsPerPage": 2000, "network": [], "at": 1500000},
            {"device": "anne", "edits": [{"do": "edit", "entity": "person", "row": "ola", "set": {"displayName": "plant-ola-other"}}], "at": 1560000},
            {"office": {"edits": [{"do": "remove", "entity": "centreMembership", "row": "ola-member"}]}, "at": 1620000},
            {"sync": "anne", "rowsPerPage": 2000, "network": [], "at": 1680000},
            {"office": {"edits": [{"do": "new", "entity": "personAlias", "row": "same", "set": {"centreId": "@centre", "personId": "@twin", "sameAsId": "@kari"}}]}, "at": 1740000},
            {"office": {"edits": [{"do": "new", "entity": "signup", "row": "signup", "set": {"shiftId": "@shift", "personId": "@ola", "wish": "wants"}}]}, "at": 1800000},
            {"sync": "leif-phone", "rowsPerPage": 2000, "network": [], "at": 1860000},
            {"erase": "twin", "at": 1920000},
            {"grant": "gro", "role": "officer", "centre": "centre", "until": 259200000, "at": 1980000},
            {"sync": "gro", "rowsPerPage": 2000, "network": [], "at": 2040000},
            {"timer": "gro", "at": 345600000},
            {"tick": true, "at": 1382400000},
            {"sync": "leif-phone", "rowsPerPage": 2000, "network": [], "at": 1382460000}
        ]}
        """
}
