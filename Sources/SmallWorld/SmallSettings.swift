/// The small worlds that are walked through.
package enum SmallSettings {
    /// Every pair of operations on one row by two devices of one centre, with a third device that works on
    /// another row or for the other centre, on a network that loses, doubles, delays and reorders, while the
    /// zone moves from one centre to the other or the person is erased.
    ///
    /// The first two devices are alike, so that of two settings which only swap them one is enough. Where the
    /// zone moves, the third device is the other centre's and sees it only then. A bad network while the
    /// person is erased makes ten times the states of anything else, so that three devices have it for one
    /// pair, and each other pair has it without the third.
    package static func all() -> [SmallSetting] {
        let pairs = rows.flatMap { row in Self.pairs(of: row) }
        return pairs.enumerated().flatMap { place, pair in settings(pair, place) }
    }

    private static func settings(
        _ pair: (first: SmallWork, second: SmallWork),
        _ place: Int
    ) -> [SmallSetting] {
        let both = [[pair.first], [pair.second]]
        guard pair.first.row == .record else {
            let third = rows[0][place % rows[0].count]
            return [SmallSetting(work: both + [[third]], events: [.move], stray: 1)]
        }
        let guests = rows.filter { !$0.contains(pair.first) }.flatMap { $0 }
        let third = guests[place % guests.count]
        guard pair != (.note, .allergies) else {
            return [SmallSetting(work: both + [[third]], events: [.erase], stray: 1)]
        }
        return [
            SmallSetting(work: both + [[third]], events: [.erase], stray: 0),
            SmallSetting(work: both, events: [.erase], stray: 1),
        ]
    }

    /// What may be done, row by row.
    private static let rows: [[SmallWork]] = [
        [.nameZone, .nameZoneAlike, .closeZone, .openZone, .removeZone],
        [.note, .allergies, .noPhotos, .anyPhotos],
        [.addBoat, .dropBoat, .publish, .cancel, .removeTask],
    ]

    private static func pairs(of row: [SmallWork]) -> [(SmallWork, SmallWork)] {
        row.indices.flatMap { one in row[one...].map { (row[one], $0) } }
    }
}
