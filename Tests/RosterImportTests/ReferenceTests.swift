import Foundation
import RosterImport
import SyncEngine
import Testing

/// Registers of postal codes and municipalities, as their publishers give them out.
@Suite struct ReferenceTests {
    /// Lines in the form of Bring's text file, Windows-1252 and CRLF.
    private static func bring(_ lines: [String]) -> [UInt8] {
        let text = lines.map { $0.replacing("|", with: "\t") + "\r\n" }.joined()
        return text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    }

    private static let first = bring([
        "0150|OSLO|0301|OSLO|G", "1597|MOSS|3002|MOSS|G", "8622|MO I RANA|1833|RANA|G",
        "9990|BÅTSFJORD|5443|BÅTSFJORD|G",
    ])

    private static func codes(_ files: [(day: String, bytes: [UInt8])]) throws -> [ReferenceCode] {
        try files.reduce(into: []) { known, file in
            let read = try ReferenceFile(file.bytes)
            known = ReferenceTimeline(known, read, day: file.day).codes
        }
    }

    @Test func `Bring's text is known by its form`() throws {
        let file = try ReferenceFile(Self.first)
        #expect(file.kind == .postalCode)
        #expect(file.entries.map(\.code) == ["0150", "1597", "8622", "9990"])
        #expect(file.entries[3].name == "BÅTSFJORD")
        #expect(file.entries[1].about == "3002")
    }

    @Test func `a table of postal codes is known by its columns, noughts lost or not`() throws {
        let text = "Postnummer;Poststed;Kommunenummer\n150;Oslo;301\n1597;Moss;3103\n"
        let file = try ReferenceFile(bytes(text))
        #expect(file.kind == .postalCode)
        #expect(file.entries.map(\.code) == ["0150", "1597"])
        #expect(file.entries[0].about == "0301")
    }

    @Test func `Klass is read as CSV and as JSON, with its days`() throws {
        let csv = """
            "code","parentCode","level","name","shortName","presentationName","validFrom","validTo"
            "0104",,"1","Moss","","","1838-01-01","2020-01-01"
            "3002",,"1","Moss","","","2020-01-01","2024-01-01"
            "3103",,"1","Moss","","","2024-01-01",""

            """
        let file = try ReferenceFile(bytes(csv))
        #expect(file.kind == .municipality)
        #expect(file.entries.map(\.from) == ["1838-01-01", "2020-01-01", "2024-01-01"])
        #expect(file.entries.map(\.until) == ["2020-01-01", "2024-01-01", nil])
        let json = """
            {"codes":[{"code":"0104","name":"Moss","validFromInRequestedRange":"1838-01-01",
            "validToInRequestedRange":"2020-01-01"},{"code":"3103","name":"Moss",
            "validFromInRequestedRange":"2024-01-01","validToInRequestedRange":null}]}
            """
        let second = try ReferenceFile(bytes(json))
        #expect(second.entries == [file.entries[0], file.entries[2]])
        let version = """
            {"name":"Kommuneinndeling 2024","validFrom":"2024-01-01",
            "classificationItems":[{"code":"3103","name":"Moss","level":"1"}]}
            """
        #expect(try ReferenceFile(bytes(version)).day == "2024-01-01")
    }

    @Test func `the Mapping Authority's list is read`() throws {
        let json = """
            [{"kommunenavn":"Kárášjohka - Karasjok","kommunenavnNorsk":"Karasjok",
            "kommunenummer":"5610"},{"kommunenavn":"Oslo","kommunenavnNorsk":"Oslo",
            "kommunenummer":"0301"}]
            """
        let file = try ReferenceFile(bytes(json))
        #expect(file.entries.map(\.code) == ["5610", "0301"])
        #expect(file.entries[0].name == "Karasjok")
    }

    @Test(arguments: [
        ("Fornavn;Etternavn\nKari;Moe\n", "reference.not_understood"),
        ("{}", "reference.not_understood"),
        ("[1]", "reference.not_understood"), ("[]", "reference.not_understood"),
        ("{\"codes\":", "reference.not_understood"),
        ("Postnummer;Poststed\nabcd;Oslo\n", "reference.bad_row"),
        ("Postnummer;Poststed\n12345;Oslo\n", "reference.bad_row"),
        ("Postnummer;Poststed\n0150;\n", "reference.bad_row"),
        ("Postnummer;Poststed\n0150;Oslo\n0150;Oslo\n", "reference.twice"),
        ("0150\tOSLO\t0301\tOSLO\tG\n0151\tOSLO\n", "reference.bad_row"),
        ("code,name,validFrom,validTo\n0104,Moss,2020-01-01,2019-01-01\n", "reference.bad_row"),
        ("code,name,validFrom,validTo\n0104,Moss,2020-13-01,\n", "reference.bad_row"),
    ])
    func `what is no register is refused`(text: String, code: String) {
        let error = #expect(throws: RosterError.self) { try ReferenceFile(bytes(text)) }
        #expect(error?.code == code)
    }

    @Test func `a file of more than 16 MiB is refused before it is read`() {
        let large = [UInt8](repeating: 0x20, count: ReferenceFile.largest + 1)
        let error = #expect(throws: RosterError.self) { try ReferenceFile(large) }
        #expect(error?.code == "reference.too_large")
    }

    @Test func `a file of more than forty thousand codes is refused`() throws {
        let days = (0..<10).map { "20\(10 + $0)-01-01" }
        var text = "code,name,validFrom\n"
        for code in 1000..<5001 { for day in days { text += "\(code),By,\(day)\n" } }
        let error = #expect(throws: RosterError.self) { try ReferenceFile(bytes(text)) }
        #expect(error?.code == "reference.too_large")
    }

    @Test func `what a later file no longer has ends on its day and is kept`() throws {
        let second = Self.bring([
            "0150|OSLO|0301|OSLO|G", "1597|MOSS|3103|MOSS|G", "8622|MO I RANA|1833|RANA|G",
            "8624|MO I RANA|1833|RANA|P",
        ])
        let known = try Self.codes([("2023-06-01", Self.first)])
        let timeline = ReferenceTimeline(known, try ReferenceFile(second), day: "2024-01-01")
        #expect(timeline.added == ["8624"])
        #expect(timeline.renamed == ["1597"])
        #expect(timeline.ended == ["9990"])
        #expect(timeline.unchanged == 2)
        #expect(timeline.isLoss)
        #expect(timeline.valid(on: "2024-01-01") == 4)
        #expect(timeline.valid(on: "2023-12-31") == 4)
        let moss = timeline.codes.filter { $0.code == "1597" }
        #expect(moss.map(\.about) == ["3002", "3103"])
        #expect(moss.map(\.until) == ["2024-01-01", nil])
        // The same state once more changes nothing.
        let again = ReferenceTimeline(timeline.codes, try ReferenceFile(second), day: "2024-01-01")
        #expect(again.codes == timeline.codes)
        #expect(again.unchanged == 4)
        // A code that comes back has a time of its own.
        let back = try Self.codes([
            ("2023-06-01", Self.first), ("2024-01-01", second), ("2025-01-01", Self.first),
        ])
        #expect(
            back.filter { $0.code == "9990" }.map(\.from) == [ReferenceCode.dawn, "2025-01-01"]
        )
    }

    @Test func `days of the publisher's own stand beside what was read without`() throws {
        let bare = bytes("code,name\n0104,Moss\n0301,Oslo\n")
        let dated = bytes(
            "code,name,validFrom,validTo\n0104,Moss,1838-01-01,2020-01-01\n3002,Moss,2020-01-01,\n"
        )
        let codes = try Self.codes([("2019-01-01", bare), ("2021-01-01", dated)])
        #expect(codes.map(\.code) == ["0104", "0301", "3002"])
        #expect(codes.map(\.from) == ["1838-01-01", ReferenceCode.dawn, "2020-01-01"])
    }

    @Test func `a list is read by the codes of its own day`() throws {
        let second = Self.bring(["0150|OSLO|0301|OSLO|G", "9990|BÅTSFJORD|5632|BÅTSFJORD|G"])
        let codes = try Self.codes([("2023-06-01", Self.first), ("2024-01-01", second)])
        let text = "Fornavn;Etternavn;Postnr;Poststed\nKari;Moe;8622;\nOle;Lie;1234;Et sted\n"
        let before = try plan(
            text,
            options: try options(register: PostalRegister(codes, on: "2023-12-31"))
        )
        #expect(before.actions == [.create, .create])
        #expect(
            before.rows[0].changes.last
                == FieldChange(field: .postalPlace, old: nil, new: "Mo i Rana")
        )
        #expect(before.codes(1) == ["postal.unknown"])
        let after = try plan(
            text,
            options: try options(register: PostalRegister(codes, on: "2024-06-01"))
        )
        #expect(after.codes(0) == ["postal.ended"])
        #expect(after.rows[0].changes.last?.field == .postalCode)
        #expect(after.codes(1) == ["postal.unknown"])
    }

    @Test func `a state of today does not end what is to hold from a later day on`() throws {
        let dated =
            "code,name,validFrom,validTo\n0301,Oslo,2020-01-01,\n0136,Rygge,2020-01-01,\n"
            + "5610,Karasjok,2027-01-01,\n"
        let known = try Self.codes([("2026-01-01", bytes(dated))])
        let state =
            "[{\"kommunenavn\":\"Oslo\",\"kommunenavnNorsk\":\"Oslo\","
            + "\"kommunenummer\":\"0301\"}]"
        let read = try ReferenceFile(bytes(state))
        let timeline = ReferenceTimeline(known, read, day: "2026-11-01")
        #expect(timeline.ended == ["0136"])
        let later = timeline.codes.filter { $0.code == "5610" }
        #expect(later.map(\.from) == ["2027-01-01"])
        #expect(later.first?.until == nil)
    }

    @Test func `municipalities are known by number and by name`() throws {
        let codes = try Self.codes([
            (
                "2024-01-01",
                bytes(
                    """
                    code,name,validFrom,validTo
                    0301,Oslo - Oslove,2020-01-01,
                    5610,Kárášjohka - Karasjok,2024-01-01,
                    0136,Rygge,1838-01-01,2020-01-01
                    1515,Herøy,2020-01-01,
                    1818,Herøy,2020-01-01,

                    """
                )
            )
        ])
        let register = MunicipalityRegister(codes, on: "2024-05-01")
        #expect(register.find("0301") == .number("0301"))
        #expect(register.find("301") == .number("0301"))
        #expect(register.find("Oslo kommune") == .number("0301"))
        #expect(register.find("KARASJOK") == .number("5610"))
        #expect(register.find("Kárášjohka") == .number("5610"))
        #expect(register.find("0136") == .ended("0136"))
        #expect(register.find("Rygge") == .unknown)
        #expect(register.find("Herøy") == .ambiguous)
        #expect(register.find("9999") == .unknown)
        #expect(MunicipalityRegister(codes, on: "2019-12-31").find("Rygge") == .number("0136"))
    }

    @Test(.enabled(if: corpus != nil, "DUGNAD_CORPUS is not set"))
    func `the collected registers are read whole`() throws {
        let folder = try #require(corpus).appendingPathComponent("reference")
        func file(_ name: String) throws -> ReferenceFile {
            try ReferenceFile(Array(try Data(contentsOf: folder.appendingPathComponent(name))))
        }
        let postal = try file("postnummer_2026.csv")
        #expect(postal.kind == .postalCode)
        #expect(postal.entries.count == 5_121)
        let municipal = try file("kommuner_2024.csv")
        #expect(municipal.kind == .municipality)
        #expect(municipal.entries.count == 357)
        let numbers = Set(municipal.entries.map(\.code)).union(["2100", "2211"])
        #expect(postal.entries.allSatisfy { $0.about.map(numbers.contains) ?? false })
    }
}
