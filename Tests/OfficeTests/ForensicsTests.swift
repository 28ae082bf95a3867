import Compression
import Coordination
import Foundation
import SyncCore
@testable import SyncEngine
import Testing

/// The search after an erasure looks into packed files, and says what it could not read.
struct ForensicsTests {
    private let words = Forensics(words: ["Åselill Zxqvérø"])
    private static let sheet = Array("<si><t>Åselill Zxqvérø</t></si>".utf8)

    private func gzip(_ bytes: [UInt8]) throws -> [UInt8] {
        let gzip = try GzipEncoder()
        return gzip.append(bytes) + gzip.finish()
    }

    private func search(_ bytes: [UInt8]) -> Forensics.Search { words.search(Data(bytes)) }

    private static let found = Forensics.Search(found: [0], isWhole: true)
    private static let unread = Forensics.Search(found: [], isWhole: false)

    @Test func `a workbook, a gzip, and one in the other are searched`() throws {
        let book = try TestZip.of([
            ("xl/workbook.xml", Array("<workbook/>".utf8)), ("xl/sharedStrings.xml", Self.sheet),
        ])
        #expect(Data(book).range(of: Data(Self.sheet)) == nil, "the test can fail")
        #expect(search(book) == Self.found)
        #expect(search(try gzip(book)) == Self.found)
        #expect(search(try TestZip.of([("liste.xlsx", book)])) == Self.found)
        #expect(search(try TestZip.of([("Åselill Zxqvérø.txt", [])])) == Self.found)
        #expect(search(Array("før ".utf8) + (try gzip(Self.sheet))) == Self.found)
        let other = try TestZip.of([("a.txt", Array("Ola".utf8))])
        #expect(search(other) == Forensics.Search(found: [], isWhole: true))
    }

    @Test(arguments: [
        String.Encoding.windowsCP1252, .utf16LittleEndian, .utf16BigEndian, .utf8,
    ])
    func `lists in the encodings of other programs are searched`(
        encoding: String.Encoding
    ) throws {
        let text = try require("Navn;Mobil\r\nÅselill Zxqvérø;99\r\n".data(using: encoding))
        #expect(search(Array(text)) == Self.found)
        #expect(search(try gzip(Array(text))) == Self.found)
    }

    @Test(arguments: [
        "&#197;selill Zxqv&#233;r&#248;", "&#xC5;selill Zxqv&#xE9;r&#xF8;",
        "&#xc5;selill Zxqv&#xe9;r&#xf8;",
    ])
    func `references of XML are seen through`(text: String) {
        #expect(search(Array(text.utf8)) == Self.found)
    }

    @Test func `what is damaged, locked or too deep is said not to be read`() throws {
        let book = try TestZip.of([("a.xml", Self.sheet)])
        #expect(search(Array(book.dropLast(30))) == Self.unread)
        #expect(search(Array(try gzip(Self.sheet).dropLast(9))) == Self.unread)
        var locked = book
        // Bit 0 of the flags of both headers: encrypted.
        locked[6] |= 1
        let directory = try require(Data(book).range(of: Data([0x50, 0x4B, 0x01, 0x02])))
        locked[directory.lowerBound + 8] |= 1
        #expect(search(locked) == Self.unread)
        var deep = book
        for level in 0..<6 { deep = try TestZip.of([("\(level).zip", deep)]) }
        #expect(search(deep) == Self.unread)
        let twins = try TestZip.of([("a.txt", Array("Ola".utf8)), ("a.txt", Self.sheet)])
        #expect(!search(twins).isWhole)
        let bomb = try TestZip.of([("a.txt", [UInt8](repeating: 0, count: 8 << 20))])
        #expect(search(bomb) == Self.unread)
        #expect(Unpacked(Data(book), limits: .init(bytes: 10)).isWhole == false)
    }

    @Test func `after an erasure only what was exported has her, and the certificate says so`()
        throws
    {
        let centre = try TestCentre()
        let kari = Environment.system.newID()
        let name = Edit(.person, kari, set: ["displayName": "Åselill Zxqvérø"])
        #expect(try centre.submit([name]).verdict == .applied)
        let book = try TestZip.of([("xl/sharedStrings.xml", Self.sheet)])
        let exports: [(String, [UInt8])] = [
            ("liste.xlsx", book), ("liste.csv.gz", try gzip(Self.sheet)),
            ("alt.zip", try TestZip.of([("liste.xlsx", book)])),
            ("cut.zip", Array(book.dropLast(30))),
        ]
        for (name, bytes) in exports {
            try Data(bytes).write(to: URL(fileURLWithPath: "\(centre.folder)/\(name)"))
        }
        let token = try centre.service.read { try $0.erasurePlan(kari) }.token
        try centre.service.write { try $0.erase(kari, confirm: token) }
        let left = try words.found(inFolder: centre.folder)
        #expect(left.keys.sorted() == ["alt.zip", "liste.csv.gz", "liste.xlsx"])
        #expect(try words.unread(inFolder: centre.folder) == ["cut.zip"])
        #expect(ErasureCertificate.unreachable.contains("exports"))
    }
}
