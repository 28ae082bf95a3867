/// Works out what a row changes in a person, never at the cost of better data.
struct FieldDiff {
    private(set) var changes: [FieldChange] = []
    private(set) var newContacts: [RosterContact] = []
    private(set) var reasons: [RowReason] = []
    private let fileDate: CalendarDate?
    private let importedOn: CalendarDate?
    private let centre: String

    /// Compares a row with a person and writes what it changes into `entity`.
    init(_ person: RosterPerson, against entity: inout PlanEntity, options: PlanOptions) {
        fileDate = options.fileDate
        importedOn = options.importedOn
        centre = person.centre
        compareName(person.name, &entity)
        compareBirth(person.birth, &entity)
        for (field, value) in person.values.sorted(by: { $0.key < $1.key }) {
            compare(field, old: entity.value(field, at: centre), new: value, &entity)
        }
        let guardians = [RosterField.guardianMobile, .guardianEmail].map {
            entity.value($0, at: centre)
        }
        for contact in person.contacts where entity.add(contact.value, at: centre) {
            // A number the store keeps as the guardian's is not stored a second time.
            if !guardians.contains(contact.value) { newContacts.append(contact) }
        }
    }

    /// Everything a new person brings.
    init(creating person: RosterPerson) {
        fileDate = nil
        importedOn = nil
        centre = person.centre
        func add(_ field: RosterField, _ value: String) {
            guard !value.isEmpty else { return }
            guard PersonFields.isStorable(value, in: field) else {
                return reasons.append(RowReason("field.not_stored", field))
            }
            changes.append(FieldChange(field: field, old: nil, new: value))
        }
        add(.givenName, person.name.given)
        add(.familyName, person.name.family)
        if let birth = person.birth { add(birth.field, birth.text) }
        for (field, value) in person.values.sorted(by: { $0.key < $1.key }) { add(field, value) }
        newContacts = person.contacts
    }

    /// Another spelling of one name is no change: Kåre stays when the file says Kaare.
    private mutating func compareName(_ name: PersonName, _ entity: inout PlanEntity) {
        let held = entity.name(at: centre)
        let isSwapped =
            MatchProfile.NameKeys(name).parts == MatchProfile.NameKeys(held).parts
        let pairs: [(RosterField, String, String)] = [
            (.givenName, held.given, name.given), (.familyName, held.family, name.family),
        ]
        for (field, old, new) in pairs where !new.isEmpty {
            if isSwapped || NameKey.of(old) == NameKey.of(new) || Self.isPart(new, of: old) {
                entity.say(field, at: centre)
                if old != new { reasons.append(RowReason("name.spelling_kept", field)) }
                continue
            }
            let before = changes.count
            compare(field, old: old.isEmpty ? nil : old, new: new, &entity)
            if changes.count > before { entity.set(field, ofNameTo: new, at: centre) }
        }
    }

    /// "Anne" takes nothing from "Anne Grete".
    private static func isPart(_ few: String, of many: String) -> Bool {
        let all = Set(many.split(separator: " ").map { NameKey.of(String($0)) })
        return few.split(separator: " ").allSatisfy { all.contains(NameKey.of(String($0))) }
    }

    private mutating func compareBirth(_ birth: DateReader.Value?, _ entity: inout PlanEntity) {
        guard let birth else { return }
        let held = entity.birth(at: centre)
        if held == birth {
            entity.say(.birthDate, at: centre)
            entity.say(.birthYear, at: centre)
            return
        }
        if case .day = held { return }
        // An age gives a year that moves with the day the file is read; a year once known stays.
        if case .year = birth, held != nil { return }
        let before = changes.count
        compare(birth.field, old: held?.text, new: birth.text, &entity)
        if changes.count > before { entity.set(birth, at: centre) }
    }

    private mutating func compare(
        _ field: RosterField,
        old: String?,
        new: String,
        _ entity: inout PlanEntity
    ) {
        if PersonFields.holds(old, new, in: field) || isHeldAsOwn(new, field, entity) {
            // The first row to speak on a field is heard, also when it says what is there already:
            // else a later row would win the second time the file is read.
            entity.say(field, at: centre)
            return
        }
        guard old != nil || PersonFields.isStorable(new, in: field) else {
            return reasons.append(RowReason("field.not_stored", field))
        }
        if let kept = keeps(field, old: old, new: new, entity) {
            reasons.append(RowReason(kept, field))
            return
        }
        changes.append(FieldChange(field: field, old: old, new: new))
        entity.set(field, new, at: centre)
        entity.say(field, at: centre)
    }

    /// A guardian's number that the store has as the person's own.
    private func isHeldAsOwn(_ new: String, _ field: RosterField, _ entity: PlanEntity) -> Bool {
        (field == .guardianMobile || field == .guardianEmail) && entity.has(new, at: centre)
    }

    /// Why the value there is stays, nil where the file's value may replace it.
    private func keeps(
        _ field: RosterField,
        old: String?,
        new: String,
        _ entity: PlanEntity
    ) -> String? {
        guard let old else { return nil }
        if entity.hasSaid(field, at: centre) { return "field.said_otherwise_earlier" }
        let edited = entity.editedOn(field, at: centre)
        if let edited, let fileDate, edited > fileDate {
            return "field.edited_later"
        }
        // What somebody has changed since this very file was imported is her word on it.
        if let edited, let importedOn, edited >= importedOn {
            return "field.edited_later"
        }
        switch field {
        case .consentContact: return old == "no" ? "consent.withdrawal_kept" : nil
        case .certificate, .confidentiality:
            // "ja" and "nei" say less than a date, and an older date less than a newer one.
            return old != "no" && (old == "yes" ? new == "no" : new < old || !new.isDay)
                ? "certificate.kept" : nil
        case .since: return old <= new ? "since.kept" : nil
        case .externalId: return "external_id.kept"
        default: return nil
        }
    }
}

extension String {
    fileprivate var isDay: Bool { CalendarDate(iso: self) != nil }
}

extension DateReader.Value {
    var field: RosterField { if case .day = self { .birthDate } else { .birthYear } }

    /// The day as `yyyy-mm-dd`, or the year, with `~` before one counted from an age.
    var text: String {
        switch self {
        case .day(let date): date.iso
        case .year(let year, let isEstimated): (isEstimated ? "~" : "") + String(year)
        }
    }
}
