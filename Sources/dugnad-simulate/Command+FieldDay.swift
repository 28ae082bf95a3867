import Simulation
import SyncCore

extension Command {
    /// Runs a field day and tells what came of it; 1 where something did not hold.
    func fieldDay(_ scale: Int) throws -> Int32 {
        let start = ContinuousClock.now
        let report: FieldDay.Report
        do { report = try FieldDay.run(scale: scale, seed: arguments.from) } catch {
            guard let fault = error as? FieldDayFault else { throw error }
            Text.say("seed \(arguments.from): \(fault)")
            return 1
        }
        let seconds = (ContinuousClock.now - start).components.seconds
        if arguments.isJSON {
            Text.say(String(decoding: Self.json(report).bytes(), as: UTF8.self))
        } else {
            Text.say(Self.text(report, seconds: seconds))
        }
        return 0
    }

    private static func json(_ report: FieldDay.Report) -> JSONValue {
        [
            "devices": .integer(Int64(report.devices)), "operations": .integer(report.operations),
            "syncs": .integer(Int64(report.syncs)),
            "failedSyncs": .integer(Int64(report.failedSyncs)),
            "signups": .integer(Int64(report.signups)),
            "waitlisted": .integer(Int64(report.waitlisted)),
            "claims": .integer(Int64(report.claims)),
            "superseded": .integer(Int64(report.superseded)),
            "reports": .integer(Int64(report.reports)), "bags": .integer(report.bags),
            "gramsInTime": .integer(report.gramsInTime), "grams": .integer(report.grams),
            "digest": .string(report.digest),
        ]
    }

    private static func text(_ report: FieldDay.Report, seconds: Int64) -> String {
        """
        \(report.devices) devices, \(report.operations) operations, \(report.syncs) syncs of which \
        \(report.failedSyncs) failed on the way, \(seconds) s
        \(report.signups) sign-ups, \(report.waitlisted) of them on waiting lists; \(report.claims) claims, \
        \(report.superseded) of them too late; everybody who lost was told
        \(report.reports) reports, \(report.bags) bags, \(report.grams / 1000) kg, of which \
        \(report.gramsInTime / 1000) kg in time; all stores are equal, digest \(report.digest)
        """
    }
}
