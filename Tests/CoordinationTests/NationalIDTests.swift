import SyncCore
import SyncEngine
import Testing

@testable import Coordination

@Suite struct NationalIDTests {
    /// Made-up digits whose two checks agree: 1 January 1970 and its D-number.
    private static let number = valid("010170123")
    private static let dNumber = valid("410170123")
    private static let testNumber = valid("018170123")

    private static func valid(_ start: String) -> String {
        // The first serial for which neither check is 10.
        for serial in 0..<1000 {
            let serials = String(serial)
            let text =
                String(start.prefix(6)) + String(repeating: "0", count: 3 - serials.count)
                + serials
            for check in 0..<100 {
                let tail = check < 10 ? "0\(check)" : "\(check)"
                if NationalID.isIn(text + tail) { return text + tail }
            }
        }
        return ""
    }

    private static func variants(_ number: String) -> [String] {
        let (date, rest) = (number.prefix(6), number.suffix(5))
        return [
            number, "\(date) \(rest)", "\(date)-\(rest)", "\(date).\(rest)",
            "\(date)\u{A0}\(rest)", "\(date)–\(rest)", "Kari, \(number).", "fnr:\(number)",
            "\(number)\n", "1 \(number)",
        ]
    }

    @Test func `numbers of every kind are found however they are written`() {
        for number in [Self.number, Self.dNumber, Self.testNumber] {
            #expect(number.count == 11)
            for text in Self.variants(number) {
                #expect(NationalID.isIn(text), "\(text)")
            }
        }
    }

    @Test func `other long numbers pass`() {
        var wrong = Self.number
        wrong.removeLast()
        wrong += Self.number.hasSuffix("0") ? "1" : "0"
        for text in [
            wrong, "+47\(Self.number.dropFirst(2))", "+\(Self.number)", "x\(Self.number)",
            "\(Self.number)9", "12345678901", "974760673", "", "00000000000", "99999999999",
        ] {
            #expect(!NationalID.isIn(text), "\(text)")
        }
    }

    @Test func `exactly the check digits that the formula gives are found`() {
        // 010170 and serial 123: one pair of check digits at most.
        let found = (0..<100).filter {
            NationalID.isIn("010170123" + ($0 < 10 ? "0\($0)" : "\($0)"))
        }
        #expect(found.count <= 1)
    }

    @Test func `no text, list or JSON of an edit may hold one`() throws {
        let village = try Village()
        let task: JSONObject = [
            "centreId": Village.centre.json, "kind": "other", "title": "Besøk", "state": "draft",
        ]
        var inText = task
        inText["description"] = .string("Hent \(Self.number)")
        let inSet = Edit(.task, RowID(500), set: task, add: ["requires": [Self.number]])
        var report: JSONObject = [
            "centreId": Village.centre.json, "reportedAt": .integer(Village.start),
        ]
        report["finds"] = [["code": .string(Self.number), "n": 1]]
        for edit in [
            Edit(.task, RowID(500), set: inText), inSet,
            Edit(.cleanupReport, RowID(501), set: report),
        ] {
            #expect(
                try village.hub.submit(edit, by: village.coordinator)
                    == .refused(["person.national_id"])
            )
        }
        #expect(
            try village.hub.submit(Edit(.task, RowID(500), set: task), by: village.coordinator)
                == .accepted
        )
    }
}
