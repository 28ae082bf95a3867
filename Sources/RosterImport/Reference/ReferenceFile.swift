import SyncCore
import SyncEngine

/// A register as its publisher gives it out: text, workbook or JSON.
///
/// Known are Bring's "Postnummerregister" (tabs, Windows-1252, no header; or the workbook), the
/// code lists of Statistics Norway's Klass (CSV or JSON; `validTo` is the first day a code is not
/// valid), and the Mapping Authority's list of municipalities (JSON), each also as a table with
/// column names of theirs.
package struct ReferenceFile: Sendable, Equatable {
    /// The largest file taken, in bytes.
    package static let largest = 16 << 20

    package var kind: ReferenceKind
    package var entries: [ReferenceEntry]
    /// The day that the file says it is valid from.
    package var day: String?

    /// Throws `reference.not_understood`, `reference.bad_row` with the row, `reference.twice`,
    /// and what `RosterReader` throws.
    package init(_ bytes: [UInt8], kind: ReferenceKind? = nil) throws(RosterError) {
        guard bytes.count <= Self.largest else { throw Self.tooLarge }
        let first = bytes.first { !" \t\r\n\u{FEFF}".utf8.contains($0) }
        if first == 0x5B || first == 0x7B {
            self = try Self.json(bytes, kind)
        } else {
            self = try ReferenceTable.read(bytes, kind)
        }
        guard !entries.isEmpty else { throw Self.notUnderstood }
        guard entries.count <= ReferenceRegister.Limit.codes else { throw Self.tooLarge }
        try check()
    }

    init(kind: ReferenceKind, entries: [ReferenceEntry], day: String? = nil) {
        self.kind = kind
        self.entries = entries
        self.day = day
    }

    private func check() throws(RosterError) {
        var seen: Set<String> = []
        for (place, entry) in entries.enumerated() {
            let isCode = entry.code.utf8.count == 4 && entry.code.asciiDigits == entry.code
            let days = [entry.from, entry.until].compactMap(\.self)
            guard isCode, !entry.name.isEmpty, entry.name.utf8.count <= 200,
                entry.about.map({ $0.utf8.count == 4 && $0.asciiDigits == $0 }) ?? true,
                days.allSatisfy({ CalendarDate(iso: $0) != nil }),
                days.count < 2 || days[0] < days[1]
            else {
                throw RosterError(
                    code: "reference.bad_row",
                    message: "A line of the register cannot be read. Fetch the file anew.",
                    row: place + 1
                )
            }
            guard seen.insert("\(entry.code) \(entry.from ?? "")").inserted else {
                throw RosterError(
                    code: "reference.twice",
                    message: "A code stands twice in the register. Fetch the file anew.",
                    row: place + 1
                )
            }
        }
    }

    static func failure(_ word: String, _ message: String) -> RosterError {
        RosterError(code: "reference.\(word)", message: message)
    }

    static let tooLarge = failure(
        "too_large",
        "The file is larger than 16 MiB, or has more than 40,000 codes; it is no register."
    )

    static let notUnderstood = failure(
        "not_understood",
        "The file is no register we know: Bring's postal codes, or the municipalities of SSB or Kartverket."
    )
}

extension ReferenceFile {
    /// Klass: `{"codes": [...]}` or `{"classificationItems": [...]}`; Kartverket: a list.
    private static func json(
        _ bytes: [UInt8],
        _ kind: ReferenceKind?
    ) throws(RosterError) -> ReferenceFile {
        let limits = JSONLimits(bytes: largest)
        let given = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        guard let root = try? JSONValue.parse(given, limits: limits) else { throw notUnderstood }
        let lists = ["codes", "classificationItems", "containeditems"]
        guard let list = root.array ?? lists.lazy.compactMap({ root[$0]?.array }).first else {
            throw notUnderstood
        }
        var entries: [ReferenceEntry] = []
        for item in list {
            guard let members = item.object else { throw notUnderstood }
            var named: [String: String] = [:]
            for (name, value) in members {
                named[HeaderKey.of(name)] = value.text ?? value.integer.map(String.init)
            }
            guard let entry = ReferenceColumns.entry(named, .municipality) else {
                throw notUnderstood
            }
            entries.append(entry)
        }
        let kind = kind ?? .municipality
        guard kind == .municipality else { throw notUnderstood }
        return ReferenceFile(kind: kind, entries: entries, day: root["validFrom"]?.text)
    }
}

/// What publishers call the columns of their registers.
enum ReferenceColumns {
    private static let codes = ["code", "kode", "kommunenummer", "kommunenr", "codevalue"]
    private static let names = [
        "kommunenavnnorsk", "name", "navn", "kommunenavn", "kommune", "label",
    ]
    private static let from = ["validfrominrequestedrange", "validfrom", "gyldigfra"]
    private static let until = ["validtoinrequestedrange", "validto", "gyldigtil"]

    static func isPostal(_ keys: some Collection<String>) -> Bool {
        (keys.contains("postnummer") || keys.contains("postnr")) && keys.contains("poststed")
    }

    static func isMunicipal(_ keys: some Collection<String>) -> Bool {
        codes.contains(where: keys.contains) && names.contains(where: keys.contains)
            && !keys.contains("postnummer")
    }

    /// A line by the keys of its columns; nil where it has no code or no name.
    static func entry(_ cells: [String: String], _ kind: ReferenceKind) -> ReferenceEntry? {
        func first(_ keys: [String]) -> String? {
            keys.lazy.compactMap { cells[$0]?.cleaned }.first { !$0.isEmpty }
        }
        switch kind {
        case .postalCode:
            guard let code = first(["postnummer", "postnr"]), let name = first(["poststed"]) else {
                return nil
            }
            let about = first(["kommunenummer", "kommunenr"]).map { padded($0) }
            return ReferenceEntry(code: padded(code), name: name, about: about)
        case .municipality:
            guard let code = first(codes), let name = first(names) else { return nil }
            return ReferenceEntry(
                code: padded(code),
                name: name,
                about: nil,
                from: first(from).map { String($0.prefix(10)) },
                until: first(until).map { String($0.prefix(10)) }
            )
        }
    }

    /// Spreadsheets take the nought of 0301 for arithmetic.
    static func padded(_ code: String) -> String {
        guard code.utf8.count < 4, code.asciiDigits == code else { return code }
        return String(repeating: "0", count: 4 - code.utf8.count) + code
    }
}

/// Registers that are tables: delimited text, and workbooks.
enum ReferenceTable {
    static func read(
        _ bytes: [UInt8],
        _ kind: ReferenceKind?
    ) throws(RosterError) -> ReferenceFile {
        if kind != .municipality, let file = try bring(bytes) { return file }
        let table = try RosterReader.read(bytes, options: ReadOptions(headerRow: 1))
        let keys = table.header.map(HeaderKey.of)
        let isPostal = ReferenceColumns.isPostal(keys)
        let found: ReferenceKind = isPostal ? .postalCode : .municipality
        guard isPostal || ReferenceColumns.isMunicipal(keys), kind ?? found == found else {
            throw ReferenceFile.notUnderstood
        }
        var entries: [ReferenceEntry] = []
        for row in table.rows {
            let cells = Dictionary(zip(keys, row.fields), uniquingKeysWith: { first, _ in first })
            guard let entry = ReferenceColumns.entry(cells, found) else {
                throw RosterError(
                    code: "reference.bad_row",
                    message: "A line of the register cannot be read. Fetch the file anew.",
                    row: row.number
                )
            }
            entries.append(entry)
        }
        return ReferenceFile(kind: found, entries: entries)
    }

    /// Bring's text: postal code, place, municipality's number and name, and a letter; no header.
    private static func bring(_ bytes: [UInt8]) throws(RosterError) -> ReferenceFile? {
        let line = bytes.prefix { $0 != 0x0A && $0 != 0x0D }
        let cells = line.split(separator: 0x09, omittingEmptySubsequences: false)
        let isBring =
            cells.count == 5 && cells[0].suffix(4).count == 4
            && cells[0].suffix(4).allSatisfy { (0x30...0x39).contains($0) }
            && cells[4].count == 1
        guard isBring else { return nil }
        let table = try RosterReader.read(
            bytes,
            options: ReadOptions(delimiter: .tab, headerRow: 0)
        )
        var entries: [ReferenceEntry] = []
        for row in table.rows {
            guard row.fields.count == 5, row.flags.isEmpty else {
                throw RosterError(
                    code: "reference.bad_row",
                    message: "A line of the register cannot be read. Fetch the file anew.",
                    row: row.number
                )
            }
            entries.append(
                ReferenceEntry(
                    code: row.fields[0].cleaned,
                    name: row.fields[1].cleaned,
                    about: row.fields[2].cleaned
                )
            )
        }
        return ReferenceFile(kind: .postalCode, entries: entries)
    }
}
