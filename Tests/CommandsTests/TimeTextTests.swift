import Testing

@testable import Commands

struct TimeTextTests {
    @Test(arguments: [
        ("2026-05-01T12:00Z", Int64(1_777_636_800_000)),
        ("2026-05-01T14:00", 1_777_636_800_000),
        ("2026-05-01T14:00:00+02:00", 1_777_636_800_000),
        ("2026-05-01 10:30:00.5-0130", 1_777_636_800_500),
        ("2026-01-01T01:00", 1_767_225_600_000),
        ("1777636800000", 1_777_636_800_000), ("-1", -1),
    ])
    func `times are read with and without zone`(text: String, expected: Int64) {
        #expect(TimeText.milliseconds(text) == expected)
    }

    @Test(arguments: [
        "", "soon", "2026-05-01", "2026-05-01T", "2026-05-01T24:00", "2026-05-01T12:60",
        "2026-02-29T12:00", "2026-05-01T1:00", "2026-05-01T12:00+1", "2026-05-01T12:00:00.",
        "2026-05-01T12:00ZZ", "99999999999999999999",
    ])
    func `anything else is no time`(text: String) {
        #expect(TimeText.milliseconds(text) == nil)
    }

    @Test func `the hour that comes twice in October means its first`() {
        #expect(
            TimeText.milliseconds("2026-10-25T02:30") == TimeText.milliseconds("2026-10-25T00:30Z")
        )
        #expect(
            TimeText.milliseconds("2026-10-25T03:30") == TimeText.milliseconds("2026-10-25T02:30Z")
        )
    }

    @Test func `instants are shown in Norwegian time`() {
        #expect(TimeText.oslo(1_777_636_800_000) == "2026-05-01 14:00")
        #expect(TimeText.oslo(1_767_225_600_000) == "2026-01-01 01:00")
    }

    @Test(arguments: [
        ("42", Int64(42_000)), ("42.5", 42_500), ("0,125", 125), ("1000000", 1_000_000_000),
    ])
    func `kilograms come out as whole grams`(text: String, grams: Int64) throws {
        #expect(try Weight.grams(text) == grams)
    }

    @Test(arguments: ["", "-1", "1.2345", "1.", ".5", "1e3", "1000001", "1.2.3"])
    func `anything else is no weight`(text: String) {
        #expect(throws: UsageError.self) { try Weight.grams(text) }
    }
}
