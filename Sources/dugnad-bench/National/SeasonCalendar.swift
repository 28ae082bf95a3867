import Coordination
import Geometry
import SyncCore

/// A thousand places beside a ban, asked on each of 731 days, of which one is 29 February.
///
/// Half of them lie 49 m and half 51 m from a reserve whose buffer is 50 m; the windows are random and wrap the year as
/// they like. Whether the answers are right is what the test of the same name asks; here only how long they take.
struct SeasonCalendar {
    static let places = 1000
    static let days = 731

    let printer: Printer

    func print() throws {
        guard let first = LocalDate(year: 2027, month: 1, day: 1) else { return }
        let calendar = (0..<Self.days).map { first.adding(days: $0) }
        var closed = 0
        let spent = try Spent {
            for number in 0..<Self.places { closed += try closedDays(number, calendar) }
        }
        guard closed > 0 else { throw Scratch.Failure(what: "no day was closed") }
        printer.line("1,000 places on 731 days", spent.seconds, "s")
        printer.line("1,000 places on 731 days, processor", spent.processor, "s")
    }

    private func closedDays(_ number: Int, _ calendar: [LocalDate]) throws -> Int {
        let isNear = number % 2 == 0
        let ban = AccessBan(RestrictionView(row(number, isNear ? 49 : 51)))
        let shape = try Geometry.fromGeoJSON(line)
        guard try ban.reaches([shape]) == isNear else {
            throw Scratch.Failure(what: "49 and 51 m are not told apart")
        }
        return calendar.count { ban.firstClosedDay(in: $0...$0, leave: nil) != nil }
    }

    private func row(_ number: Int, _ metres: Double) -> RowState {
        var row = RowState(entity: .accessRestriction, id: RowID(high: 0, low: UInt64(number)))
        // Two windows; every third begins in autumn and ends in spring.
        let (one, other) = (number % 12 + 1, (number * 7 + 3) % 12 + 1)
        row.fields = [
            "geometry": reserve(metres), "bufferM": 50, "kind": "traffic",
            "windows": [.string(window(one, other)), .string(window(other, one))],
        ]
        return row
    }

    private func window(_ from: Int, _ to: Int) -> String {
        func text(_ month: Int, _ day: String) -> String {
            "\(month < 10 ? "0" : "")\(month)-\(day)"
        }
        return "\(text(from, "05"))/\(text(to, "20"))"
    }

    private static let latitude = 60.4
    /// Metres of one degree of latitude there, WGS 84.
    private static let metresPerDegree = 111_419.0

    private var line: JSONValue {
        let north = JSONValue.double(Self.latitude)
        return [
            "type": "LineString", "coordinates": [[.double(5.3), north], [.double(5.32), north]],
        ]
    }

    private func reserve(_ metres: Double) -> JSONValue {
        let top = JSONValue.double(Self.latitude - metres / Self.metresPerDegree)
        let bottom = JSONValue.double(Self.latitude - (metres + 300) / Self.metresPerDegree)
        let (west, east) = (JSONValue.double(5.29), JSONValue.double(5.33))
        return [
            "type": "Polygon",
            "coordinates": [
                [[west, bottom], [east, bottom], [east, top], [west, top], [west, bottom]]
            ],
        ]
    }
}
