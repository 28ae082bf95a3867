import Geometry
package import SyncCore
package import SyncEngine

/// What somebody did in a year, for her own thanks; it is compared with nobody's.
package struct VolunteerYear: Sendable {
    package let name: String
    package let centre: String
    package let year: Int
    package private(set) var actions = 0
    package private(set) var reports = 0
    package private(set) var bagsFull: Int64 = 0
    package private(set) var bagsHalf: Int64 = 0
    package private(set) var weight = CleanupWeight()

    /// Nil where she has not said yes to being thanked in writing, or her guardian has not.
    package init?(_ person: RowID, year: Int, _ reader: HubReader, at now: Int64) throws {
        let world = try ReaderWorld(reader, at: now)
        guard try OptIn(person, to: "thanks", in: world).isGiven else { return nil }
        self.year = year
        name = try reader.row(person)?.text("displayName") ?? ""
        centre = try reader.row(reader.identity.centre)?.text("name") ?? ""
        let records = try [person] + SamePersons.of(person, in: world)
        var tasks: Set<RowID> = []
        for record in records {
            for row in try reader.rows(.signup, where: "personId", is: record.json) {
                let signup = SignupView(row)
                guard signup.wants, signup.placement == .confirmed,
                    let shift: ShiftView = try world.view(signup.shift),
                    let task: TaskView = try world.view(shift.task),
                    Self.isOf(year, shift.starts ?? task.starts),
                    ["reported", "validated", "closed"].contains(task.state)
                else { continue }
                tasks.insert(task.id)
            }
            let written: [CleanupReportView] = try world.views(where: "reportedById", is: record)
            for report in written where report.counts && Self.isOf(year, report.cleaned) {
                let left: [DepositView] = try world.views(where: "reportId", is: report.id)
                reports += 1
                bagsFull += report.bagsFull
                bagsHalf += report.bagsHalf
                weight = weight + CleanupWeight(report, deposits: left.filter(\.counts))
            }
        }
        actions = tasks.count
    }

    private static func isOf(_ year: Int, _ time: Int64?) -> Bool {
        time.map { OsloTime.date(at: $0).year == year } ?? false
    }
}
