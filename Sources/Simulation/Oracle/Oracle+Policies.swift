import SyncCore

extension Oracle {
    /// Says for each field of the operation's edits what its policy makes of it, and compares.
    func follow(_ operation: RecordedOperation, _ speech: Speech) {
        guard !speech.isDecision else { return }
        follow(speech.edits, operation, speech)
    }

    /// Follows edits that were merged with their author's words.
    func follow(_ edits: [Edit], _ operation: RecordedOperation, _ speech: Speech) {
        let codes = Set(operation.outcome.findings.map(\.code))
        for edit in edits {
            guard let spec = catalogue[edit.entity], let row = model.rows[edit.id]?.state else {
                continue
            }
            guard !row.isErased, !codes.contains("person.erased") else {
                model.words.settle(row, spec)
                continue
            }
            var units: [String: JSONObject] = [:]
            for (name, value) in edit.set {
                guard let unit = spec.fields[name]?.unit else { continue }
                units[unit, default: [:]][name] = value
            }
            for (unit, values) in units.sorted(by: { $0.key < $1.key }) {
                follow(unit, values, of: row, spec, operation, speech)
            }
            followSets(edit, row, operation, speech)
        }
    }

    private func follow(
        _ unit: String,
        _ values: JSONObject,
        of row: RowState,
        _ spec: EntitySpec,
        _ operation: RecordedOperation,
        _ speech: Speech
    ) {
        guard let policy = spec.members(of: unit).first?.policy, policy != .hub, policy != .fact,
            policy != .erase, policy != .set
        else { return }
        if row.stamps[unit]?.seq == operation.seq, row.stamps[unit]?.origin == 0 { return }
        let key = WordBook.Key(row: row.id, unit: unit)
        let word = Word(
            seq: operation.seq,
            at: operation.corrected,
            origin: operation.origin,
            values: values.filter { !$0.value.isNull }
        )
        let actual = row.values(of: unit, spec)
        guard var said = model.words.units[key] else {
            require(
                actual == word.values,
                .policy,
                "\(unit) of \(nameOf(row.id)) is not what its first word says"
            )
            model.words.units[key] = .init(current: word, open: [word])
            return
        }
        let turn = Turn(
            said: said,
            word: word,
            actual: actual,
            members: spec.members(of: unit),
            unheard: said.open.filter { !speech.heard($0, on: row.id) },
            isCurrentHeard: speech.heard(said.current, on: row.id),
            isAsked: operation.outcome.findings.contains {
                $0.code == "field.review" && $0.row == row.id && $0.field == unit
            }
        )
        if let fault = turn.fault(policy, unit: unit) {
            fail(.policy, "operation \(operation.seq), \(unit) of \(nameOf(row.id)): \(fault)")
        }
        said = turn.next
        model.words.units[key] = said
    }

    private func followSets(
        _ edit: Edit,
        _ row: RowState,
        _ operation: RecordedOperation,
        _ speech: Speech
    ) {
        for name in Set(edit.add.keys).union(edit.remove.keys).sorted() {
            let key = WordBook.Key(row: row.id, unit: name)
            var elements = model.words.elements[key] ?? [:]
            for element in edit.remove[name] ?? [] {
                elements[element]?.removeAll { add in
                    add.origin == speech.origin || add.seq <= speech.seen(row.id)
                }
            }
            for element in edit.add[name] ?? [] {
                let add = WordBook.Add(seq: operation.seq, origin: operation.origin)
                elements[element, default: []].append(add)
            }
            elements = elements.filter { !$0.value.isEmpty }
            model.words.elements[key] = elements
            let actual = Set((row.sets[name] ?? [:]).keys)
            require(
                actual == Set(elements.keys),
                .policy,
                "operation \(operation.seq): \(name) of \(nameOf(row.id)) is "
                    + "\(actual.sorted()), not \(elements.keys.sorted())"
            )
        }
    }
}

/// One word on one field, what stood there, and what the hub made of it.
struct Turn {
    let said: WordBook.Said
    let word: Word
    /// The value the row has now.
    let actual: JSONObject
    let members: [FieldSpec]
    /// Open words the author had not heard.
    let unheard: [Word]
    let isCurrentHeard: Bool
    /// Whether the author was told that a person will decide.
    let isAsked: Bool

    /// What is wrong with what the hub made of it; nil: nothing.
    func fault(_ policy: Policy, unit: String) -> String? {
        let isSame = same(said.current.values, word.values)
        let isKept = same(actual, said.current.values)
        let isTaken = same(actual, word.values)
        guard isKept || isTaken else { return "it has a value nobody gave it" }
        switch policy {
        case .latest:
            let wins = isSame || isCurrentHeard || word.at >= said.current.at
            return wins == isTaken || isSame ? nil : "the earlier word stands"
        case .restrictive, .cautious:
            if unheard.isEmpty { return isTaken ? nil : "a word that had heard all was not taken" }
            if care(actual, unit) < (unheard.map { care($0.values, unit) }.max() ?? -1) {
                return "it became less careful than a word its author had not heard"
            }
            return policy == .cautious && !isSame && !isCurrentHeard && !isAsked
                ? "nobody is asked to decide" : nil
        case .human:
            let others = unheard.filter { !same($0.values, word.values) }
            if others.isEmpty, !isSame, isCurrentHeard {
                return isTaken ? nil : "a word that had heard all was not taken"
            }
            guard !isSame, !others.isEmpty else { return nil }
            if !isKept { return "it was changed past a word its author had not heard" }
            return isAsked ? nil : "nobody is asked to decide"
        default: return nil
        }
    }

    /// What has been said from now on.
    var next: WordBook.Said {
        let isSame = same(said.current.values, word.values)
        // An equal word is none, unless it was said without having heard the other.
        if isSame, isCurrentHeard { return said }
        let isTaken = same(actual, word.values)
        return WordBook.Said(
            current: isSame || !isTaken ? said.current : word,
            open: unheard + [word]
        )
    }

    private func same(_ one: JSONObject, _ other: JSONObject) -> Bool {
        members.allSatisfy { $0.normaliser.same(one[$0.name], other[$0.name]) }
    }

    private func care(_ values: JSONObject, _ unit: String) -> Int {
        Care.of(values, unit, members)
    }
}

/// How careful a value is: by its place in the list of codes; yes is more careful than no.
enum Care {
    static func of(_ values: JSONObject, _ unit: String, _ members: [FieldSpec]) -> Int {
        guard let lead = members.first(where: { $0.name == unit }) ?? members.first,
            let value = values[lead.name]
        else { return -1 }
        if let flag = value.bool { return flag ? 1 : 0 }
        guard case .code(let codes) = lead.type, let text = value.text else { return 0 }
        return codes.firstIndex(of: text) ?? codes.count
    }
}
