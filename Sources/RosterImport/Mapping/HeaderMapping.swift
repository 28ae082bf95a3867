/// What each column of a table is taken to mean, and how sure we are of it.
///
///     let mapping = HeaderMapping(of: table, overrides: ["Tlf 2": .phone])
///     print(mapping.unknown, mapping.refused.map(\.category))
package struct HeaderMapping: Sendable, Equatable {
    package enum Use: Sendable, Equatable {
        case field(RosterField)
        /// Personal data we may not hold; the column is counted and never kept.
        case refused(category: String)
        /// Not understood; listed for a person to map or to ignore.
        case unknown
        /// A person has said that the column is not wanted.
        case ignored
    }

    package struct Column: Sendable, Equatable {
        package var index: Int
        /// The name as written, empty where there is none.
        package var header: String
        package var use: Use
        /// 0 to 1; 1 for a known name or a person's word.
        package var confidence: Double

        /// The name used in overrides and reports: the header, or `#3` for the third column.
        package var label: String { header.isEmpty ? "#\(index + 1)" : header }
    }

    package private(set) var columns: [Column]
    /// The same for every file with the same column names; a saved mapping is found by it.
    package let fingerprint: String

    /// Maps by name, or by values without names; a person's word beats both, never a refusal.
    ///
    /// `overrides` and `ignored` name columns by header, or by number as `#1`.
    package init(
        of table: ReadTable,
        overrides: [String: RosterField] = [:],
        ignored: Set<String> = []
    ) {
        fingerprint = Self.fingerprint(of: table)
        let names =
            table.header.isEmpty
            ? Array(repeating: "", count: table.columnCount) : table.header
        let said = Dictionary(
            overrides.map { (Self.key(of: $0.key), $0.value) },
            uniquingKeysWith: min
        )
        let unwanted = Set(ignored.map(Self.key(of:)))
        let values = ColumnValues(table)
        columns = names.enumerated().map { index, name in
            var column = Column(index: index, header: name, use: .unknown, confidence: 0)
            let key = Self.key(of: column.label)
            if let category = SensitiveColumns.category(of: name) ?? values.category(of: index) {
                column.use = .refused(category: category)
                column.confidence = 1
            } else if unwanted.contains(key) || unwanted.contains("#\(index + 1)")
                || RejectFile.columnNames.contains(name)
                || name.isEmpty && !table.header.isEmpty && values.isEmpty(index)
            {
                column.use = .ignored
                column.confidence = 1
            } else if let field = said[key] ?? said["#\(index + 1)"]
                ?? HeaderSynonyms.field(for: name)
            {
                column.use = .field(field)
                column.confidence = 1
            }
            return column
        }
        if table.header.isEmpty { recognise(by: values) }
        settleNames()
        settleBirthday()
        settlePhones(keeping: said)
        settleRepeats()
    }

    /// The column that overrides would mean by this name, or by number as `#1`; nil without one.
    package func column(named label: String) -> Column? {
        if let number = label.hasPrefix("#") ? Int(label.dropFirst()) : nil {
            return columns.first { $0.index + 1 == number }
        }
        return columns.first { Self.key(of: $0.label) == Self.key(of: label) }
    }

    /// Columns nobody has explained, by label; they are read past, and said so.
    package var unknown: [String] { columns.filter { $0.use == .unknown }.map(\.label) }

    /// Columns left out because we may not hold what they say.
    package var refused: [(label: String, category: String)] {
        columns.compactMap { column in
            guard case .refused(let category) = column.use else { return nil }
            return (column.label, category)
        }
    }

    /// A person should confirm the mapping: it was read from values, or no column names a person.
    package var needsConfirmation: Bool {
        let used = columns.filter { if case .field = $0.use { true } else { false } }
        return !hasName || used.contains { $0.confidence < 0.6 }
    }

    /// Some column holds a name.
    package var hasName: Bool {
        [.givenName, .familyName, .fullName].contains { !indices(of: $0).isEmpty }
    }

    /// The columns with a meaning, from the left.
    package func indices(of field: RosterField) -> [Int] {
        columns.filter { $0.use == .field(field) }.map(\.index)
    }

    private static func key(of label: String) -> String {
        label.hasPrefix("#") ? label : HeaderKey.of(label)
    }

    private static func fingerprint(of table: ReadTable) -> String {
        var fingerprint = Fingerprint()
        fingerprint.add(String(table.columnCount))
        for name in table.header { fingerprint.add(HeaderKey.of(name)) }
        return fingerprint.text
    }

    private mutating func recognise(by values: ColumnValues) {
        let taken = columns.map { $0.use != .unknown }
        for (index, field) in values.guesses(skipping: taken) {
            columns[index].use = .field(field)
            columns[index].confidence = values.confidence(of: field)
        }
    }

    /// "Namn" beside "Etternamn" is the given name.
    private mutating func settleNames() {
        guard indices(of: .givenName).isEmpty, !indices(of: .familyName).isEmpty,
            let whole = indices(of: .fullName).first
        else { return }
        columns[whole].use = .field(.givenName)
        columns[whole].confidence = 0.9
    }

    /// "Birth Day" beside month and year is a day of the month; alone it is the whole birthday.
    private mutating func settleBirthday() {
        guard !indices(of: .birthMonth).isEmpty, !indices(of: .birthYear).isEmpty,
            let day = indices(of: .birthDate).first, indices(of: .birthDay).isEmpty
        else { return }
        columns[day].use = .field(.birthDay)
    }

    /// "Telefon" is the mobile, unless a column is called so.
    private mutating func settlePhones(keeping said: [String: RosterField]) {
        let mobiles = indices(of: .mobile)
        func isPlain(_ index: Int) -> Bool {
            let key = HeaderKey.of(columns[index].header)
            return said[key] == nil && said["#\(index + 1)"] == nil
                && (key.hasPrefix("tlf") || key.hasPrefix("tele"))
                && !key.contains("mobil")
        }
        guard mobiles.contains(where: { !isPlain($0) }) else { return }
        for index in mobiles where isPlain(index) { columns[index].use = .field(.phone) }
    }

    /// A second column of one meaning is used only where values add up.
    private mutating func settleRepeats() {
        var seen: Set<RosterField> = []
        for index in columns.indices {
            guard case .field(let field) = columns[index].use else { continue }
            if !seen.insert(field).inserted, !field.mayRepeat { columns[index].use = .unknown }
        }
    }
}
