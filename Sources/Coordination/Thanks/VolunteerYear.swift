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
    package private(set) var bags: Int64 = 0
    package private(set) var grams: Int64 = 0

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
            for row in try reader.rows(.cleanupReport) where row.reference("reportedById") == record
            {
                let report = CleanupReportView(row)
                guard report.counts, Self.isOf(year, report.cleaned) else { continue }
                reports += 1
                bags += report.bagsFull + report.bagsHalf
                grams += row.integer("estimatedWeightG") ?? 0
            }
        }
        actions = tasks.count
    }

    private static func isOf(_ year: Int, _ time: Int64?) -> Bool {
        time.map { OsloTime.date(at: $0).year == year } ?? false
    }
}
