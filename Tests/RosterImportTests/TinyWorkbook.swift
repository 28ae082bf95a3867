/// The smallest workbook that holds what a test is about.
struct TinyWorkbook {
    struct Sheet {
        var name: String
        /// What stands in `sheetData`.
        var rows: String
        var state = "visible"
        /// What stands before and after `sheetData`.
        var before = ""
        var after = ""
    }

    var sheets: [Sheet]
    /// What stands in each shared string.
    var shared: [String] = []
    /// Format codes; style 0 is the general one, style 1 the first of these.
    var formats: [String] = []
    var countsFrom1904 = false
    var isStrict = false
    /// A prefix for every element, with its colon.
    var prefix = ""
    /// A document type before the sheets.
    var doctype = ""

    init(_ rows: String) { sheets = [Sheet(name: "Ark1", rows: rows)] }
    init(sheets: [Sheet]) { self.sheets = sheets }

    private var main: String {
        isStrict
            ? "http://purl.oclc.org/ooxml/spreadsheetml/main"
            : "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    }
    private var relations: String {
        isStrict
            ? "http://purl.oclc.org/ooxml/officeDocument/relationships"
            : "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    }

    /// The parts by name; a test may change one before it packs them.
    var parts: [(name: String, bytes: [UInt8])] {
        var all = [
            ("[Content_Types].xml", "<Types/>"),
            ("_rels/.rels", list([("rId1", "officeDocument", "xl/workbook.xml")])),
            ("xl/workbook.xml", workbook), ("xl/_rels/workbook.xml.rels", links),
            ("xl/styles.xml", styles), ("xl/sharedStrings.xml", strings),
        ]
        for (place, sheet) in sheets.enumerated() {
            all.append(("xl/worksheets/sheet\(place + 1).xml", page(sheet)))
        }
        return all.map { ($0.0, Array($0.1.utf8)) }
    }

    func bytes() throws -> [UInt8] { try ZipMaker.zip(parts) }

    private func list(_ links: [(id: String, kind: String, target: String)]) -> String {
        let lines = links.map {
            "<Relationship Id=\"\($0.id)\" Type=\"\(relations)/\($0.kind)\" Target=\"\($0.target)\"/>"
        }
        let space = "http://schemas.openxmlformats.org/package/2006/relationships"
        return "<Relationships xmlns=\"\(space)\">\(lines.joined())</Relationships>"
    }

    private var links: String {
        let pages = sheets.indices.map {
            ("s\($0 + 1)", "worksheet", "worksheets/sheet\($0 + 1).xml")
        }
        return list(
            pages + [
                ("r1", "styles", "styles.xml"), ("r2", "sharedStrings", "/xl/sharedStrings.xml"),
            ]
        )
    }

    /// The root element of a part; the content's elements get the prefix.
    private func root(_ name: String, _ content: String) -> String {
        let space = prefix.isEmpty ? "xmlns" : "xmlns:\(prefix.dropLast())"
        let open = "<\(name) \(space)=\"\(main)\" xmlns:rr=\"\(relations)\">"
        let whole = "\(open)\(content)</\(name)>"
        let named = whole.replacing(/<(\/?)([A-Za-z])/) { "<\($0.1)\(prefix)\($0.2)" }
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\(doctype)\(named)"
    }

    private var workbook: String {
        let list = sheets.enumerated().map { place, sheet in
            "<sheet name=\"\(sheet.name)\" sheetId=\"\(place + 1)\" state=\"\(sheet.state)\" "
                + "rr:id=\"s\(place + 1)\"/>"
        }
        let first = countsFrom1904 ? "<workbookPr date1904=\"1\"/>" : "<workbookPr/>"
        return root("workbook", first + "<sheets>\(list.joined())</sheets>")
    }

    private var styles: String {
        let codes = formats.enumerated().map { place, code in
            let text = code.replacing("&", with: "&amp;").replacing("\"", with: "&quot;")
                .replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            return "<numFmt numFmtId=\"\(164 + place)\" formatCode=\"\(text)\"/>"
        }
        let uses = formats.indices.map { "<xf numFmtId=\"\(164 + $0)\"/>" }
        return root(
            "styleSheet",
            "<numFmts>\(codes.joined())</numFmts><cellStyleXfs><xf numFmtId=\"9\"/></cellStyleXfs>"
                + "<cellXfs><xf numFmtId=\"0\"/>\(uses.joined())</cellXfs>"
        )
    }

    private var strings: String { root("sst", shared.map { "<si>\($0)</si>" }.joined()) }

    private func page(_ sheet: Sheet) -> String {
        root(
            "worksheet",
            "\(sheet.before)<sheetData>\(sheet.rows)</sheetData>\(sheet.after)"
        )
    }
}

/// A row of texts that stand in their cells.
func textRow(_ number: Int, _ texts: [String], attributes: String = "") -> String {
    let cells = texts.enumerated().map { place, text -> String in
        guard !text.isEmpty else { return "" }
        let column = Character(Unicode.Scalar(UInt8(0x41 + place)))
        return "<c r=\"\(column)\(number)\" t=\"inlineStr\"><is><t>\(text)</t></is></c>"
    }
    return "<row r=\"\(number)\" \(attributes)>\(cells.joined())</row>"
}
