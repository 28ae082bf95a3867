/// Where rows come from: the one way for text and workbooks alike, from here on the same.
enum RowSource {
    case delimited(DelimitedSource)
    case sheet(Workbook, SheetChoice)

    init(_ bytes: RosterBytes, options: ReadOptions) throws(RosterError) {
        switch try FileKind.of(bytes, hasSaidEncoding: options.encoding != nil) {
        case .text:
            guard options.sheet == nil else {
                throw RosterError(
                    code: "roster.no_sheets",
                    message: "The file is text and has no sheets. Leave --sheet out."
                )
            }
            let name = options.fileName?.lowercased() ?? ""
            guard !name.hasSuffix(".xlsx"), !name.hasSuffix(".xlsm") else {
                throw RosterError(
                    code: "roster.named_workbook",
                    message: "The file is named as a workbook and is text. Give it the ending .csv "
                        + "if it is a list."
                )
            }
            self = .delimited(try DelimitedSource(bytes, options: options))
        case .workbook:
            guard options.encoding == nil, options.delimiter == nil else {
                throw RosterError(
                    code: "roster.workbook_dialect",
                    message: "A workbook has no encoding or delimiter. Leave them out."
                )
            }
            let book = try Workbook(bytes, limits: options.limits.workbook)
            let choice = try SheetChoice(of: book, wanted: options.sheet, limits: options.limits)
            self = .sheet(book, choice)
        }
    }

    /// Every row in order; what can be told of the whole only at its end is returned.
    func records(
        limits: ReadLimits,
        _ row: (RawRecord) throws(RosterError) -> Bool
    ) throws(RosterError) -> SourceFindings {
        switch self {
        case .delimited(let source):
            return SourceFindings(damagedUnits: try source.records(limits: limits, row))
        case .sheet(let book, let choice):
            return SourceFindings(sheet: try book.rows(of: choice.sheet, limits: limits, row))
        }
    }

    /// A workbook's text is Unicode already.
    var encoding: TextEncoding {
        if case .delimited(let source) = self { source.encoding } else { .utf8 }
    }

    /// A table without its rows and header.
    ///
    /// What is told of a workbook's dialect is what Excel itself opens without a question: the file
    /// of its rejects is written so.
    var heading: ReadTable {
        switch self {
        case .delimited(let source):
            ReadTable(
                encoding: source.encoding,
                hasByteOrderMark: source.hasByteOrderMark,
                delimiter: source.delimiter,
                hasSeparatorLine: source.hasSeparatorLine,
                lineEnd: source.lineEnd
            )
        case .sheet(let book, let choice):
            ReadTable(
                encoding: .utf8,
                hasByteOrderMark: true,
                delimiter: .semicolon,
                hasSeparatorLine: false,
                lineEnd: .crlf,
                sheet: SheetFacts(
                    name: choice.sheet.name,
                    number: choice.sheet.number,
                    isHidden: choice.sheet.isHidden,
                    countsFrom1904: book.texts.countsFrom1904,
                    sheets: book.sheets.count
                )
            )
        }
    }
}

/// What a source tells of itself once its rows are read.
struct SourceFindings {
    /// Lone surrogates and the like, found while UTF-16 was turned into UTF-8.
    var damagedUnits = 0
    var sheet: SheetFindings?
}
