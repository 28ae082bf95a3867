import Simulation
import Testing

/// A field day, an eighth of the largest on record; the whole of it and ten times that by `make fieldday`.
struct FieldDayTests {
    @Test(arguments: [1, 2] as [UInt64])
    func `nothing of a field day is lost, counted twice or left untold`(seed: UInt64) throws {
        let report = try FieldDay.run(scale: 1, part: 8, seed: seed)
        #expect(report.reports == 21)
        #expect(report.signups == 297)
        #expect(report.grams == 2_875_000)
        #expect(report.gramsInTime == 2_525_000)
        #expect(report.waitlisted > 0 && report.superseded > 0 && report.failedSyncs > 0)
    }

    @Test func `the same seed is the same day`() throws {
        let digests = try (0..<2).map { _ in try FieldDay.run(scale: 2, part: 8, seed: 7).digest }
        #expect(Set(digests).count == 1)
    }
}
