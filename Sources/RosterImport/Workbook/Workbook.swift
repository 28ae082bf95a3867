/// A workbook (ECMA-376, transitional and strict): its sheets, and the rows of any one of them.
///
/// Rows come one at a time; what is held in memory is the texts that cells share.
final class Workbook {
    let sheets: [SheetEntry]
    let texts: WorkbookTexts
    private let archive: ZipArchive

    /// Throws the codes of `FileKind`, `ZipArchive` and `XmlReader`.
    init(_ bytes: RosterBytes, limits: WorkbookLimits) throws(RosterError) {
        let archive = try ZipArchive(bytes, limits: limits)
        try FileKind.requireWorkbook(archive)
        let part = try Self.mainPart(of: archive)
        let book = WorkbookSink()
        guard try XmlReader.read(part, of: archive, into: book) else { throw FileKind.noWorkbook }
        let relations = try RelationSink.of(part, in: archive)
        let texts = SharedStrings(limit: limits.sharedBytes)
        let styles = CellStyles()
        for relation in relations {
            let target = PartName.resolve(relation.target, from: part)
            switch relation.kind {
            case "sharedStrings": try XmlReader.read(target, of: archive, into: texts)
            case "styles": try XmlReader.read(target, of: archive, into: styles)
            default: break
            }
        }
        self.archive = archive
        self.texts = WorkbookTexts(
            shared: texts,
            styles: styles,
            countsFrom1904: book.countsFrom1904
        )
        sheets = book.sheets.enumerated().compactMap { place, sheet in
            // Charts and macros have tabs as well, and no cells.
            let relation = relations.first { $0.id == sheet.relation && $0.kind == "worksheet" }
            guard let relation else { return nil }
            return SheetEntry(
                name: sheet.name,
                number: place + 1,
                isHidden: sheet.isHidden,
                part: PartName.resolve(relation.target, from: part)
            )
        }
        guard !sheets.isEmpty else { throw .damagedWorkbook }
    }

    /// The workbook's own part; its name is a habit, not a rule.
    private static func mainPart(of archive: ZipArchive) throws(RosterError) -> String {
        let relations = try RelationSink.of("", in: archive)
        let found = relations.first { $0.kind == "officeDocument" }
            .map { PartName.resolve($0.target, from: "") }
        let part = found ?? "xl/workbook.xml"
        guard found == nil || archive.has(part) else { throw .damagedWorkbook }
        // Without the list of relations, or the part it names: half a workbook, or none at all.
        guard archive.has(part) else {
            throw archive.has("[Content_Types].xml") ? .damagedWorkbook : FileKind.noWorkbook
        }
        return part
    }

    /// The rows of a sheet that have a cell with something in it; `row` returns false to stop.
    @discardableResult
    func rows(
        of sheet: SheetEntry,
        limits: ReadLimits,
        _ row: (RawRecord) throws(RosterError) -> Bool
    ) throws(RosterError) -> SheetFindings {
        let archive = archive
        let texts = texts
        return try withoutActuallyEscaping(row) { row throws(RosterError) in
            let sink = SheetSink(texts, limits: limits, row: row)
            guard try XmlReader.read(sheet.part, of: archive, into: sink) else {
                throw .damagedWorkbook
            }
            return sink.facts
        }
    }
}
