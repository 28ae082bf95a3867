/// The walk through the rows: who has been met so far, and what was decided.
struct PlanWalk {
    private let known: [KnownPerson]
    private let options: PlanOptions
    private let visible: Set<String>
    private var entities: [PlanEntity] = []
    private var index = MatchIndex()
    private var byContentKey: [String: Int] = [:]
    private var rows: [PlanRow] = []
    /// The entity of each planned row, nil for rejects.
    private var owners: [Int?] = []

    /// Someone the row may be, with what was found.
    private struct Hit {
        let entity: Int
        let evidence: Evidence
        let verdict: Verdict
    }

    init(known: [KnownPerson], options: PlanOptions) {
        // The snapshot's order is the store's affair; the plan must not depend on it.
        self.known = known.sorted { $0.id < $1.id }
        self.options = options
        visible = options.visibleCentres
        for (position, person) in self.known.enumerated() {
            let entity = PlanEntity(person, index: position)
            index.insert(entity.profile, as: entities.count)
            for key in person.contentKeys.sorted() where byContentKey[key] == nil {
                byContentKey[key] = entities.count
            }
            entities.append(entity)
        }
    }

    mutating func take(_ outcome: RowReader.Outcome, row: Int) {
        switch outcome {
        case .rejected(let reasons):
            var planned = PlanRow(row: row, action: .reject, centre: options.centre)
            planned.reasons = reasons
            rows.append(planned)
            owners.append(nil)
        case .person(let person, let reasons):
            place(person, reasons)
        }
    }

    /// The rows, with contacts that several persons have marked as shared.
    mutating func finish() -> [PlanRow] {
        var holders: [String: Int] = [:]
        // That another centre's person has a number is nothing a plan may tell.
        for (number, entity) in entities.enumerated() where !isElsewhere(number) {
            for value in entity.contacts { holders[value, default: 0] += 1 }
        }
        for position in rows.indices {
            guard let owner = owners[position] else { continue }
            let shared = entities[owner].contacts.filter { holders[$0, default: 0] > 1 }
            guard !shared.isEmpty else { continue }
            for contact in rows[position].contacts.indices
            where shared.contains(rows[position].contacts[contact].contact.value) {
                rows[position].contacts[contact].ownedBy = .shared
            }
            rows[position].reasons.append(RowReason("contact.shared"))
        }
        return rows
    }

    private mutating func place(_ person: RosterPerson, _ reasons: [RowReason]) {
        let profile = MatchProfile(person)
        var planned = PlanRow(row: person.row, action: .create, centre: person.centre)
        planned.reasons = reasons
        planned.contentKey = ContentKey.of(person)
        planned.blockingKeys = profile.askedKeys.map(ContentKey.of(key:)).sorted()
        if let entity = byContentKey[planned.contentKey] {
            planned.action = .unchanged
            planned.person = personId(of: entity)
            planned.version = version(of: entity)
            planned.reasons.append(RowReason("row.imported_before"))
            entities[entity].hear(person)
            record(planned, owner: entity)
            return
        }
        let hits = index.candidates(for: profile).compactMap { hit(profile, $0) }
        let sames = hits.filter { $0.verdict == .same }
        let strong = hits.filter { $0.verdict == .ask(isStrong: true) }
        if let question = question(hits: hits, sames: sames, strong: strong) {
            ask(person, profile, &planned, hits: hits, because: question)
        } else if let match = sames.first {
            merge(person, profile, &planned, with: match)
        } else {
            create(person, profile, &planned)
        }
    }

    private func hit(_ profile: MatchProfile, _ entity: Int) -> Hit? {
        let evidence = Evidence(profile, entities[entity].profile, today: options.today)
        let verdict = evidence.verdict
        guard verdict != .different else { return nil }
        // An equal name alone in a centre out of view is nobody's business.
        if isElsewhere(entity), verdict == .ask(isStrong: false) { return nil }
        return Hit(entity: entity, evidence: evidence, verdict: verdict)
    }

    /// Why a person must decide, nil where nobody need.
    private func question(hits: [Hit], sames: [Hit], strong: [Hit]) -> String? {
        guard let match = sames.first else {
            if hits.isEmpty { return nil }
            if hits.allSatisfy({ isElsewhere($0.entity) }) { return "match.known_elsewhere" }
            return strong.isEmpty ? "match.name_only" : "match.uncertain"
        }
        let rivals = strong.filter { match.evidence.isDoubted(by: $0.evidence) }
        if sames.count + rivals.count > 1 { return "match.two_candidates" }
        if isElsewhere(match.entity) { return "match.known_elsewhere" }
        if entities[match.entity].isPending { return "match.waits_for_other_row" }
        if case .known(let index) = entities[match.entity].origin, known[index].standing == .left {
            return "match.person_has_left"
        }
        return nil
    }

    private mutating func create(
        _ person: RosterPerson,
        _ profile: MatchProfile,
        _ planned: inout PlanRow
    ) {
        bring(person, into: &planned)
        record(planned, owner: remember(person, profile, isPending: false))
    }

    private mutating func ask(
        _ person: RosterPerson,
        _ profile: MatchProfile,
        _ planned: inout PlanRow,
        hits: [Hit],
        because code: String
    ) {
        planned.action = .ask
        bring(person, into: &planned)
        planned.reasons.append(RowReason(code))
        // Twenty are more than anyone compares; the count of a common name stays in the reasons.
        planned.candidates = hits.prefix(20).map(candidate)
        record(planned, owner: remember(person, profile, isPending: true))
    }

    private mutating func merge(
        _ person: RosterPerson,
        _ profile: MatchProfile,
        _ planned: inout PlanRow,
        with match: Hit
    ) {
        let owner = match.entity
        let isNewMember = !entities[owner].centres.contains(person.centre)
        let diff = FieldDiff(person, against: &entities[owner], options: options)
        add(diff, to: &planned)
        planned.reasons += diff.reasons
        planned.person = personId(of: owner)
        planned.version = version(of: owner)
        planned.candidates = [candidate(match)]
        if case .row(let first) = entities[owner].origin { planned.sameAsRow = first }
        let isEmpty = planned.changes.isEmpty && planned.contacts.isEmpty
        if isNewMember || planned.sameAsRow != nil {
            planned.action = .link
        } else {
            planned.action = isEmpty ? .unchanged : .update
        }
        entities[owner].centres.insert(person.centre)
        entities[owner].profile.absorb(profile)
        index.insert(entities[owner].profile, as: owner)
        record(planned, owner: owner)
    }

    /// Everything somebody new brings, and what is missing of a child.
    private func bring(_ person: RosterPerson, into planned: inout PlanRow) {
        let diff = FieldDiff(creating: person)
        add(diff, to: &planned)
        planned.reasons += diff.reasons
        if person.lacksGuardian(on: options.today) {
            planned.reasons.append(RowReason("guardian.missing"))
        }
    }

    private func add(_ diff: FieldDiff, to planned: inout PlanRow) {
        planned.changes = diff.changes
        planned.contacts = diff.newContacts.map { ContactChange(contact: $0, ownedBy: .own) }
    }

    private mutating func remember(
        _ person: RosterPerson,
        _ profile: MatchProfile,
        isPending: Bool
    ) -> Int {
        entities.append(PlanEntity(person, profile: profile, isPending: isPending))
        index.insert(profile, as: entities.count - 1)
        return entities.count - 1
    }

    private mutating func record(_ planned: PlanRow, owner: Int) {
        rows.append(planned)
        owners.append(owner)
    }

    private func candidate(_ hit: Hit) -> Candidate {
        let outcome: Candidate.Outcome = hit.verdict == .same ? .same : .ask
        if isElsewhere(hit.entity) {
            return Candidate(
                person: nil,
                row: nil,
                isElsewhere: true,
                outcome: .ask,
                evidence: []
            )
        }
        let row: Int? =
            switch entities[hit.entity].origin {
            case .known: nil
            case .row(let number), .pending(let number): number
            }
        return Candidate(
            person: personId(of: hit.entity),
            row: row,
            isElsewhere: false,
            outcome: outcome,
            evidence: hit.evidence.codes
        )
    }

    private func isElsewhere(_ entity: Int) -> Bool {
        guard case .known = entities[entity].origin else { return false }
        return entities[entity].centres.isDisjoint(with: visible)
    }

    private func personId(of entity: Int) -> String? {
        guard case .known(let index) = entities[entity].origin else { return nil }
        return known[index].id
    }

    private func version(of entity: Int) -> String? {
        guard case .known(let index) = entities[entity].origin else { return nil }
        return known[index].version
    }
}
