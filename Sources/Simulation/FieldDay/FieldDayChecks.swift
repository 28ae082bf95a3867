import Coordination
import Geometry
import SyncCore
import SyncEngine

/// What has to hold at the hub while a field day goes on, and when it has come to rest.
struct FieldDayChecks {
    let reader: HubReader
    let book: FieldDayBook

    /// At every moment: seats, stretches and bags.
    func always() throws {
        try seats()
        try stretches()
        let balance = WasteBalance(try reader.rows(.wasteDeposit))
        guard balance.isBalanced else { throw FieldDayFault("bags do not add up") }
    }

    private func seats() throws {
        var confirmed: [RowID: Int] = [:]
        for row in try reader.rows(.signup) {
            let signup = SignupView(row)
            guard let shift = signup.shift, signup.placement == .confirmed else { continue }
            confirmed[shift, default: 0] += 1
        }
        for row in try reader.rows(.shift) {
            let shift = ShiftView(row)
            guard confirmed[row.id, default: 0] <= shift.slots else {
                throw FieldDayFault("a shift of \(shift.slots) seats has \(confirmed[row.id] ?? 0)")
            }
        }
    }

    private func stretches() throws {
        var active: Set<RowID> = []
        for row in try reader.rows(.claim) {
            let claim = ClaimView(row)
            guard claim.state == .active, let segment = claim.segment else { continue }
            guard active.insert(segment).inserted else {
                throw FieldDayFault("a stretch has two claims that are active")
            }
        }
    }

    /// Kilos the hub knows of, each report counted once.
    func grams(of centre: RowID? = nil) throws -> Int64 {
        guard let first = LocalDate("2026-01-01"), let last = LocalDate("2026-12-31") else {
            return 0
        }
        return try SeasonReport(reader, centre: centre, days: first...last).total.weight.grams
    }

    /// When every device has synced: nothing is lost, nothing counted twice, and whoever lost was told.
    func atRest() throws {
        try always()
        try nothingIsLost()
        let wanted = book.reports.values.reduce(0) { $0 + $1.grams }
        let found = try grams()
        guard found == wanted else { throw FieldDayFault("\(found) g counted of \(wanted)") }
        let balance = WasteBalance(try reader.rows(.wasteDeposit))
        let full = book.deposits.values.reduce(0) { $0 + $1.full }
        let half = book.deposits.values.reduce(0) { $0 + $1.half }
        guard balance.registered.full == full, balance.registered.half == half else {
            throw FieldDayFault("\(balance.registered.full) full bags of \(full)")
        }
        try losersAreTold()
    }

    private func nothingIsLost() throws {
        for (entity, ids) in [
            (EntityName.cleanupReport, Set(book.reports.keys).union(book.corrected)),
            (.wasteDeposit, Set(book.deposits.keys)), (.claim, Set(book.claims.keys)),
            (.signup, Set(book.signups.keys)),
        ] {
            let there = Set(try reader.rows(entity).map(\.id))
            guard there == ids else {
                throw FieldDayFault("\(there.count) rows of \(entity), \(ids.count) were made")
            }
        }
        for row in try reader.rows(.cleanupReport) {
            guard (row["replacedBy"] != nil) == book.corrected.contains(row.id) else {
                throw FieldDayFault("a corrected report still counts, or another does not")
            }
        }
    }

    private func losersAreTold() throws {
        let told = Set(try reader.rows(.notice).compactMap { $0["subjectId"]?.text })
        let lost =
            try reader.rows(.claim).filter { ClaimView($0).state == .superseded }
            + reader.rows(.signup).filter { SignupView($0).placement == .waitlisted }
        guard !lost.isEmpty else { throw FieldDayFault("nobody lost: the day was too easy") }
        for row in lost where !told.contains(row.id.description) {
            throw FieldDayFault("whoever made a \(row.entity) that lost was not told")
        }
    }
}
