import Coordination

/// Reads rows as persons by a mapping: values in stored form, with the reason for all that is not.
package struct RowReader: Sendable {
    /// A person, or why the row cannot be one.
    package enum Outcome: Sendable, Equatable {
        case person(RosterPerson, [RowReason])
        case rejected([RowReason])
    }

    private let mapping: HeaderMapping
    private let dates: DateReader
    private let postal: PostalReader
    private let options: PlanOptions
    private let tellsBirths: Bool

    /// `dateOrder` is given where the table's rows are only the first ones.
    package init(
        table: ReadTable,
        mapping: HeaderMapping,
        options: PlanOptions,
        dateOrder: DateReader.Order? = nil
    ) {
        self.mapping = mapping
        self.options = options
        tellsBirths = [RosterField.birthDate, .birthYear, .age]
            .contains { !mapping.indices(of: $0).isEmpty }
        let birthColumn = mapping.indices(of: .birthDate).first
        let cells = table.rows.lazy.compactMap { row in
            birthColumn.flatMap { $0 < row.fields.count ? row.fields[$0] : nil }
        }
        dates = DateReader(
            today: options.today,
            order: dateOrder ?? DateReader.order(of: cells),
            countsFrom1904: options.countsFrom1904 || table.sheet?.countsFrom1904 ?? false
        )
        postal = PostalReader(register: options.postalRegister)
    }

    package func read(_ row: SourceRow) -> Outcome {
        var reading = RowReading(cells: cells(of: row))
        if row.flags.contains(.long) { reading.errors.append(RowReason("row.too_many_fields")) }
        if row.flags.contains(.unclosedQuote) { reading.errors.append(RowReason("row.open_quote")) }
        if row.flags.contains(.badBytes) { reading.reasons.append(RowReason("row.bad_bytes")) }
        if row.flags.contains(.doubleEncoded) {
            reading.reasons.append(RowReason("row.double_encoded"))
        }
        for field in reading.cells.fields(where: CellError.is) {
            reading.errors.append(RowReason("value.cell_error", field))
        }
        if holdsUnreadAddress(row) { reading.reasons.append(RowReason("column.email_unread")) }
        let name = readName(&reading)
        let birth = readBirth(&reading)
        let contacts = readContacts(&reading)
        let centre = readCentre(&reading)
        let values = readValues(&reading)
        guard reading.errors.isEmpty, let name, let centre else {
            return .rejected(reading.errors + reading.reasons)
        }
        let person = RosterPerson(
            row: row.number,
            name: name,
            birth: birth,
            contacts: contacts,
            values: values,
            centre: centre,
            listTellsBirths: tellsBirths
        )
        return .person(person, reading.reasons)
    }

    /// Whether a column called something with e-mail, which nobody has mapped, has a bad address.
    private func holdsUnreadAddress(_ row: SourceRow) -> Bool {
        mapping.columns.contains { column in
            guard column.use == .unknown, column.index < row.fields.count else { return false }
            let key = HeaderKey.of(column.header)
            guard ["email", "epost", "mail"].contains(where: key.hasSuffix) else { return false }
            let cell = row.fields[column.index]
            return !cell.rosterTrimmed.isEmpty && EmailReader.read(cell).error != nil
        }
    }

    private func cells(of row: SourceRow) -> FieldCells {
        var cells = FieldCells()
        for column in mapping.columns where column.index < row.fields.count {
            guard case .field(let field) = column.use else { continue }
            let cell = Formula.restored(row.fields[column.index])
            guard !cell.rosterTrimmed.isEmpty, !isDash(cell, in: field) else { continue }
            cells.add(cell, to: field)
        }
        return cells
    }

    /// A dash stands for nothing, except where it says no.
    private func isDash(_ cell: String, in field: RosterField) -> Bool {
        switch field {
        case .consentContact, .certificate, .confidentiality: return false
        default: return ["-", "–", "—"].contains(cell.rosterTrimmed)
        }
    }

    private func readName(_ reading: inout RowReading) -> PersonName? {
        let given = reading.first(.givenName)
        let family = reading.first(.familyName)
        let whole = reading.first(.fullName)
        let isDivided = !(given + family).rosterTrimmed.isEmpty
        let name =
            isDivided || whole.isEmpty
            ? NameReader.read(given: given, middle: reading.first(.middleName), family: family)
            : NameReader.read(full: whole)
        let field: RosterField = isDivided ? .givenName : .fullName
        let holdsId = [given, family, whole].contains { NationalId.isMentioned(in: $0) }
        if holdsId { reading.errors.append(RowReason("value.national_id", field)) }
        guard let value = reading.take(name, field), !holdsId else { return nil }
        guard options.capitalisesNames, name.warnings.contains("name.all_capitals") else {
            return value
        }
        return PersonName(
            given: NameReader.titleCased(value.given),
            family: NameReader.titleCased(value.family)
        )
    }

    private func readBirth(_ reading: inout RowReading) -> DateReader.Value? {
        if let cell = reading.cells[.birthDate]?.first {
            return reading.take(dates.read(cell), .birthDate)
        }
        if let year = reading.cells[.birthYear]?.first {
            let parts = [reading.first(.birthDay), reading.first(.birthMonth), year]
            let isWhole = !parts.contains("")
            return reading.take(
                dates.read(isWhole ? parts.joined(separator: ".") : year),
                .birthYear
            )
        }
        guard let age = reading.cells[.age]?.first else { return nil }
        return reading.take(dates.readAge(age), .age)
    }

    private func readContacts(_ reading: inout RowReading) -> [RosterContact] {
        var contacts: [RosterContact] = []
        func add(_ kind: RosterContact.Kind, _ value: String, _ cell: String) {
            guard !contacts.contains(where: { $0.value == value }) else { return }
            let written = NationalId.redacted(cell.cleaned)
            contacts.append(RosterContact(kind: kind, value: value, asWritten: written))
        }
        for field in [RosterField.mobile, .phone] {
            for cell in reading.cells[field] ?? [] {
                for number in reading.take(PhoneReader.read(cell), field) ?? [] {
                    let isSaidMobile =
                        field == .mobile
                        && (number.kind == .foreign || number.kind == .machine)
                    let isMobile = number.kind == .mobile || isSaidMobile
                    guard ContactForm.isPhone(number.e164) else {
                        reading.reasons.append(RowReason("contact.left_out", field))
                        continue
                    }
                    add(isMobile ? .mobile : .phone, number.e164, cell)
                }
            }
        }
        for cell in reading.cells[.email] ?? [] {
            for address in reading.take(EmailReader.read(cell), .email) ?? [] {
                // The store has the last word on its form; the person goes in without it.
                guard EmailReader.isPlain(address) || ContactForm.isEmail(address) else {
                    reading.reasons.append(RowReason("contact.left_out", .email))
                    continue
                }
                add(.email, address, cell)
            }
        }
        return contacts
    }

    private func readCentre(_ reading: inout RowReading) -> String? {
        guard !options.centres.isEmpty, let cell = reading.cells[.centre]?.first else {
            return options.centre
        }
        if let id = options.centreId(named: cell) { return id }
        reading.errors.append(RowReason("centre.unknown", .centre))
        return nil
    }

    private func readValues(_ reading: inout RowReading) -> [RosterField: String] {
        var values: [RosterField: String] = [:]
        readPlace(&reading, into: &values)
        for field in [RosterField.since, .certificate, .confidentiality] {
            guard let cell = reading.cells[field]?.first else { continue }
            values[field] = readDay(cell, field, &reading)
        }
        if let cell = reading.cells[.consentContact]?.first {
            let answer = reading.takeLoosely(YesNoReader.read(cell), .consentContact)
            values[.consentContact] = answer.map { $0 ? "yes" : "no" }
        }
        if let cell = reading.cells[.guardianMobile]?.first {
            let numbers = reading.takeLoosely(PhoneReader.read(cell), .guardianMobile)
            values[.guardianMobile] = reading.storable(numbers?.first?.e164, .guardianMobile)
        }
        if let cell = reading.cells[.guardianEmail]?.first {
            let addresses = reading.takeLoosely(EmailReader.read(cell), .guardianEmail)
            values[.guardianEmail] = reading.storable(addresses?.first, .guardianEmail)
        }
        for field in Self.plainFields {
            guard let cells = reading.cells[field] else { continue }
            values[field] = plainText(cells, field, &reading)
        }
        // What is left of an identity number is no number of the list's own.
        if values[.externalId]?.contains(NationalId.mark) == true { values[.externalId] = nil }
        if let text = values[.municipality] {
            values[.municipality] = municipality(text, &reading)
        }
        return values
    }

    private static let plainFields: [RosterField] = [
        .address, .municipality, .guardianName, .interests, .language, .note, .gender, .externalId,
    ]

    /// Free text, with identity numbers taken out.
    private func plainText(
        _ cells: [String],
        _ field: RosterField,
        _ reading: inout RowReading
    ) -> String {
        let text = cells.map(\.cleaned).joined(separator: "; ")
        guard NationalId.isMentioned(in: text) else { return text }
        reading.reasons.append(RowReason("value.national_id", field))
        return NationalId.redacted(text)
    }

    /// The number of a municipality that the list names or numbers; what it says without a register.
    private func municipality(_ text: String, _ reading: inout RowReading) -> String {
        guard let register = options.municipalities else { return text }
        switch register.find(text) {
        case .number(let number): return number
        case .ended(let number):
            reading.reasons.append(RowReason("municipality.ended", .municipality))
            return number
        case .ambiguous: reading.reasons.append(RowReason("municipality.ambiguous", .municipality))
        case .unknown: reading.reasons.append(RowReason("municipality.unknown", .municipality))
        }
        return text
    }

    private func readPlace(_ reading: inout RowReading, into values: inout [RosterField: String]) {
        let told = reading.first(.postalPlace)
        let place = plainText([told], .postalPlace, &reading)
        if !place.isEmpty { values[.postalPlace] = place }
        guard let cell = reading.cells[.postalCode]?.first,
            let code = reading.take(postal.read(cell, place: place), .postalCode)
        else { return }
        values[.postalCode] = code.text
        if place.isEmpty, let found = code.place {
            values[.postalPlace] = plainText([found], .postalPlace, &reading)
        }
    }

    /// A day, or "yes" and "no" where the list only ticks.
    private func readDay(
        _ cell: String,
        _ field: RosterField,
        _ reading: inout RowReading
    ) -> String? {
        if field != .since, let answer = YesNoReader.read(cell).value {
            return answer ? "yes" : "no"
        }
        switch reading.takeLoosely(dates.read(cell), field) {
        case .day(let date): return date.iso
        case .year(let year, _): return String(year)
        case nil: return nil
        }
    }
}

/// The cells of one row by meaning, and what reading them has told so far.
struct RowReading {
    let cells: FieldCells
    /// The row cannot stand.
    var errors: [RowReason] = []
    /// The row stands, but someone should know.
    var reasons: [RowReason] = []

    init(cells: FieldCells) {
        self.cells = cells
    }

    func first(_ field: RosterField) -> String { cells[field]?.first ?? "" }

    /// Takes a value the row cannot do without when it is given.
    mutating func take<Value>(_ reading: ValueReading<Value>, _ field: RosterField) -> Value? {
        reasons += reading.warnings.map { RowReason($0, field) }
        if let error = reading.error { errors.append(RowReason(error, field)) }
        return reading.value
    }

    /// A guardian's number or address, left out and reported where the store would not have it.
    mutating func storable(_ value: String?, _ field: RosterField) -> String? {
        guard let value else { return nil }
        let isEmail = field == .guardianEmail
        if isEmail ? ContactForm.isEmail(value) : ContactForm.isPhone(value) { return value }
        reasons.append(RowReason("contact.left_out", field))
        return nil
    }

    /// Takes a value that is left out, and reported, when it cannot be read.
    mutating func takeLoosely<Value>(
        _ reading: ValueReading<Value>,
        _ field: RosterField
    ) -> Value? {
        reasons += (reading.warnings + [reading.error].compactMap(\.self)).map {
            RowReason($0, field)
        }
        return reading.value
    }
}
