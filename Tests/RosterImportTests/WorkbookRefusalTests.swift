import Coordination
import Foundation
import RosterImport
import Testing

/// Workbooks that are not read, each with the sentence for its kind.
@Suite struct WorkbookRefusalTests {
    private let people = textRow(1, ["Fornavn", "Etternavn"]) + textRow(2, ["Kari", "Moe"])

    private func code(
        _ parts: [(name: String, bytes: [UInt8])],
        _ limits: ReadLimits = ReadLimits()
    ) throws -> String? {
        refusal(of: try ZipMaker.zip(parts), limits)
    }

    private func utf16(_ text: String) -> [UInt8] {
        text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] } + [0, 0]
    }

    @Test func `a workbook with a password says so`() throws {
        let parts = TinyWorkbook(people).parts
        let locked = try ZipMaker.zip(parts, password: "hemmelig")
        #expect(refusal(of: locked) == "roster.workbook_encrypted")
        // As Excel does it: the workbook inside a compound file.
        let compound: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
        let body = [UInt8](repeating: 7, count: 600_000)
        #expect(
            refusal(of: compound + body + utf16("EncryptedPackage"))
                == "roster.workbook_encrypted"
        )
        #expect(refusal(of: compound + body + utf16("Workbook")) == "roster.workbook_old")
        #expect(refusal(of: compound + body + utf16("WordDocument")) == "roster.no_workbook")
    }

    @Test func `files of other programs are named`() throws {
        let ods = bytes("application/vnd.oasis.opendocument.spreadsheet")
        #expect(try code([("mimetype", ods), ("content.xml", [])]) == "roster.workbook_ods")
        #expect(try code([("Index/Document.iwa", [1])]) == "roster.workbook_numbers")
        #expect(try code([("xl/workbook.bin", [1])]) == "roster.workbook_binary")
        #expect(try code([("bilde.jpg", [1])]) == "roster.no_workbook")
        let word = [
            ("[Content_Types].xml", bytes("<Types/>")), ("word/document.xml", bytes("<a/>")),
        ]
        #expect(try code(word) == "roster.workbook_damaged")
        #expect(refusal(of: bytes("<html><table><tr><td>Navn")) == "roster.markup")
        #expect(
            refusal(of: [0xEF, 0xBB, 0xBF] + bytes("<?xml version=\"1.0\"?>")) == "roster.markup"
        )
    }

    @Test func `half a workbook is damaged, wherever it was cut`() throws {
        let whole = try TinyWorkbook(people).bytes()
        for length in stride(from: 4, to: whole.count, by: 97) {
            #expect(refusal(of: Array(whole[..<length])) == "roster.workbook_damaged")
        }
    }

    @Test(
        arguments: [
            "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>7</v></c></row>",
            "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>-1</v></c></row>",
            "<row r=\"1\"><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>2</v></c></row>",
            "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>2</v></c></row>",
            "<row r=\"2\"><c><v>1</v></c></row><row r=\"2\"><c><v>1</v></c></row>",
            "<row r=\"1048577\"><c><v>1</v></c></row>", "<row r=\"0\"><c><v>1</v></c></row>",
            "<row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row>",
            "<row r=\"1\"><c r=\"?\"><v>1</v></c></row>",
            "<row r=\"1\"><c><v>1</c></v></row>", "<row r=\"1\"><c><v>&nbsp;</v></c></row>",
        ]
    )
    func `a sheet no program writes is damaged`(rows: String) throws {
        let read = refusal(of: try TinyWorkbook(rows).bytes())
        #expect(read == "roster.workbook_damaged")
    }

    @Test func `a document type is refused before an entity of it is expanded`() throws {
        var book = TinyWorkbook(textRow(1, ["&a;"]))
        let tens = (1...9).map { level in
            "<!ENTITY \(Character(Unicode.Scalar(UInt8(0x61 + level)))) \""
                + String(
                    repeating: "&\(Character(Unicode.Scalar(UInt8(0x60 + level))));",
                    count: 10
                )
                + "\">"
        }
        book.doctype = "<!DOCTYPE x [<!ENTITY a \"lol\">\(tens.joined())]>"
        #expect(refusal(of: try book.bytes()) == "roster.workbook_unsafe")
        book.doctype = "<!DOCTYPE x SYSTEM \"file:///etc/passwd\">"
        #expect(refusal(of: try book.bytes()) == "roster.workbook_unsafe")
    }

    @Test func `a bomb is stopped by its ratio, its size and its parts`() throws {
        let noise = String(repeating: " ", count: 8 << 20)
        let bomb = try TinyWorkbook(noise + people).bytes()
        #expect(bomb.count < 40_000)
        #expect(refusal(of: bomb) == "roster.workbook_unsafe")
        var limits = ReadLimits()
        limits.workbook.ratio = 2000
        #expect(refusal(of: bomb, limits) == nil)
        limits.workbook.partBytes = 1 << 20
        #expect(refusal(of: bomb, limits) == "roster.workbook_unsafe")
        let plain = try TinyWorkbook(people).bytes()
        #expect(refusal(of: plain, ReadLimits(workbook: WorkbookLimits(parts: 7))) == nil)
        let few = ReadLimits(workbook: WorkbookLimits(parts: 6))
        #expect(refusal(of: plain, few) == "roster.workbook_unsafe")
    }

    @Test func `texts that cells share have a limit together`() throws {
        var book = TinyWorkbook(
            "<row r=\"1\"><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c></row>"
        )
        book.shared = ["<t>abcde</t>", "<t>fghij</t>"]
        func code(_ bytes: Int) throws -> String? {
            refusal(
                of: try book.bytes(),
                ReadLimits(workbook: WorkbookLimits(sharedBytes: bytes))
            )
        }
        #expect(try code(10) == nil)
        #expect(try code(9) == "roster.workbook_too_large")
    }

    @Test func `the limits of text hold for sheets`() throws {
        let wide = textRow(1, ["a", "b", "c"]) + textRow(2, ["d"]) + textRow(3, ["e"])
        func code(_ limits: ReadLimits) throws -> String? {
            refusal(of: try TinyWorkbook(wide).bytes(), limits)
        }
        #expect(try code(ReadLimits(columns: 2)) == "roster.too_many_columns")
        #expect(try code(ReadLimits(columns: 3)) == nil)
        #expect(try code(ReadLimits(rows: 2)) == "roster.too_many_rows")
        #expect(try code(ReadLimits(rows: 3)) == nil)
        let long = try TinyWorkbook(textRow(1, ["abcd"])).bytes()
        #expect(refusal(of: long, ReadLimits(fieldBytes: 3)) == "roster.field_too_long")
        #expect(refusal(of: long, ReadLimits(fieldBytes: 4)) == nil)
    }

    @Test func `every code of reading has its sentences`() throws {
        let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../Sources/RosterImport").standardized
        var codes: Set<String> = []
        for folder in ["Reader", "Workbook"] {
            let place = sources.appendingPathComponent(folder)
            for file in try FileManager.default.contentsOfDirectory(atPath: place.path) {
                let text = try String(
                    contentsOf: place.appendingPathComponent(file),
                    encoding: .utf8
                )
                for match in text.matches(of: /"(roster\.[a-z_]+)"/) {
                    codes.insert(String(match.1))
                }
            }
        }
        #expect(codes.count > 35)
        for code in codes.sorted() {
            #expect(RosterMessages.sentence(code, in: .nn) != code, "\(code)")
        }
    }
}
