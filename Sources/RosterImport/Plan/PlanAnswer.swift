/// A person's answer to a row that asks who it is.
package enum PlanAnswer: Sendable, Equatable {
    /// Somebody the store does not have.
    case new
    /// A person of the store, by id.
    case person(String)
    /// Whoever an earlier row of the file is.
    case row(Int)
    /// Nobody: the row is left out.
    case skip

    /// The answer as a plan keeps it.
    package enum Kind: String, Sendable, Codable { case new, same, skip }
}

extension Plan {
    /// The rows that wait for an answer.
    package var asked: [PlanRow] { rows.filter { $0.action == .ask } }

    /// Writes an answer into the plan; what it changes is worked out anew and the counts follow.
    ///
    /// Throws `roster.not_asked` for a row that asks nothing, `roster.person_unknown` for somebody
    /// the centre does not know, and `roster.row_unknown` where the earlier row is nobody yet.
    package mutating func answer(
        row number: Int,
        _ answer: PlanAnswer,
        known: [KnownPerson],
        options: PlanOptions
    ) throws(RosterError) {
        guard let place = place(ofRow: number), rows[place].canBeAnswered else {
            throw RosterError(
                code: "roster.not_asked",
                message: "The row waits for no answer.",
                row: number
            )
        }
        var row = rows[place]
        switch answer {
        case .new:
            row.action = .create
            row.answer = .new
        case .skip:
            row.action = .unchanged
            row.answer = .skip
            row.changes = []
            row.contacts = []
        case .person(let id):
            guard let person = known.first(where: { $0.id == id }) else {
                throw RosterError(
                    code: "roster.person_unknown",
                    message:
                        "The centre has no such person; 'roster answer PLAN' lists who it may be."
                )
            }
            row.become(person, options)
        case .row(let first):
            try become(first, &row, known, options)
        }
        row.reasons.append(RowReason("answer.\(row.answer?.rawValue ?? "")"))
        put(row, at: place)
    }

    /// Takes the last answers back: the row stands again as it was before them.
    package mutating func restore(_ row: PlanRow) {
        if let place = place(ofRow: row.row) { put(row, at: place) }
    }

    /// Where a row stands; rows stand in the order of their file.
    package func place(ofRow number: Int) -> Int? {
        var (low, high) = (0, rows.count)
        while low < high {
            let middle = (low + high) / 2
            if rows[middle].row < number { low = middle + 1 } else { high = middle }
        }
        return low < rows.count && rows[low].row == number ? low : nil
    }

    private func become(
        _ first: Int,
        _ row: inout PlanRow,
        _ known: [KnownPerson],
        _ options: PlanOptions
    ) throws(RosterError) {
        let earlier = first < row.row ? place(ofRow: first).map { rows[$0] } : nil
        let isSomebody = earlier.map { ![.ask, .reject].contains($0.action) } ?? false
        guard let earlier, isSomebody, earlier.answer != .skip else {
            throw RosterError(
                code: "roster.row_unknown",
                message: "The row is nobody yet; answer it first, or name an earlier row.",
                row: first
            )
        }
        if let id = earlier.person, let person = known.first(where: { $0.id == id }) {
            return row.become(person, options)
        }
        let root = earlier.sameAsRow ?? earlier.row
        row.join(rows.filter { $0.row == root || $0.sameAsRow == root }, root, options)
    }

    private mutating func put(_ row: PlanRow, at place: Int) {
        header.counts.count(rows[place].action, -1)
        header.counts.count(row.action)
        rows[place] = row
    }
}

extension PlanRow {
    /// It asks, or it is somebody who was erased and may have signed up anew.
    fileprivate var canBeAnswered: Bool { action == .ask || action == .reject && isErased }

    /// Makes the row an addition to somebody in the store.
    fileprivate mutating func become(_ person: KnownPerson, _ options: PlanOptions) {
        var entity = PlanEntity(person, index: 0)
        let isMember = person.centres.contains(centre)
        take(FieldDiff(asPerson, against: &entity, options: options))
        self.person = person.id
        version = person.version
        let isEmpty = changes.isEmpty && contacts.isEmpty
        action = isMember ? (isEmpty ? .unchanged : .update) : .link
    }

    /// Makes the row an addition to whom earlier rows of the file make.
    fileprivate mutating func join(_ rows: [PlanRow], _ root: Int, _ options: PlanOptions) {
        guard let first = rows.first?.asPerson else { return }
        var entity = PlanEntity(first, profile: MatchProfile(first), isPending: false)
        for row in rows.dropFirst() {
            _ = FieldDiff(row.asPerson, against: &entity, options: options)
        }
        take(FieldDiff(asPerson, against: &entity, options: options))
        sameAsRow = root
        action = .link
    }

    private mutating func take(_ diff: FieldDiff) {
        let shared = Set(contacts.filter { $0.ownedBy == .shared }.map(\.contact.value))
        changes = diff.changes
        contacts = diff.newContacts.map { contact in
            let isShared = shared.contains(contact.value)
            return ContactChange(contact: contact, ownedBy: isShared ? .shared : .own)
        }
        reasons += diff.reasons
        answer = .same
    }
}
