import Coordination
import SyncCore
import SyncEngine

/// A field day at full size, the same for the same seed: leaders write all day without coverage, come back within
/// three days over a network that loses, and the hub is held to what they wrote.
package struct FieldDay {
    /// How a day came out.
    package struct Report: Sendable {
        package var devices = 0
        package var operations: Int64 = 0
        package var syncs = 0
        package var failedSyncs = 0
        package var signups = 0
        package var waitlisted = 0
        package var claims = 0
        package var superseded = 0
        package var reports = 0
        package var bags: Int64 = 0
        package var gramsInTime: Int64 = 0
        package var grams: Int64 = 0
        /// The sum over the first centre's rows, the same for the same seed.
        package var digest = ""
    }

    private let time = SimTime()
    private let hub: FieldDayHub
    private var centres: [FieldDayCentre] = []
    private var lot: Lot
    private let seed: UInt64
    private let size: FieldDayPlan.Size
    private var book = FieldDayBook()
    private var report = Report()

    /// How often, in syncs, all that has to hold at every moment is looked at.
    private static let checkEvery = 25

    private init(scale: Int, part: Int, seed: UInt64) throws {
        self.seed = seed
        size = FieldDayPlan.Size(part: part)
        lot = Lot(seed: seed)
        hub = try FieldDayHub(time: time, seed: seed)
        let random = SimRandom("rows", seed: seed)
        let time = time
        let maker = Environment(now: { time.now }, random: { random.bytes($0) })
        for number in 0..<scale {
            let id = number == 0 ? hub.hub.identity.centre : maker.newID()
            if number > 0 {
                _ = try hub.write {
                    try $0.addCentre(
                        id,
                        name: "Frivilligsentralen \(number + 1)",
                        municipality: nil
                    )
                }
            }
            let centre = FieldDayCentre(id, FieldDayPlan(size, &lot))
            let office = try FieldDayOffice(id, at: hub, time: time, incarnation: maker.newID())
            try centre.prepare(by: office, number: number) { maker.newID() }
            try centre.join(hub, time: time, seed: seed)
            centres.append(centre)
        }
    }

    /// Runs a day of so many centres; throws `FieldDayFault` where something does not hold.
    ///
    /// - `part`: each centre has only one in so many of the actions.
    package static func run(scale: Int, part: Int = 1, seed: UInt64) throws -> Report {
        var day = try FieldDay(scale: scale, part: part, seed: seed)
        try day.goOut()
        try day.comeBack()
        try day.rest()
        return day.report
    }

    /// All that each leader does until she has coverage again; each knows what the hub knew in the morning.
    private mutating func goOut() throws {
        for centre in centres {
            for device in centre.devices {
                _ = try device.sync(with: hub)
                report.devices += 1
            }
        }
        time.move(to: 3_600_000)
        try each { try $0.prepare(&$1) }
        time.move(to: FieldDayCentre.opens + 8 * 3_600_000)
        try each { try $0.report(&$1) }
    }

    private mutating func each(_ body: (FieldDayWork, inout FieldDayBook) throws -> Void) throws {
        for centre in centres {
            for (device, leader) in zip(centre.devices, centre.plan.leaders) {
                let work = FieldDayWork(centre: centre, device: device, leader: leader, time: time)
                try body(work, &book)
            }
        }
    }

    /// Device after device has coverage again; what fails is tried an hour later.
    private mutating func comeBack() throws {
        let end = FieldDayCentre.opens + 8 * 3_600_000
        var waiting = centres.flatMap { centre in
            zip(centre.devices, centre.plan.leaders).map { (device: $0, at: end + $1.offline) }
        }
        waiting = lot.shuffled(waiting)
        var isCounted = false
        while let next = waiting.indices.min(by: { waiting[$0].at < waiting[$1].at }) {
            let (device, at) = waiting.remove(at: next)
            if !isCounted, at > end + FieldDayPlan.deadline {
                report.gramsInTime = try checks.grams()
                isCounted = true
            }
            time.move(to: at)
            report.syncs += 1
            let isDone = try device.sync(with: hub, faults: faults())
            if !isDone {
                report.failedSyncs += 1
                waiting.append((device, at + 3_600_000))
            }
            if report.syncs % Self.checkEvery == 0 { try checks.always() }
        }
        // A day on which nobody is late.
        if !isCounted { report.gramsInTime = try checks.grams() }
    }

    private mutating func faults() -> [FieldDayLink.Fault] {
        (0..<4).map { _ in
            switch lot.below(10) {
            case 0: .lose
            case 1: .loseAnswer
            case 2: .double
            default: .none
            }
        }
    }

    private var checks: FieldDayChecks { FieldDayChecks(reader: hub.reader, book: book) }

    /// Everybody syncs once more, without loss; then all stores are equal.
    private mutating func rest() throws {
        for centre in centres {
            for device in centre.devices {
                guard try device.sync(with: hub), try device.replica.waitingCount() == 0 else {
                    throw FieldDayFault("work waits on a device that has coverage")
                }
            }
        }
        // The last ones wrote what the first have not heard of: the answers of rules count as well.
        for centre in centres {
            for device in centre.devices {
                _ = try device.sync(with: hub)
                for (scope, sum) in try device.replica.sums()
                where try hub.reader.sum(of: scope) != sum {
                    throw FieldDayFault("\(device.name) differs from the hub in \(scope)")
                }
            }
        }
        try checks.atRest()
        try count()
    }

    private mutating func count() throws {
        report.operations = try hub.reader.head()
        report.signups = book.signups.count
        report.claims = book.claims.count
        report.reports = book.reports.count
        report.grams = try checks.grams()
        report.bags = book.deposits.values.reduce(0) { $0 + $1.full + $1.half }
        report.waitlisted = try hub.reader.rows(.signup)
            .count { SignupView($0).placement == .waitlisted }
        report.superseded = try hub.reader.rows(.claim)
            .count { ClaimView($0).state == .superseded }
        let centre = centres.first?.id ?? hub.hub.identity.centre
        report.digest = try hub.reader.sum(of: "centre/\(centre)/coordination")
        let wanted = Int64(centres.count) * size.gramsInTime
        guard report.gramsInTime == wanted else {
            throw FieldDayFault("\(report.gramsInTime) g in time of \(wanted)")
        }
    }
}
