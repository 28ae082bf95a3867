import Foundation
@testable import RosterImport
import Testing

@Suite struct RejectFileTests {
    private func rejects(_ bytes: [UInt8]) throws -> (ReadTable, [UInt8]?) {
        let table = try RosterReader.read(bytes)
        let mapping = HeaderMapping(of: table)
        let plan = try Planner.plan(table, mapping: mapping, known: [], options: try options())
        return (table, RejectFile.write(plan, table: table, mapping: mapping))
    }

    private let text =
        "Fornavn;Etternavn;Født;Fødselsnummer\r\nKåre;Bø;31.02.1980;01028012345\r\n"
        + "Åse;Lie;01.02.1980;\r\n"

    @Test(arguments: TextEncoding.allCases)
    func `rejects come back in the encoding and shape of the file`(encoding: TextEncoding) throws {
        let mark = encoding.rawValue.hasPrefix("utf-16") ? encoding.encode("\u{FEFF}") : []
        let (table, bytes) = try rejects(mark + encoding.encode(text))
        let back = try RosterReader.read(try #require(bytes))
        #expect(back.encoding == table.encoding)
        #expect(back.hasByteOrderMark == table.hasByteOrderMark)
        #expect(back.header == table.header + ["rad", "feilkode", "melding"])
        #expect(
            back.rows.map(\.fields) == [
                [
                    "Kåre", "Bø", "31.02.1980", "", "2", "date.not_real",
                    "Datoen finnes ikke i kalenderen.",
                ]
            ]
        )
    }

    @Test func `corrected rejects are read without a question`() throws {
        let first = try #require(try rejects(bytes(text)).1)
        let corrected = String(decoding: first, as: UTF8.self).replacing("31.02.", with: "28.02.")
        let table = try read(corrected)
        let mapping = HeaderMapping(of: table)
        #expect(mapping.unknown.isEmpty)
        let plan = try Planner.plan(table, mapping: mapping, known: [], options: try options())
        #expect(plan.actions == [.create])
    }

    @Test func `rejects of rejects have the three columns once`() throws {
        let first = try #require(try rejects(bytes(text)).1)
        let again = try #require(try rejects(first).1)
        #expect(again == first)
    }

    @Test func `formulas are defused and come back as they were`() throws {
        let text = "Navn;Født;Merknad;Mobil\n=1+1;31.02.1980;@SUM(A1);+47 912 34 567\n"
        let written = String(decoding: try #require(try rejects(bytes(text)).1), as: UTF8.self)
        #expect(written.contains("'=1+1;"))
        #expect(written.contains("'@SUM(A1)"))
        #expect(written.contains("\"+47 912 34 567\""))
        for cell in ["=x", "+x", "-1", "@a", "\tx"] {
            #expect(Formula.restored(Formula.defused(cell)) == cell)
            #expect(Formula.defused(cell).hasPrefix("'"))
        }
        #expect(Formula.restored("'t Hooft") == "'t Hooft")
    }

    @Test func `a row with too many fields keeps them all`() throws {
        let (_, file) = try rejects(bytes("Navn;Merknad\nÅse Lie;a;b\n"))
        let back = try RosterReader.read(try #require(file))
        #expect(back.rows[0].fields.prefix(5) == ["Åse Lie", "a", "b", "2", "row.too_many_fields"])
    }

    @Test func `no rejects, no file`() throws {
        #expect(try rejects(bytes("Navn\nÅse Lie\n")).1 == nil)
    }

    @Test func `everything that stops an import is said in three languages`() throws {
        let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../Sources/RosterImport").standardized
        let files = try FileManager.default.subpathsOfDirectory(atPath: sources.path)
        var codes: Set<String> = []
        for file in files where file.hasSuffix(".swift") {
            let text = try String(contentsOf: sources.appendingPathComponent(file), encoding: .utf8)
            for match in text.matches(of: /code:\s*"([a-z_]+\.[a-z_]+)"/) {
                codes.insert(String(match.1))
            }
        }
        #expect(codes.count > 30)
        #expect(codes.filter { RosterMessages.sentences[$0] == nil }.sorted() == [])
    }

    @Test func `every code a row can carry has a Norwegian sentence`() throws {
        let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../Sources/RosterImport").standardized
        let files = try FileManager.default.subpathsOfDirectory(atPath: sources.path)
        var codes: Set<String> = []
        for file in files where file.hasSuffix(".swift") && !file.contains("Reader/Table") {
            let text = try String(contentsOf: sources.appendingPathComponent(file), encoding: .utf8)
            let pattern =
                /"((?!roster)(?:[a-z_]+)\.[a-z_]+)"/
            for match in text.matches(of: pattern) { codes.insert(String(match.1)) }
        }
        #expect(codes.count > 50)
        #expect(codes.filter { RosterMessages.sentences[$0] == nil }.sorted() == [])
    }
}
