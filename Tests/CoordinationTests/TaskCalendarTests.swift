import Coordination
import SyncCore
import SyncEngine
import Testing

/// Open tasks as iCalendar (RFC 5545).
@Suite struct TaskCalendarTests {
    private let village: Village
    private let now = Village.noon("2026-05-01")

    init() throws {
        village = try Village()
        try village.hub.submit(
            Edit(.task, Village.task, set: ["title": "Fest"]),
            by: .hub
        )
    }

    private func task(_ id: UInt64, _ set: JSONObject) throws {
        var all: JSONObject = [
            "centreId": Village.centre.json, "kind": "cleanup", "title": "Rydding",
            "state": "published", "startsAt": .integer(Village.noon("2026-05-02")),
            "endsAt": .integer(Village.noon("2026-05-02") + 7_200_000),
        ]
        all.merge(set) { $1 }
        try village.hub.submit(Edit(.task, RowID(id), set: all), by: .hub)
    }

    private func calendar() -> TaskCalendar {
        TaskCalendar(
            name: "Strand, frivilligsentral",
            tasks: village.hub.world.rows(.task),
            zones: village.hub.world.rows(.cleanupZone),
            at: now
        )
    }

    private var text: String { String(decoding: calendar().bytes, as: UTF8.self) }

    @Test func `a task is an event with its time in UTC, its place and its words`() throws {
        try task(
            40,
            [
                "title": "Rydding; strand, og mer", "description": "Ta med:\r\n- hansker\\sko",
                "zoneId": Village.zone.json,
            ]
        )
        let lines = text.split(separator: "\r\n").map(String.init)
        #expect(lines.first == "BEGIN:VCALENDAR" && lines.last == "END:VCALENDAR")
        #expect(lines.contains("X-WR-CALNAME:Strand\\, frivilligsentral"))
        // Noon in May is ten in UTC.
        #expect(lines.contains("DTSTART:20260502T100000Z"))
        #expect(lines.contains("DTEND:20260502T120000Z"))
        #expect(lines.contains("SUMMARY:Rydding\\; strand\\, og mer"))
        #expect(lines.contains("DESCRIPTION:Ta med:\\n- hansker\\\\sko"))
        #expect(lines.contains("LOCATION:Nordvika"))
        #expect(lines.contains("GEO:60.411219;5.310000"))
        #expect(lines.contains("UID:\(RowID(40))@dugnad"))
        #expect(text.hasSuffix("\r\n"))
    }

    @Test func `only what everybody may see and can still come to is in it`() throws {
        try task(40, ["title": "Utkast", "state": "draft"])
        try task(41, ["title": "Over", "startsAt": .integer(0), "endsAt": .integer(now - 1)])
        try task(42, ["title": "Senere", "publishFromAt": .integer(now + 1)])
        try task(43, ["title": "For sent", "publishToAt": .integer(now - 1)])
        try task(44, ["title": "Avlyst", "state": "cancelled"])
        try task(45, ["title": "Uten tid", "startsAt": .null, "endsAt": .null])
        try task(46, ["title": "I gang", "state": "in_progress"])
        let titles = text.split(separator: "\r\n").filter { $0.hasPrefix("SUMMARY:") }
        #expect(titles == ["SUMMARY:I gang", "SUMMARY:Fest"])
    }

    @Test func `long lines are folded at 75 octets, never inside a character`() throws {
        let title = String(repeating: "ø", count: 95)
        try task(40, ["title": .string(title)])
        let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)
        #expect(lines.allSatisfy { $0.utf8.count <= 75 })
        #expect(!text.unicodeScalars.contains("\u{FFFD}"))
        let unfolded = text.replacing("\r\n ", with: "")
        #expect(unfolded.contains("SUMMARY:\(title)\r\n"))
    }

    @Test func `a calendar has so many tasks at most, the next ones first`() throws {
        for number in 0...UInt64(OpenTasks.maximum) {
            try task(
                10_000 + number,
                ["startsAt": .integer(now + Int64(number) * 1000 + 1), "endsAt": .null]
            )
        }
        #expect(calendar().count == OpenTasks.maximum)
        #expect(text.contains("UID:\(RowID(10_000))@dugnad"))
        #expect(!text.contains("SUMMARY:Fest"))
    }
}
