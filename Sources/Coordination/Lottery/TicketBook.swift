package import Geometry
package import SyncCore
package import SyncEngine

/// Whose the tickets of a draw are: for the office, and for nobody else.
///
/// A bag that was delivered is a ticket, two half bags are one; only of those who said yes to the lottery, and of a
/// minor only where a guardian did. From the day of the draw on it is the list of that day.
package struct TicketBook: Sendable {
    /// Who has a ticket.
    package struct Holder: Sendable, Hashable {
        package let person: RowID
        package let deposit: RowID
        /// The guardian by name, of a minor.
        package let guardian: String?
    }

    package let list: TicketList
    package let holders: [String: Holder]

    package init(_ draw: LotteryView, _ reader: HubReader, at now: Int64) throws {
        try self.init(draw, in: ReaderWorld(reader, at: now))
    }

    package init(_ draw: LotteryView, in open: any World) throws {
        let world: any World = draw.seal(at: open.now).map { SealedWorld(open, $0) } ?? open
        var deposits: [DepositView] = []
        if let centre = draw.centre {
            deposits = try world.views(where: "centreId", is: centre)
        }
        var holders: [String: Holder] = [:]
        var known: [RowID: OptIn] = [:]
        for deposit in deposits {
            guard deposit.counts, deposit.pickup == "collected", draw.holds(deposit),
                let person = deposit.row.reference("reportedById")
            else { continue }
            let word = try known[person] ?? OptIn(person, to: "lottery", in: world)
            known[person] = word
            guard word.isGiven else { continue }
            let holder = Holder(person: person, deposit: deposit.id, guardian: word.guardian)
            for bag in 0..<(deposit.bagsFull + deposit.bagsHalf / 2) {
                holders[Lottery.number(ofBag: bag, in: deposit.id, draw: draw.id)] = holder
            }
        }
        self.holders = holders
        list = TicketList(
            draw: draw.id,
            season: draw.season,
            promise: draw.promise,
            prizes: draw.prizes,
            numbers: holders.keys
        )
    }
}

/// A lottery, promised or drawn.
package struct LotteryView: RowView {
    package static let entity = EntityName.lotteryDraw
    package let row: RowState
    package init(_ row: RowState) { self.row = row }

    package var centre: RowID? { row.reference("centreId") }
    package var season: Int64 { row.integer("season") ?? 0 }
    package var promise: String { row.text("seedHash") ?? "" }
    package var prizes: Int { Int(row.integer("prizes") ?? 0) }
    package var isDrawn: Bool { row["seed"] != nil }
    /// The day that closes the list, Norwegian time.
    package var day: LocalDate? { row.date("drawOn") }

    /// What closes its list; nil while it is open.
    func seal(at now: Int64) -> LotterySeal? {
        guard let start = day.map({ OsloTime.start(of: $0) }), start <= now else { return nil }
        return LotterySeal(seq: row.stamps["sealedAt"]?.seq ?? .max, at: start)
    }

    /// Whether bags were left in its calendar year, Norwegian time, and before they were written down.
    ///
    /// A clock may be a day ahead; beyond that nobody has left them yet.
    func holds(_ deposit: DepositView) -> Bool {
        guard let at = deposit.row.integer("depositedAt") else { return false }
        let written = deposit.row.stamps["depositedAt"]?.at ?? at
        guard Int64(OsloTime.date(at: at).year) == season else { return false }
        return at.subtractingReportingOverflow(written).0 <= Self.clockError
    }

    /// Milliseconds a clock may be ahead.
    private static let clockError: Int64 = 86_400_000
}
