import Coordination
import Geometry
package import SyncCore

extension PersonSnapshot {
    /// The persons as the planner may see them for centres in view, each read when she is asked for.
    ///
    /// Of a person in view only what these centres have recorded is told; somebody of other centres
    /// alone stands with what she is matched by, and the plan says no more than "known elsewhere".
    package func persons(inView: Set<RowID>, today: CalendarDate) -> KnownPersons {
        KnownPersons(self, inView: inView, today: today)
    }

    /// The same, all of them at once, in the order of their ids.
    package func known(inView: Set<RowID>, today: CalendarDate) throws -> [KnownPerson] {
        var known: [KnownPerson] = []
        try forEach { record in
            if let person = self.known(record, inView: inView, today: today) {
                known.append(person)
            }
        }
        return known
    }

    /// Nil for somebody who belongs to no centre, such as the bearer of a pass.
    func known(
        _ record: PersonRecord,
        inView: Set<RowID>,
        today: CalendarDate
    ) -> KnownPerson? {
        let centres = record.centres
        guard !centres.isEmpty else { return nil }
        let own = centres.intersection(inView)
        let seen = own.isEmpty ? centres : own
        var person = known(record, seenBy: seen, today: today)
        guard own.count > 1 else {
            person.home = own.first?.description
            return person
        }
        for centre in own {
            let its = known(record, seenBy: [centre], today: today)
            person.held[centre.description] = KnownHolding(
                name: record.privates.of(centre).isEmpty ? nil : its.name,
                birth: its.birth,
                values: its.values,
                contacts: Set(its.contacts.map(\.value)),
                editedOn: its.editedOn
            )
        }
        return person
    }

    /// The person with all that these centres hold of her.
    private func known(
        _ record: PersonRecord,
        seenBy seen: Set<RowID>,
        today: CalendarDate
    ) -> KnownPerson {
        let centres = record.centres
        let privateRow = record.privates.first { $0.id(in: "centreId").map(seen.contains) ?? false }
        let contacts = record.contacts.filter { $0.id(in: "centreId").map(seen.contains) ?? false }
        var person = KnownPerson(
            id: record.id.description,
            version: Self.version(record, seenBy: seen),
            name: Self.name(record.person, privateRow),
            birth: Self.birth(privateRow),
            contacts: contacts.filter { $0["ownedBy"]?.text != "guardian" }.compactMap(
                RosterContact.init
            ),
            centres: Set(centres.map(\.description)),
            standing: Self.standing(record, seenBy: seen, today: today)
        )
        let memberships = record.memberships.filter {
            $0.id(in: "centreId").map(seen.contains) ?? false
        }
        person.contentKeys = Set(memberships.flatMap(\.contentKeys))
        person.values = Self.values(record, privateRow, memberships.first, contacts, seen)
        person.editedOn = editedOn(record.rows(seenBy: seen))
        return person
    }

    /// Changes with every change of a row the plan could have read.
    static func version(_ record: PersonRecord, seenBy centres: Set<RowID>) -> String {
        var fingerprint = Fingerprint()
        let rows = record.rows(seenBy: centres).map {
            "\($0.id) \($0.latestStamp?.seq ?? 0)"
        }
        for row in rows.sorted() { fingerprint.add(row) }
        return fingerprint.text
    }

    private static func name(_ person: RowState, _ privateRow: RowState?) -> PersonName {
        let given = privateRow?["givenName"]?.text ?? ""
        let family = privateRow?["familyName"]?.text ?? ""
        if !(given + family).isEmpty { return PersonName(given: given, family: family) }
        let shown = person["displayName"]?.text ?? ""
        return NameReader.read(full: shown).value ?? PersonName(given: shown, family: "")
    }

    private static func birth(_ privateRow: RowState?) -> DateReader.Value? {
        if let day = privateRow?["birthOn"]?.text.flatMap({ CalendarDate(iso: $0) }) {
            return .day(day)
        }
        guard let year = privateRow?["birthYear"]?.integer else { return nil }
        let isEstimated = privateRow?["birthIsEstimated"]?.bool ?? false
        return .year(Int(year), isEstimated: isEstimated)
    }

    private static func standing(
        _ record: PersonRecord,
        seenBy centres: Set<RowID>,
        today: CalendarDate
    ) -> KnownPerson.Standing {
        if record.person["status"]?.text == "left" { return .left }
        let memberships = record.memberships.filter {
            $0.id(in: "centreId").map(centres.contains) ?? false
        }
        let isOver = memberships.allSatisfy { row in
            row["untilOn"]?.text.flatMap { CalendarDate(iso: $0) }.map { $0 < today } ?? false
        }
        return isOver ? .left : .active
    }

    private static func values(
        _ record: PersonRecord,
        _ privateRow: RowState?,
        _ membership: RowState?,
        _ contacts: [RowState],
        _ centres: Set<RowID>
    ) -> [RosterField: String] {
        var values: [RosterField: String] = [:]
        for (field, name) in PersonFields.privateTexts { values[field] = privateRow?[name]?.text }
        values[.since] = membership?["sinceOn"]?.text
        values[.externalId] = membership?.externalID
        values[.language] = record.person.list("languages")
        values[.interests] = record.person.list("interests")
        let guardians = contacts.filter { $0["ownedBy"]?.text == "guardian" }
        values[.guardianMobile] =
            guardians.first { $0["kind"]?.text != "email" }?["valueNormalised"]?.text
        values[.guardianEmail] =
            guardians.first { $0["kind"]?.text == "email" }?["valueNormalised"]?.text
        let consents = centres.compactMap { record.contactConsent(of: $0) }
        if let isGiven = consents.map({ $0["choice"]?.text == "given" }).min(by: { !$0 && $1 }) {
            values[.consentContact] = isGiven ? "yes" : "no"
        }
        return values
    }

    /// When somebody last changed a field by hand; what imports wrote is not counted.
    private func editedOn(_ rows: [RowState]) -> [RosterField: CalendarDate] {
        var days: [RosterField: CalendarDate] = [:]
        for row in rows {
            for (field, unit) in PersonFields.units(of: row.entity) {
                guard let stamp = row.stamps[unit], !imported.contains(stamp.seq) else { continue }
                let day = CalendarDate(iso: OsloTime.date(at: stamp.at).description)
                days[field] = [days[field], day].compactMap(\.self).max()
            }
        }
        return days
    }
}

extension RowState {
    fileprivate var contentKeys: [String] { RowKeys(self["externalId"]?.text)?.keys ?? [] }

    fileprivate var externalID: String? {
        let text = self["externalId"]?.text
        return RowKeys(text) == nil ? text : nil
    }

    fileprivate func list(_ field: String) -> String? {
        guard let elements = self[field]?.array, !elements.isEmpty else { return nil }
        return elements.compactMap(\.text).joined(separator: "; ")
    }
}

extension RosterContact {
    fileprivate init?(_ row: RowState) {
        guard let kind = row["kind"]?.text.flatMap(Kind.init),
            let value = row["valueNormalised"]?.text
        else { return nil }
        self.init(kind: kind, value: value, asWritten: row["valueAsWritten"]?.text ?? value)
    }
}
