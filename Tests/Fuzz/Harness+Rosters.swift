import RosterImport

/// Lists of people, as text and as workbooks: what is read is read twice the same, row by row, and
/// every row is in the plan.
extension Harness {
    static func roster(_ bytes: [UInt8]) { take(bytes, ReadOptions()) }

    /// A whole container, as it may come from anywhere.
    static func workbook(_ bytes: [UInt8]) {
        guard bytes.starts(with: [0x50, 0x4B]) else { return }
        take(bytes, ReadOptions())
    }

    /// The parts of a workbook, put into a container whose sums are right, so that the reader sees
    /// them: sheet, shared texts, styles and list of sheets, with 1E (record separator) between them.
    static func sheet(_ bytes: [UInt8]) {
        let given = bytes.split(separator: 0x1E, omittingEmptySubsequences: false).map(Array.init)
        var parts = StoredZip.workbook
        for (place, name) in StoredZip.order.enumerated() where place < given.count {
            parts[name] = given[place]
        }
        take(StoredZip.zip(parts), ReadOptions(sheet: given.count > 3 ? nil : "1"))
    }

    private static func take(_ bytes: [UInt8], _ options: ReadOptions) {
        guard let read = try? RosterReader.read(bytes, options: options) else { return }
        let numbers = read.rows.map(\.number)
        precondition(numbers.allSatisfy { $0 >= 1 }, "a row before the first")
        precondition(zip(numbers, numbers.dropFirst()).allSatisfy { $0 < $1 }, "rows out of order")
        let again = promised { try RosterReader.read(bytes, options: options) }
        precondition(again == read, "another table the second time")
        let mapping = HeaderMapping(of: read)
        guard mapping.hasName, let today = CalendarDate(iso: "2026-05-01") else { return }
        let asked = PlanOptions(centre: "c", today: today)
        let plan = promised {
            try Planner.plan(read, mapping: mapping, known: [], options: asked)
        }
        precondition(plan.rows.map(\.row) == numbers, "a row is not in the plan")
        let rejects = RejectFile.write(plan, table: read, mapping: mapping)
        precondition((rejects != nil) == (plan.header.counts.reject > 0), "rejects without a file")
    }
}

/// Zip containers without compression, made here since a fuzzer must not be led by a checksum.
enum StoredZip {
    static let order = [
        "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml",
    ]

    private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    private static let office =
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    /// A workbook with one empty sheet.
    static let workbook: [String: [UInt8]] = [
        "_rels/.rels": relations([("officeDocument", "xl/workbook.xml")]),
        "xl/_rels/workbook.xml.rels": relations([
            ("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml"),
            ("styles", "styles.xml"),
        ]),
        "xl/workbook.xml": Array(
            """
            <workbook xmlns="\(main)" xmlns:r="\(office)">\
            <sheets><sheet name="A" sheetId="1" r:id="r0"/></sheets></workbook>
            """.utf8
        ),
    ]

    private static func relations(_ links: [(kind: String, target: String)]) -> [UInt8] {
        let lines = links.enumerated().map { place, link in
            "<Relationship Id=\"r\(place)\" Type=\"\(office)/\(link.kind)\" Target=\"\(link.target)\"/>"
        }
        let space = "http://schemas.openxmlformats.org/package/2006/relationships"
        return Array("<Relationships xmlns=\"\(space)\">\(lines.joined())</Relationships>".utf8)
    }

    /// See https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3.7 and 4.3.12.
    static func zip(_ parts: [String: [UInt8]]) -> [UInt8] {
        var out: [UInt8] = []
        var directory: [UInt8] = []
        for (name, bytes) in parts.sorted(by: { $0.key < $1.key }) {
            let head =
                two(20) + two(0x800) + two(0) + two(0) + two(0x21) + four(Int(crc(bytes)))
                + four(bytes.count) + four(bytes.count) + two(name.utf8.count) + two(0)
            directory += four(0x0201_4B50) + two(20) + head + two(0) + two(0) + two(0) + four(0)
            directory += four(out.count) + Array(name.utf8)
            out += four(0x0403_4B50) + head + Array(name.utf8) + bytes
        }
        let ending =
            four(0x0605_4B50) + two(0) + two(0) + two(parts.count) + two(parts.count)
            + four(directory.count) + four(out.count) + two(0)
        return out + directory + ending
    }

    private static func two(_ value: Int) -> [UInt8] {
        [UInt8(value & 0xFF), UInt8(value >> 8 & 0xFF)]
    }
    private static func four(_ value: Int) -> [UInt8] { two(value & 0xFFFF) + two(value >> 16) }

    private static func crc(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~0) { sum, byte in
            (0..<8).reduce(sum ^ UInt32(byte)) { bits, _ in bits >> 1 ^ ((bits & 1) * 0xEDB8_8320) }
        }
    }
}
