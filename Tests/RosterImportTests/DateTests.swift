@testable import RosterImport
import Testing

@Suite struct DateTests {
    private let reader: DateReader

    init() throws {
        reader = DateReader(today: try #require(CalendarDate(iso: "2025-06-01")))
    }

    private func iso(_ text: String) -> String? {
        guard case .day(let date) = reader.read(text).value else { return nil }
        return date.iso
    }

    @Test(arguments: [
        "03.05.1984", "3.5.1984", "03.05.84", "03/05/1984", "3-5-1984", "1984-05-03", "03051984",
        "030584", "3. mai 1984", "3 May 84", "30805", "30805.5", "1984-05-03T00:00:00Z",
        "1984-05-03 00:00", " 03.05.1984\u{A0}", "'03.05.1984", "19840503", "3051984",
    ])
    func `one day in every form`(text: String) {
        #expect(iso(text) == "1984-05-03")
    }

    @Test(arguments: [
        ("31.02.1980", "date.not_real"), ("29.02.2023", "date.not_real"),
        ("60", "date.not_understood"), ("00060", "date.not_real"), ("01.01.2030", "date.in_future"),
        ("01.01.1850", "date.too_old"), ("01.02.20", "date.ambiguous_century"),
        ("i fjor", "date.not_understood"), ("01018012345", "value.national_id"),
        ("13.13.1980", "date.not_real"),
    ])
    func `what is no date has a code`(text: String, code: String) {
        #expect(reader.read(text).error == code)
    }

    @Test func `the century is the one that gives a living age`() {
        #expect(iso("01.02.01") == "2001-02-01")
        #expect(iso("01.02.30") == "1930-02-01")
        #expect(iso("29.02.2024") == "2024-02-29")
    }

    @Test func `serial numbers step over the day that never was`() throws {
        #expect(iso("00059") == "1900-02-28")
        #expect(iso("00061") == "1900-03-01")
        #expect(iso("00001") == "1900-01-01")
        let mac = DateReader(today: reader.today, countsFrom1904: true)
        #expect(mac.read("29343").value == reader.read("30805").value)
    }

    @Test func `a year alone is a year`() {
        #expect(reader.read("1984").value == .year(1984, isEstimated: false))
        #expect(reader.readAge("41 år").value == .year(1984, isEstimated: true))
        #expect(reader.readAge("111").error == "age.out_of_range")
        #expect(reader.readAge("110").value != nil)
    }

    @Test func `American order only when the column proves it`() throws {
        #expect(DateReader.order(of: ["12/28/1969", "1/2/2000"]) == .monthFirst)
        #expect(DateReader.order(of: ["12/28/1969", "28/12/1969"]) == .dayFirst)
        #expect(DateReader.order(of: ["1/2/2000"]) == .dayFirst)
        let american = DateReader(today: reader.today, order: .monthFirst)
        #expect(american.read("1/2/2000").value == .day(try #require(.init(iso: "2000-01-02"))))
        #expect(american.read("1.2.2000").value == .day(try #require(.init(iso: "2000-02-01"))))
    }
}
