import Geometry
import Testing

@Suite struct LocalDateTests {
    @Test(arguments: [
        "1970-01-01", "2024-02-29", "2026-12-31", "0001-01-01", "9999-12-31", "1900-03-01",
    ])
    func `a date survives text and day numbers`(text: String) throws {
        let date = try #require(LocalDate(text))
        #expect(date.description == text)
        #expect(LocalDate(daysSince1970: date.daysSince1970) == date)
    }

    @Test(arguments: [
        "2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-4-01",
        "2026-04-1", "+026-04-01", "2026/04/01", "", "2026-04-01 ", "0000-01-01", "٢٠٢٦-٠٤-٠١",
    ])
    func `what is not a date is refused`(text: String) {
        #expect(LocalDate(text) == nil)
    }

    @Test func `days are counted over leap years and known weekdays`() throws {
        let last = try #require(LocalDate("2024-02-28"))
        #expect(last.adding(days: 1).description == "2024-02-29")
        #expect(last.adding(days: 366).description == "2025-02-28")
        #expect(LocalDate("2000-01-01")?.daysSince1970 == 10_957)
        #expect(LocalDate("2026-05-17")?.weekday == 6)
        #expect(LocalDate("1969-12-29")?.weekday == 0)
    }
}

@Suite struct OsloTimeTests {
    /// Instants from `date -d … +%s` with the time-zone database.
    @Test(
        arguments: [
            (1_774_745_999_000, 1), (1_774_746_000_000, 2),  // 2026-03-29 01:00 UTC
            (1_792_889_999_000, 2), (1_792_890_000_000, 1),  // 2026-10-25 01:00 UTC
            (1_711_846_799_999, 1), (1_711_846_800_000, 2),  // 2024-03-31 01:00 UTC
            (1_767_225_600_000, 1), (1_782_864_000_000, 2),
        ] as [(Int64, Int64)]
    )
    func `summer time begins and ends at one o'clock UTC`(instant: Int64, hours: Int64) {
        #expect(OsloTime.offsetMilliseconds(at: instant) == hours * 3_600_000)
    }

    @Test func `the date in Norway changes before the date in Greenwich`() {
        // 2026-07-31 21:59:59.999 and 22:00 UTC.
        #expect(OsloTime.date(at: 1_785_535_199_999).description == "2026-07-31")
        #expect(OsloTime.date(at: 1_785_535_200_000).description == "2026-08-01")
        // 2025-12-31 22:59:59.999 and 23:00 UTC.
        #expect(OsloTime.date(at: 1_767_221_999_999).description == "2025-12-31")
        #expect(OsloTime.date(at: 1_767_222_000_000).description == "2026-01-01")
        #expect(OsloTime.date(at: -1).description == "1970-01-01")
    }

    @Test func `every day of three years begins at its start and not a millisecond sooner`() throws
    {
        let first = try #require(LocalDate("2024-01-01"))
        for days in 0..<1096 {
            let date = first.adding(days: days)
            let start = OsloTime.start(of: date)
            #expect(OsloTime.date(at: start) == date)
            #expect(OsloTime.date(at: start - 1) == date.adding(days: -1))
        }
    }

    @Test func `the ends of time do not overflow`() {
        #expect(OsloTime.date(at: .max) > OsloTime.date(at: .min))
    }
}

@Suite struct AccessWindowTests {
    static let nesting = AccessWindows("04-15/07-31")

    @Test(arguments: [
        ("2026-04-14", false), ("2026-04-15", true), ("2026-07-31", true), ("2026-08-01", false),
    ])
    func `the nesting season closes on its first day and opens after its last`(
        text: String,
        isClosed: Bool
    ) throws {
        let date = try #require(LocalDate(text))
        #expect(AccessWindowTests.nesting?.contains(date) == isClosed)
    }

    @Test func `the next allowed date is the day after the season`() throws {
        let nesting = try #require(AccessWindowTests.nesting)
        let may = try #require(LocalDate("2026-05-01"))
        #expect(nesting.nextAllowedDate(after: may)?.description == "2026-08-01")
        let april = try #require(LocalDate("2026-04-13"))
        #expect(nesting.nextAllowedDate(after: april)?.description == "2026-04-14")
        #expect(AccessWindows.allYear.nextAllowedDate(after: may) == nil)
        #expect(AccessWindows.allYear.contains(month: 2, day: 29))
    }

    @Test func `a window may run over New Year`() throws {
        let winter = try #require(AccessWindow("11-01/02-28"))
        #expect(winter.contains(month: 11, day: 1))
        #expect(winter.contains(month: 1, day: 1))
        #expect(winter.contains(month: 2, day: 28))
        #expect(!winter.contains(month: 10, day: 31))
        #expect(!winter.contains(month: 3, day: 1))
        let december = try #require(LocalDate("2025-12-24"))
        #expect(
            AccessWindows([winter]).nextAllowedDate(after: december)?.description == "2026-03-01"
        )
    }

    @Test func `the leap day is closed when the window reaches it`() throws {
        let toLeap = try #require(AccessWindow("11-01/02-29"))
        #expect(toLeap.contains(month: 2, day: 29))
        let toFebruary = try #require(AccessWindow("11-01/02-28"))
        #expect(!toFebruary.contains(month: 2, day: 29))
        let fromLeap = try #require(AccessWindows("02-29/05-31"))
        #expect(fromLeap.contains(try #require(LocalDate("2025-03-01"))))
        #expect(!fromLeap.contains(try #require(LocalDate("2025-02-28"))))
    }

    @Test func `a place open on the leap day alone is found years ahead`() throws {
        let windows = try #require(AccessWindows("03-01/02-28"))
        let date = try #require(LocalDate("1896-02-29"))
        #expect(windows.nextAllowedDate(after: date)?.description == "1904-02-29")
    }

    @Test func `two periods are two closures`() throws {
        let wetland = try #require(AccessWindows("04-01/05-31, 08-15/09-30"))
        #expect(wetland.windows.count == 2)
        #expect(wetland.contains(month: 9, day: 1))
        #expect(!wetland.contains(month: 7, day: 1))
        #expect(AccessWindows(wetland.description) == wetland)
    }

    @Test(arguments: [
        "", "04-15", "04-15/", "04-15/07-32", "4-15/07-31", "04-15/07-31,", "02-30/03-01",
        "2026-04-15/2026-07-31", Array(repeating: "04-15/07-31", count: 25).joined(separator: ","),
    ])
    func `what is not a window is refused`(text: String) {
        #expect(AccessWindows(text) == nil)
    }
}
