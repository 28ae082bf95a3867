import Coordination
import SyncCore

/// Turns the rows of a plan that are one person into the edits that bring the store there.
///
/// What the store has already is not written again, so that an import which was stopped half-way,
/// or is run a second time, writes only what is missing.
struct PersonEdits {
    private let person: RowID
    private let record: PersonRecord?
    private let batch: RowID
    private let now: Int64
    private var drafts: [Draft] = []
    private var numbers: [RowID: Int] = [:]
    /// What the plan says and the store has no place for.
    private(set) var reasons: [RowReason] = []
    /// How many values are new so far; what a row adds can be told without comparing all edits.
    private(set) var news = 0

    private struct Draft {
        let base: RowState?
        var edit: Edit

        /// Only what is new; nil when nothing is.
        var result: Edit? {
            var edit = edit
            edit.set = edit.set.filter { (base?[$0.key] ?? .null) != $0.value }
            let isEmpty = edit.set.isEmpty && edit.add.isEmpty
            return base != nil && isEmpty ? nil : edit
        }
    }

    init(person: RowID, record: PersonRecord?, batch: RowID, now: Int64) {
        self.person = person
        self.record = record
        self.batch = batch
        self.now = now
    }

    /// The edits so far, the person first; each names the import it belongs to.
    var edits: [Edit] {
        drafts.compactMap(\.result).enumerated().map { number, edit in
            var edit = edit
            edit.about = number == 0 ? [person, batch] : [person]
            return edit
        }
    }

    /// Adds one row of the plan.
    mutating func take(_ row: PlanRow, centre: RowID) {
        takeName(row, centre)
        takeMembership(row, centre)
        for change in row.changes { take(change, centre) }
        for change in row.contacts { takeContact(change.contact, change.ownedBy.rawValue, centre) }
    }

    private mutating func set(
        _ entity: EntityName,
        _ id: RowID,
        _ base: RowState?,
        _ values: JSONObject
    ) {
        let number = number(entity, id, base)
        for (field, value) in values {
            let held = drafts[number].edit.set[field] ?? base?[field] ?? .null
            if held != value { news += 1 }
            drafts[number].edit.set[field] = value
        }
    }

    private mutating func number(_ entity: EntityName, _ id: RowID, _ base: RowState?) -> Int {
        if let number = numbers[id] { return number }
        numbers[id] = drafts.count
        drafts.append(Draft(base: base, edit: Edit(entity, id)))
        if base == nil { news += 1 }
        return drafts.count - 1
    }

    /// The value as it would stand after the edits so far.
    private func value(_ id: RowID, _ base: RowState?, _ field: String) -> String {
        let drafted = numbers[id].flatMap { drafts[$0].edit.set[field] }
        return (drafted ?? base?[field])?.text ?? ""
    }
}

extension PersonEdits {
    private func privateID(_ centre: RowID) -> RowID {
        record?.privateRow(of: centre)?.id ?? .derived(from: batch, "private/\(person)/\(centre)")
    }

    private mutating func setPrivate(_ centre: RowID, _ values: JSONObject) {
        let base = record?.privateRow(of: centre)
        let id = privateID(centre)
        var values = values
        if base == nil {
            values.merge(["personId": person.json, "centreId": centre.json]) { given, _ in given }
            for (field, value) in carriedOver() where values[field] == nil && numbers[id] == nil {
                values[field] = value
            }
        }
        set(.personPrivate, id, base, values)
    }

    /// A second centre in view has its own record of her, which begins with who she is.
    private func carriedOver() -> JSONObject {
        let drafted = drafts.first { $0.edit.entity == .personPrivate }?.edit.set ?? [:]
        let known = record?.privates.first?.fields ?? drafted
        return known.filter { Self.identity.contains($0.key) }
    }

    private static let identity: Set<String> = [
        "givenName", "familyName", "nameKey", "birthOn", "birthYear", "birthIsEstimated",
    ]

    private mutating func takeName(_ row: PlanRow, _ centre: RowID) {
        let given = row.changes.last { $0.field == .givenName }?.new
        let family = row.changes.last { $0.field == .familyName }?.new
        let base = record?.privateRow(of: centre)
        let id = privateID(centre)
        let before = Self.whole(value(id, base, "givenName"), value(id, base, "familyName"))
        let shown = value(person, record?.person, "displayName")
        var start: JSONObject = [:]
        if record == nil { start["status"] = "active" }
        guard given != nil || family != nil else {
            if base == nil { setPrivate(centre, [:]) }
            return
        }
        let newGiven = given ?? value(id, base, "givenName")
        let newFamily = family ?? value(id, base, "familyName")
        let whole = Self.whole(newGiven, newFamily)
        // A name she has chosen to go by is hers; the one an earlier list made follows the list.
        if shown.isEmpty || shown == before {
            start["displayName"] = .string(PersonFields.fitting(whole, bytes: 200))
        }
        if !start.isEmpty { set(.person, person, record?.person, start) }
        let names: JSONObject = [
            "givenName": .string(PersonFields.fitting(newGiven, bytes: 200)),
            "familyName": .string(PersonFields.fitting(newFamily, bytes: 200)),
            "nameKey": .string(PersonFields.fitting(NameKey.of(whole), bytes: 200)),
        ]
        setPrivate(centre, names.filter { $0.value != "" })
    }

    private static func whole(_ given: String, _ family: String) -> String {
        "\(given) \(family)".cleaned
    }

    private mutating func takeMembership(_ row: PlanRow, _ centre: RowID) {
        let base = record?.membership(in: centre)
        let id = base?.id ?? .derived(from: batch, "membership/\(person)/\(centre)")
        guard base == nil, numbers[id] == nil else {
            // A row of which a person has said who it is: it is not asked about again.
            guard row.answer == .same else { return }
            let text = value(id, base, "externalId")
            let held = text.isEmpty ? RowKeys(first: row.contentKey) : RowKeys(text)
            guard var keys = held else { return }
            keys.add(row.contentKey)
            guard keys.text != text else { return }
            return set(.centreMembership, id, base, ["externalId": .string(keys.text)])
        }
        set(
            .centreMembership,
            id,
            nil,
            [
                "personId": person.json, "centreId": centre.json, "source": "import",
                "externalId": .string(RowKeys(first: row.contentKey).text),
            ]
        )
    }

    private mutating func take(_ change: FieldChange, _ centre: RowID) {
        let new = change.new
        switch change.field {
        case .givenName, .familyName, .fullName, .middleName: break
        case .birthDate: setPrivate(centre, ["birthOn": .string(new)])
        case .birthYear, .age: takeYear(new, centre)
        case .since: takeSince(new, centre)
        case .externalId:
            setMembership(centre, ["externalId": .string(PersonFields.fitting(new, bytes: 100))])
        case .consentContact: takeConsent(isGiven: new == "yes", centre)
        case .guardianMobile:
            let contact = RosterContact(kind: .mobile, value: new, asWritten: new)
            takeContact(contact, "guardian", centre)
        case .guardianEmail:
            let contact = RosterContact(kind: .email, value: new, asWritten: new)
            takeContact(contact, "guardian", centre)
        case .language: add(PersonFields.languageTags(new), to: "languages", change.field)
        case .interests: add(PersonFields.interests(new), to: "interests", change.field)
        default: takeText(change, centre)
        }
    }

    private mutating func takeText(_ change: FieldChange, _ centre: RowID) {
        guard let name = PersonFields.privateTexts[change.field] else {
            return reasons.append(RowReason("field.not_stored", change.field))
        }
        guard PersonFields.isStorable(change.new, in: change.field) else {
            return reasons.append(RowReason("field.not_stored", change.field))
        }
        let text = PersonFields.fitting(change.new, bytes: PersonFields.room[change.field] ?? 4)
        setPrivate(centre, [name: .string(text)])
    }

    /// `1984`, or `~1984` where it was counted from an age.
    private mutating func takeYear(_ text: String, _ centre: RowID) {
        guard let year = Int64(text.drop { $0 == "~" }) else { return }
        setPrivate(
            centre,
            ["birthYear": .integer(year), "birthIsEstimated": .bool(text.hasPrefix("~"))]
        )
    }

    private mutating func takeSince(_ text: String, _ centre: RowID) {
        guard CalendarDate(iso: text) != nil else {
            return reasons.append(RowReason("field.not_stored", .since))
        }
        setMembership(centre, ["sinceOn": .string(text)])
    }

    private mutating func setMembership(_ centre: RowID, _ values: JSONObject) {
        let base = record?.membership(in: centre)
        let id = base?.id ?? .derived(from: batch, "membership/\(person)/\(centre)")
        set(.centreMembership, id, base, values)
    }

    private mutating func add(_ elements: [String], to field: String, _ from: RosterField) {
        guard !elements.isEmpty else {
            return reasons.append(RowReason("field.not_stored", from))
        }
        let held = Set(record?.person[field]?.array?.compactMap(\.text) ?? [])
        let fresh = elements.filter { !held.contains($0) }
        guard !fresh.isEmpty else { return }
        let number = number(.person, person, record?.person)
        let drafted = drafts[number].edit.add[field] ?? []
        let added = fresh.filter { !drafted.contains($0) }
        news += added.count
        drafts[number].edit.add[field] = drafted + added
    }

    private mutating func takeContact(_ contact: RosterContact, _ owner: String, _ centre: RowID) {
        let held = record?.contacts.of(centre) ?? []
        guard !held.contains(where: { $0["valueNormalised"]?.text == contact.value }) else {
            return
        }
        let id = RowID.derived(from: batch, "contact/\(person)/\(centre)/\(contact.value)")
        set(
            .contactPoint,
            id,
            nil,
            [
                "personId": person.json, "centreId": centre.json,
                "kind": .string(contact.kind.rawValue), "valueNormalised": .string(contact.value),
                "valueAsWritten": .string(PersonFields.fitting(contact.asWritten, bytes: 320)),
                "ownedBy": .string(owner),
            ]
        )
    }

    private mutating func takeConsent(isGiven: Bool, _ centre: RowID) {
        if let held = record?.contactConsent(of: centre) {
            // A yes that stands is not given twice, and a withdrawal is never taken back by a file.
            guard !isGiven, held["choice"]?.text == "given" else { return }
            return set(
                .consent,
                held.id,
                held,
                ["choice": "withdrawn", "withdrawnAt": .integer(now)]
            )
        }
        var values: JSONObject = [
            "personId": person.json, "centreId": centre.json, "purpose": "contact",
            "givenBy": "self", "givenAt": .integer(now), "textVersion": "roster",
            "choice": isGiven ? "given" : "withdrawn",
        ]
        if !isGiven { values["withdrawnAt"] = .integer(now) }
        set(.consent, .derived(from: batch, "consent/\(person)/\(centre)"), nil, values)
    }
}
