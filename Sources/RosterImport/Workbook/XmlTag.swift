import CExpat
import Glibc

/// The elements of a workbook that a reader of lists needs, by their names in either edition.
///
/// Prefixes do not count, and an element of any other namespace is `other`.
enum XmlTag {
    case workbookPr, sheet, relationship
    case numFmt, cellXfs, xf
    case si, r, t, rPh, `is`
    case worksheet, sheetData, row, c, v, f, col, mergeCell
    case other

    /// Reads what Expat calls an element: namespace, `|` and name.
    init(_ name: UnsafePointer<XML_Char>?) {
        guard let name, let bar = strrchr(name, 0x7C) else {
            self = .other
            return
        }
        let space = UnsafeBufferPointer(
            start: name,
            count: bar - UnsafeMutablePointer(mutating: name)
        )
        guard XmlName.namespaces.contains(where: { XmlName.equal(space, $0) }) else {
            self = .other
            return
        }
        let local = UnsafePointer(bar + 1)
        let length = min(strlen(local), Self.byLength.count - 1)
        self =
            Self.byLength[length].first { strcmp(local, $0.name.utf8Start.cString) == 0 }?.tag
            ?? .other
    }

    private static let known: [(name: StaticString, tag: XmlTag)] = [
        ("c", .c), ("v", .v), ("row", .row), ("t", .t), ("r", .r), ("f", .f), ("si", .si),
        ("is", .is), ("xf", .xf), ("rPh", .rPh), ("col", .col), ("sheet", .sheet),
        ("numFmt", .numFmt), ("cellXfs", .cellXfs), ("sheetData", .sheetData),
        ("worksheet", .worksheet), ("mergeCell", .mergeCell), ("workbookPr", .workbookPr),
        ("Relationship", .relationship),
    ]

    /// A million rows have ten million elements: names of other lengths are not looked at.
    private static let byLength: [[(name: StaticString, tag: XmlTag)]] = (0...16).map { length in
        known.filter { $0.name.utf8CodeUnitCount == length }
    }
}

/// Names as Expat gives them, compared without making strings.
enum XmlName {
    /// The transitional and the strict edition of ECMA-376, and the list of a package's relations.
    static let namespaces: [StaticString] = [
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
        "http://schemas.openxmlformats.org/package/2006/relationships",
    ]

    static func equal(_ bytes: UnsafeBufferPointer<XML_Char>, _ name: StaticString) -> Bool {
        guard bytes.count == name.utf8CodeUnitCount, let start = bytes.baseAddress else {
            return false
        }
        return memcmp(start, name.utf8Start, bytes.count) == 0
    }

    /// Whether the name without its namespace is this one.
    static func local(of found: UnsafePointer<XML_Char>, is name: StaticString) -> Bool {
        let local = strrchr(found, 0x7C).map { UnsafePointer($0 + 1) } ?? found
        return strcmp(local, name.utf8Start.cString) == 0
    }

    /// A whole number of at most nine digits; nil for anything else.
    static func number(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        guard (1...9).contains(bytes.count) else { return nil }
        var number = 0
        for byte in bytes {
            guard (0x30...0x39).contains(byte) else { return nil }
            number = number * 10 + Int(byte - 0x30)
        }
        return number
    }

    static func bytes(_ text: UnsafePointer<XML_Char>) -> UnsafeBufferPointer<UInt8> {
        let start = UnsafeRawPointer(text).assumingMemoryBound(to: UInt8.self)
        return UnsafeBufferPointer(start: start, count: strlen(text))
    }
}

extension UnsafePointer<UInt8> {
    /// The same bytes as C's functions take them; static strings end with a NUL.
    fileprivate var cString: UnsafePointer<CChar> {
        UnsafeRawPointer(self).assumingMemoryBound(to: CChar.self)
    }
}
