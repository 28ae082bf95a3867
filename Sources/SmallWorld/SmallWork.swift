import SyncCore

/// The rows of the small world, by name.
enum SmallRow: String, CaseIterable {
    case centre, north, zone, task, person, membership, record

    func id(_ centre: RowID) -> RowID {
        guard self != .centre else { return centre }
        let place = Self.allCases.firstIndex(of: self) ?? 0
        return RowID.version7(milliseconds: SmallTime.start, random: (UInt64(place), 7))
    }
}

/// The time of the small world: it passes by what happens, so that equal states have equal clocks.
enum SmallTime {
    /// Noon, 1 June 2026, in Oslo.
    static let start: Int64 = 1_780_308_000_000
    static let step: Int64 = 60_000
}

/// What one device may do; each a single operation on a row that it sees.
package enum SmallWork: String, CaseIterable, Sendable {
    case nameZone, nameZoneAlike, closeZone, openZone, removeZone
    case note, allergies, noPhotos, anyPhotos
    case addBoat, dropBoat, publish, cancel, removeTask

    var row: SmallRow {
        switch self {
        case .nameZone, .nameZoneAlike, .closeZone, .openZone, .removeZone: .zone
        case .note, .allergies, .noPhotos, .anyPhotos: .record
        case .addBoat, .dropBoat, .publish, .cancel, .removeTask: .task
        }
    }

    /// The unit that it changes, as the catalogue calls it.
    var unit: String {
        switch self {
        case .nameZone, .nameZoneAlike: "name"
        case .closeZone, .openZone: "mode"
        case .removeZone, .removeTask: RowState.removedUnit
        case .note: "note"
        case .allergies: "allergies"
        case .noPhotos, .anyPhotos: "photoChoice"
        case .addBoat, .dropBoat: "requires"
        case .publish, .cancel: "state"
        }
    }

    /// The edit; `author` makes values of different devices differ.
    func edit(author: Int, centre: RowID) -> Edit {
        var edit = Edit(entity, row.id(centre))
        switch self {
        case .nameZone: edit.set = ["name": .string("Vika \(author)")]
        case .nameZoneAlike: edit.set = ["name": "Vika"]
        case .closeZone: edit.set = Self.mode("no_cleanup", "hekketid \(author)")
        case .openZone: edit.set = Self.mode("self_organised", "åpnet \(author)")
        case .note: edit.set = ["note": .string(SmallWork.secret(author))]
        case .allergies: edit.set = ["allergies": .string(SmallWork.secret(author))]
        case .noPhotos: edit.set = ["photoChoice": "no"]
        case .anyPhotos: edit.set = ["photoChoice": "yes"]
        case .addBoat: edit.add = ["requires": ["boat"]]
        case .dropBoat: edit.remove = ["requires": ["boat"]]
        case .publish: edit.set = ["state": "published"]
        case .cancel: edit.set = ["state": "cancelled"]
        case .removeZone, .removeTask: edit.mark = .removed
        }
        return edit
    }

    /// What must not be found anywhere once the person is erased.
    static func secret(_ author: Int) -> String { "hemmelig-\(author)" }
    static let secretMark = "hemmelig-"

    private static func mode(_ mode: JSONValue, _ reason: String) -> JSONObject {
        [
            "mode": mode, "modeReason": .string(reason), "modeFrom": nil, "modeTo": nil,
            "operatorId": nil,
        ]
    }

    private var entity: EntityName {
        switch row {
        case .zone: "cleanupZone"
        case .task: "task"
        default: "personPrivate"
        }
    }
}

/// What the hub itself does once, at any moment.
package enum SmallEvent: String, CaseIterable, Sendable {
    /// The zone goes to the other centre.
    case move
    /// The person is erased.
    case erase
}

/// One small world: who does what, what else happens, and how bad the network is.
package struct SmallSetting: Sendable, CustomStringConvertible {
    /// What each device does, in this order.
    package let work: [[SmallWork]]
    package let events: [SmallEvent]
    /// How many pushes may be caught on their way and arrive (again) at any later time, or never.
    package let stray: Int

    package init(work: [[SmallWork]], events: [SmallEvent], stray: Int) {
        self.work = work
        self.events = events
        self.stray = stray
    }

    /// Whether a device is the other centre's, as the third is where the zone moves there.
    func isFromNorth(_ device: Int) -> Bool { device == 2 && events.contains(.move) }

    package var description: String {
        let work = work.map { $0.map(\.rawValue).joined(separator: "+") }.joined(separator: " | ")
        return "\(work) · \(events.map(\.rawValue).joined(separator: "+")) · stray \(stray)"
    }
}
