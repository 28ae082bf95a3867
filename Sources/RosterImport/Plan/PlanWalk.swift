/// The walk through the rows: who has been met so far, and what was decided.
///
/// Rows are taken once, in order, and each is decided at once. Of a person that a row makes little
/// is kept (`EntityTable`); where a later row may be her, her rows are read again.
struct PlanWalk {
    private let known: KnownPersons
    private let reader: RowReader
    private let options: PlanOptions
    private var table: EntityTable
    private var index: BlockIndex
    private var memory: RowMemory
    /// The first row of each person a row makes; those of the store stand before them.
    private var firstRows: [UInt32] = []
    private var byContentKey: [UInt64: UInt32] = [:]
    /// Rows after the first that told of a person, each with the one before it; and the last one
    /// of each person.
    private var laterRows: [LaterRow] = []
    private var lastLater: [UInt32] = []
    private var recent: [Int: PlanEntity] = [:]
    /// The person of each row, by the row's place; none for rejects.
    private var owners: [UInt32] = []
    /// Persons one of whose contacts somebody else may have.
    private var suspects: [Bool] = []

    private static let nobody = UInt32.max

    private struct LaterRow {
        let place: UInt32
        let previous: UInt32
        /// It says what an earlier import has said: nothing of it is taken.
        let isHeard: Bool
    }

    /// Someone the row may be, with what was found.
    private struct Hit {
        let entity: Int
        let codes: [String]
        let verdict: Verdict
        /// Nil for a namesake at a glance, with whom the row has nothing else in common.
        var evidence: Evidence?

        /// Whether this one is the same person only if the other one is not.
        func isDoubted(by other: Hit) -> Bool {
            guard let evidence else { return true }
            return other.evidence.map(evidence.isDoubted) ?? evidence.isDoubtedByNamesake
        }
    }

    init(
        known: KnownPersons,
        reader: RowReader,
        options: PlanOptions,
        memory: RowMemory,
        expecting rows: Int
    ) throws(RosterError) {
        self.known = known
        self.reader = reader
        self.options = options
        self.memory = memory
        let count = try rows + known.expected()
        table = EntityTable(expecting: count)
        index = BlockIndex(expecting: count * 5)
        owners.reserveCapacity(rows)
        firstRows.reserveCapacity(rows)
        lastLater.reserveCapacity(count)
        suspects.reserveCapacity(count)
        let visible = options.visibleCentres
        try known.load { add($0, visible: visible) }
    }

    /// Somebody the store has; numbers follow the order in which they come.
    private mutating func add(_ person: KnownPerson, visible: Set<String>) {
        let position = table.count
        var traits: EntityTable.Traits = []
        if person.centres.isDisjoint(with: visible) { traits.insert(.isElsewhere) }
        if person.standing == .left { traits.insert(.hasLeft) }
        add(MatchProfile(person), traits, at: position)
        for key in person.contentKeys.sorted() {
            guard let number = UInt64(key, radix: 16) else { continue }
            if byContentKey[number] == nil { byContentKey[number] = UInt32(position) }
        }
    }

    /// Decides about a row; throws where an earlier one cannot be read again.
    mutating func take(
        _ read: ReadRow,
        _ row: SourceRow
    ) throws(RosterError) -> PlanRow {
        let place = memory.count
        try memory.keep(row)
        owners.append(Self.nobody)
        switch read.outcome {
        case .rejected(let reasons):
            var planned = PlanRow(row: row.number, action: .reject, centre: options.centre)
            planned.reasons = reasons
            return planned
        case .person(let person, let reasons):
            return try self.place(person, reasons, place, read)
        }
    }

    private mutating func place(
        _ person: RosterPerson,
        _ reasons: [RowReason],
        _ place: Int,
        _ read: ReadRow
    ) throws(RosterError) -> PlanRow {
        let profile = read.profile ?? MatchProfile(person)
        var planned = PlanRow(row: person.row, action: .create, centre: person.centre)
        planned.reasons = reasons
        let contentKey = read.contentKey
        planned.contentKey = Fingerprint.text(contentKey)
        if let number = byContentKey[contentKey] {
            let entity = Int(number)
            planned.action = .unchanged
            planned.person = known.id(entity)
            planned.version = known.version(entity)
            planned.reasons.append(RowReason("row.imported_before"))
            add(place, to: entity, isHeard: true)
            recent[entity]?.hear(person)
            return planned
        }
        let hits = try self.hits(profile)
        let sames = hits.filter { $0.verdict == .same }
        let strong = hits.filter { $0.verdict == .ask(isStrong: true) }
        // Whoever is in the store again has come by herself.
        let isKnown = sames.contains { $0.entity < known.count }
        if !isKnown, options.erased.areSure(of: person) {
            refuse(person, &planned)
            return planned
        }
        if let question = question(hits: hits, sames: sames, strong: strong) {
            ask(person, profile, &planned, place, hits: hits, because: question)
        } else if let match = sames.first {
            try merge(person, profile, &planned, place, with: match)
        } else if options.erased.hint(at: person) {
            // It may be her family's: with another name a person decides.
            let code = "match.contact_of_erased"
            ask(person, profile, &planned, place, hits: [], because: code)
        } else {
            bring(person, into: &planned)
            remember(profile, [], place)
        }
        return planned
    }

    /// Those the row may be, lowest number first.
    private func hits(_ profile: MatchProfile) throws(RosterError) -> [Hit] {
        var hits: [Hit] = []
        for (entity, way) in index.candidates(for: profile) {
            if let hit = try hit(profile, entity, way) { hits.append(hit) }
        }
        return hits
    }

    private func hit(
        _ profile: MatchProfile,
        _ entity: Int,
        _ way: Way
    ) throws(RosterError) -> Hit? {
        if way != .contact {
            switch table.glance(profile, at: entity, sharesName: way == .name) {
            case .different: return nil
            case .namesake(let isStrong, let codes):
                if isElsewhere(entity), !isStrong { return nil }
                return Hit(entity: entity, codes: codes, verdict: .ask(isStrong: isStrong))
            case .unclear: break
            }
        }
        let evidence = Evidence(profile, try self.entity(entity).profile, today: options.today)
        let verdict = evidence.verdict
        guard verdict != .different else { return nil }
        // An equal name alone in a centre out of view is nobody's business.
        if isElsewhere(entity), verdict == .ask(isStrong: false) { return nil }
        return Hit(entity: entity, codes: evidence.codes, verdict: verdict, evidence: evidence)
    }

    /// Why a person must decide, nil where nobody need.
    private func question(hits: [Hit], sames: [Hit], strong: [Hit]) -> String? {
        guard let match = sames.first else {
            if hits.isEmpty { return nil }
            if hits.allSatisfy({ isElsewhere($0.entity) }) { return "match.known_elsewhere" }
            return strong.isEmpty ? "match.name_only" : "match.uncertain"
        }
        let rivals = strong.filter { match.isDoubted(by: $0) }
        if sames.count + rivals.count > 1 { return "match.two_candidates" }
        if isElsewhere(match.entity) { return "match.known_elsewhere" }
        if table[match.entity].contains(.isPending) { return "match.waits_for_other_row" }
        if table[match.entity].contains(.hasLeft) { return "match.person_has_left" }
        return nil
    }

    /// Somebody who was erased; what she would bring stays in the plan, for the case that she has
    /// signed up anew and a person says so.
    private func refuse(_ person: RosterPerson, _ planned: inout PlanRow) {
        planned.action = .reject
        bring(person, into: &planned)
        planned.reasons.insert(RowReason(PlanRow.erasedCode), at: 0)
    }

    private mutating func ask(
        _ person: RosterPerson,
        _ profile: MatchProfile,
        _ planned: inout PlanRow,
        _ place: Int,
        hits: [Hit],
        because code: String
    ) {
        planned.action = .ask
        bring(person, into: &planned)
        planned.reasons.append(RowReason(code))
        // Twenty are more than anyone compares; mere namesakes must not crowd out the others.
        let strong = hits.filter { $0.verdict != .ask(isStrong: false) }
        let weak = hits.filter { $0.verdict == .ask(isStrong: false) }
        planned.candidates = (strong + weak).prefix(20).map(candidate)
        remember(profile, .isPending, place)
    }

    private mutating func merge(
        _ person: RosterPerson,
        _ profile: MatchProfile,
        _ planned: inout PlanRow,
        _ place: Int,
        with match: Hit
    ) throws(RosterError) {
        let owner = match.entity
        var entity = try self.entity(owner)
        // Taken out while it grows: two owners would make every row copy all before it.
        recent[owner] = nil
        let isNewMember = !entity.centres.contains(person.centre)
        let diff = FieldDiff(person, against: &entity, options: options)
        add(diff, to: &planned)
        planned.reasons += diff.reasons
        if owner < known.count {
            planned.person = known.id(owner)
            planned.version = known.version(owner)
        }
        planned.candidates = [candidate(match)]
        if case .row(let first) = entity.origin { planned.sameAsRow = first }
        let isEmpty = planned.changes.isEmpty && planned.contacts.isEmpty
        if isNewMember || planned.sameAsRow != nil {
            planned.action = .link
        } else {
            planned.action = isEmpty ? .unchanged : .update
        }
        entity.centres.insert(person.centre)
        entity.profile.absorb(profile)
        add(place, to: owner, isHeard: false)
        table[owner].insert(.wasMerged)
        if recent.count == 4096 { recent.removeAll(keepingCapacity: true) }
        recent[owner] = entity
        enter(entity.profile, as: owner)
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
}

extension PlanWalk {
    private mutating func remember(
        _ profile: MatchProfile,
        _ traits: EntityTable.Traits,
        _ place: Int
    ) {
        let entity = table.count
        firstRows.append(UInt32(truncatingIfNeeded: place))
        owners[place] = UInt32(truncatingIfNeeded: entity)
        add(profile, traits, at: entity)
    }

    private mutating func add(
        _ profile: MatchProfile,
        _ traits: EntityTable.Traits,
        at entity: Int
    ) {
        table.append(profile, traits)
        suspects.append(false)
        lastLater.append(Self.nobody)
        enter(profile, as: entity)
    }

    /// Puts a person into her blocks, and notes who else has her contacts.
    private mutating func enter(_ profile: MatchProfile, as entity: Int) {
        for block in profile.ownBlocks {
            guard index.insert(block.number, entity), block.isContact else { continue }
            suspects[entity] = true
            index.forEach(in: block.number) { suspects[$0] = true }
        }
    }

    private mutating func add(_ place: Int, to entity: Int, isHeard: Bool) {
        owners[place] = UInt32(truncatingIfNeeded: entity)
        let later = LaterRow(
            place: UInt32(truncatingIfNeeded: place),
            previous: lastLater[entity],
            isHeard: isHeard
        )
        lastLater[entity] = UInt32(truncatingIfNeeded: laterRows.count)
        laterRows.append(later)
    }

    /// A person with all that the store and the rows so far have told of her.
    private func entity(_ number: Int) throws(RosterError) -> PlanEntity {
        if let entity = recent[number] { return entity }
        var entity: PlanEntity
        if number < known.count {
            entity = PlanEntity(try known.person(number), index: number)
        } else {
            let person = try person(at: Int(firstRows[number - known.count]))
            entity = PlanEntity(
                person,
                profile: MatchProfile(person),
                isPending: table[number].contains(.isPending)
            )
        }
        for later in later(of: number) {
            let person = try person(at: Int(later.place))
            guard !later.isHeard else {
                entity.hear(person)
                continue
            }
            _ = FieldDiff(person, against: &entity, options: options)
            entity.centres.insert(person.centre)
            entity.profile.absorb(MatchProfile(person))
        }
        return entity
    }

    private func later(of entity: Int) -> [LaterRow] {
        var rows: [LaterRow] = []
        var next = lastLater[entity]
        while next != Self.nobody {
            rows.append(laterRows[Int(next)])
            next = laterRows[Int(next)].previous
        }
        return rows.reversed()
    }

    private func person(at place: Int) throws(RosterError) -> RosterPerson {
        guard case .person(let person, _) = reader.read(try memory.row(place)) else {
            throw RosterError(
                code: "roster.file_moved",
                message: "The file has changed while it was read. Start over."
            )
        }
        return person
    }

    private func candidate(_ hit: Hit) -> Candidate {
        if isElsewhere(hit.entity) {
            return Candidate(
                person: nil,
                row: nil,
                isElsewhere: true,
                outcome: .ask,
                evidence: []
            )
        }
        let isKnown = hit.entity < known.count
        return Candidate(
            person: isKnown ? known.id(hit.entity) : nil,
            row: isKnown ? nil : memory.number(Int(firstRows[hit.entity - known.count])),
            isElsewhere: false,
            outcome: hit.verdict == .same ? .same : .ask,
            evidence: hit.codes
        )
    }

    private func isElsewhere(_ entity: Int) -> Bool {
        table[entity].contains(.isElsewhere)
    }
}

extension PlanWalk {
    /// How many rows have passed.
    var count: Int { owners.count }

    var rowsReadAgain: Int { memory.rowsReadAgain }

    /// A row already passed, as it stood in the file.
    func row(_ place: Int) throws(RosterError) -> SourceRow { try memory.row(place) }

    /// The rows of persons who share a contact with somebody, by place and number, with what they
    /// share.
    func forEachSharing(
        _ body: (Int, Int, Set<String>) throws(RosterError) -> Void
    ) throws(RosterError) {
        var met: Set<UInt64> = []
        var isShared: Set<UInt64> = []
        // That another centre's person has a number is nothing a plan may tell.
        for entity in suspects.indices where suspects[entity] && !isElsewhere(entity) {
            for contact in try self.entity(entity).contacts {
                let key = ContentKey.number(ofContact: contact)
                if !met.insert(key).inserted { isShared.insert(key) }
            }
        }
        // Of somebody with several rows it is worked out once.
        var told: [Int: Set<String>] = [:]
        for place in owners.indices {
            let owner = Int(owners[place])
            guard owner < suspects.count, suspects[owner] else { continue }
            let shared: Set<String>
            if let known = told[owner] {
                shared = known
            } else {
                shared = try entity(owner).contacts.filter {
                    isShared.contains(ContentKey.number(ofContact: $0))
                }
                if lastLater[owner] != Self.nobody { told[owner] = shared }
            }
            if !shared.isEmpty { try body(place, memory.number(place), shared) }
        }
    }
}
