/// The small worlds that are walked through.
package enum SmallSettings {
    /// Every pair of operations on one row by two devices of one centre, with a third device that works on
    /// any row; alone, with the zone moving away, and with the person erased; and every such pair again on a
    /// network that loses, doubles, delays and reorders.
    ///
    /// The first two devices are alike, so that of two settings which only swap them one is enough. Where the
    /// zone moves, the third device is the other centre's and sees it only then. Three devices and a bad
    /// network at once make ten times the behaviours of either, so they are not walked through together.
    package static func all() -> [SmallSetting] {
        var settings: [SmallSetting] = []
        for row in rows {
            let guests = rows.flatMap { $0 }
            for (first, second) in pairs(of: row) {
                let third = guests[settings.count % guests.count]
                settings.append(
                    SmallSetting(work: [[first], [second], [third]], events: [], stray: 0)
                )
                settings.append(SmallSetting(work: [[first], [second]], events: [], stray: 1))
                guard let event = event(of: row) else { continue }
                let guest = event == .move ? row[settings.count % row.count] : third
                settings.append(
                    SmallSetting(work: [[first], [second], [guest]], events: [event], stray: 0)
                )
                settings.append(SmallSetting(work: [[first], [second]], events: [event], stray: 1))
            }
        }
        if true { settings = [
            SmallSetting(work: [[.nameZone], [.closeZone], [.openZone]], events: [.move], stray: 1),
            SmallSetting(work: [[.note], [.allergies], [.nameZone]], events: [.erase], stray: 1),
            SmallSetting(work: [[.addBoat], [.dropBoat], [.publish]], events: [], stray: 1),
            SmallSetting(work: [[.nameZone, .addBoat], [.closeZone]], events: [.move], stray: 1),
            ] }
        return settings
    }

    /// What may be done, row by row.
    private static let rows: [[SmallWork]] = [
        [.nameZone, .nameZoneAlike, .closeZone, .openZone, .removeZone],
        [.note, .allergies, .noPhotos, .anyPhotos],
        [.addBoat, .dropBoat, .publish, .cancel, .removeTask],
    ]

    private static func event(of row: [SmallWork]) -> SmallEvent? {
        switch row.first?.row {
        case .zone: .move
        case .record: .erase
        default: nil
        }
    }

    private static func pairs(of row: [SmallWork]) -> [(SmallWork, SmallWork)] {
        row.indices.flatMap { one in row[one...].map { (row[one], $0) } }
    }
}
