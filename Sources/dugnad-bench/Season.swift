import SampleData
import SyncCore

/// The workload W: 50 centres, each with its volunteers, tasks, zones and reports, and what 200 devices change in them.
///
/// Made from a seed, the same on every machine. `scale` multiplies both the rows and the changes.
struct Season {
    static let centres = 50
    static let devicesPerCentre = 4
    static let changesPerPush = 500
    /// So many of a device's changes in one push meet another device's on the same field.
    static let conflictsPerPair = 100

    let scale: Int
    let centres: [RowID]
    /// Rows that stand before anything is measured, by centre.
    let setUp: [[[Edit]]]
    /// What each device does, in the order it does it.
    let devices: [[Deed]]

    /// Operations that stand for 500 field-level changes each.
    struct Deed {
        let edits: [Edit]
        /// How long ago the device did it, in milliseconds; decides between two on one field.
        let ago: Int64
    }

    init(scale: Int, seed: UInt64 = 1) {
        self.scale = scale
        var ids = Ids(seed: seed)
        var (centres, setUp, devices): ([RowID], [[[Edit]]], [[Deed]]) = ([], [], [])
        for _ in 0..<Self.centres {
            let centre = CentreSeason(scale: scale, ids: &ids)
            centres.append(centre.id)
            setUp.append(centre.setUp)
            for slot in 0..<Self.devicesPerCentre {
                devices.append(centre.deeds(of: slot, ids: &ids))
            }
        }
        self.centres = centres
        self.setUp = setUp
        self.devices = devices
    }

    /// How many field-level changes there are in all.
    var changes: Int { devices.joined().reduce(0) { $0 + $1.changes } }

    var operations: Int { devices.reduce(0) { $0 + $1.count } }
}

extension Season.Deed {
    var changes: Int { edits.reduce(0) { $0 + $1.set.count } }
}

/// Row ids from a seed.
struct Ids {
    private var random: SeededRandom
    private var made: Int64 = 0

    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    mutating func next() -> RowID {
        made += 1
        return RowID.version7(
            milliseconds: 1_767_225_600_000 + made,
            random: (random.next(), random.next())
        )
    }
}
