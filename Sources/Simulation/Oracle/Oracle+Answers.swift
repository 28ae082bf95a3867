import SyncCore
import SyncEngine

extension Oracle {
    /// Looks at answers the hub gives out, after its commit.
    func answered(_ outcomes: [Outcome], to incarnation: RowID) {
        for outcome in outcomes {
            let key = OperationBook.Key(incarnation: incarnation, number: outcome.number)
            if outcome.isTooOld {
                checkAge(key)
                continue
            }
            if let first = book.told[key] {
                require(
                    first == outcome,
                    .outcomes,
                    "operation \(outcome.number) was answered \(first.word), then \(outcome.word)"
                )
            } else {
                book.told[key] = outcome
            }
            guard let recorded = model.operations[outcome.seq], recorded.incarnation == incarnation,
                recorded.number == outcome.number
            else {
                fail(.acknowledged, "operation \(outcome.number) was answered and is not stored")
                continue
            }
            require(
                recorded.outcome == outcome,
                .outcomes,
                "operation \(outcome.number) was answered otherwise than the hub has stored it"
            )
        }
    }

    /// Whether so much time has passed that the hub may have forgotten what exactly it was sent.
    private func checkAge(_ key: OperationBook.Key) {
        let recorded = model.operations.values.first {
            $0.incarnation == key.incarnation && $0.number == key.number
        }
        guard let recorded else {
            return fail(.acknowledged, "operation \(key.number) is too old and was never stored")
        }
        require(
            max(hubClock(), model.lastReceived) - recorded.received > HubReader.absence,
            .outcomes,
            "operation \(key.number) was forgotten before its time"
        )
    }

    /// Notes answers that reached their device.
    func arrived(_ outcomes: [Outcome], at incarnation: RowID) {
        for outcome in outcomes {
            let key = OperationBook.Key(incarnation: incarnation, number: outcome.number)
            book.acknowledge(outcome, key)
        }
    }

    /// The outcomes in a page of a pull.
    static func outcomes(in page: [UInt8]) throws -> [Outcome] {
        let mark = Array("{\"outcome\":".utf8)
        return try Lines.split(page).lines.filter { $0.starts(with: mark) }.compactMap { line in
            guard case .outcome(let outcome) = try PullLine(line) else { return nil }
            return outcome
        }
    }

    /// Holds all that was acknowledged to being at the hub, once under its number, with its answer.
    func checkAcknowledged(exempt: (OperationBook.Made) -> Bool) {
        var stored: [OperationBook.Key: Int] = [:]
        for operation in model.operations.values {
            guard let incarnation = operation.incarnation else { continue }
            let key = OperationBook.Key(incarnation: incarnation, number: operation.number)
            stored[key, default: 0] += 1
        }
        for key in book.order {
            guard let outcome = book.acknowledged[key] else { continue }
            let count = stored[key] ?? 0
            require(count <= 1, .acknowledged, "operation \(key.number) is stored \(count) times")
            guard count == 0 else { continue }
            let operations = book.operations(key)
            guard !operations.contains(where: exempt),
                !outcome.findings.contains(where: { $0.code == "person.erased" })
            else { continue }
            let isElsewhere = operations.contains { made in
                book.copies(of: made).contains { (stored[$0] ?? 0) > 0 }
            }
            require(
                isElsewhere,
                forks.isEmpty ? .acknowledged : .restored,
                "operation \(key.number) of \(operations.first?.device ?? "a device") was "
                    + "acknowledged and is not at the hub"
            )
        }
    }

    /// Every operation of a device that is at the hub has been answered to it, and is there once.
    ///
    /// `isReachable` says whose device has asked until now, and `isKnown` who cannot have sent work anew that was
    /// lost.
    func checkTold(
        isReachable: (OperationBook.Made) -> Bool,
        isKnown: (OperationBook.Made) -> Bool
    ) {
        var stored: [OperationBook.Content: Int] = [:]
        for (seq, operation) in model.operations.sorted(by: { $0.key < $1.key }) {
            guard let incarnation = operation.incarnation else { continue }
            let key = OperationBook.Key(incarnation: incarnation, number: operation.number)
            guard let made = delivered[key].flatMap({ book.made[$0] }) else { continue }
            let told = book.acknowledged[key]
            require(
                told == operation.outcome || told?.isTooOld ?? false || !isReachable(made),
                operation.verdict == .held ? .custody : .outcomes,
                "\(made.device) was never told what became of its operation \(seq)"
            )
            guard !made.operation.edits.isEmpty, isKnown(made) else { continue }
            stored[made.content, default: 0] += 1
            require(
                stored[made.content] ?? 0 <= max(book.byHand[made.content] ?? 0, 1),
                .acknowledged,
                "operation \(seq) of \(made.device) is at the hub twice"
            )
        }
    }

    /// Held work and disputes are before a person.
    func checkReviews() {
        var bySeq: Set<Int64> = []
        var bySubject: Set<String> = []
        for row in model.rows.values where row.state.entity == "reviewItem" {
            if let seq = row.state["operationSeq"]?.integer { bySeq.insert(seq) }
            let subject = row.state["subjectId"]?.text ?? ""
            bySubject.insert("\(subject)/\(row.state["unit"]?.text ?? "")")
        }
        for (seq, operation) in model.operations.sorted(by: { $0.key < $1.key }) {
            let findings = operation.outcome.findings
            guard !findings.contains(where: { $0.code == "person.erased" }) else { continue }
            if operation.verdict == .held {
                require(bySeq.contains(seq), .reviews, "held operation \(seq) is before nobody")
            }
            guard operation.verdict == .merged else { continue }
            for finding in findings where finding.code == "field.review" {
                guard let row = finding.row, let unit = finding.field,
                    model.rows[row]?.state.isOfReview == false
                else { continue }
                require(
                    bySubject.contains("\(row)/\(unit)"),
                    .reviews,
                    "the dispute of operation \(seq) on \(unit) of \(nameOf(row)) is before nobody"
                )
            }
        }
    }
}

extension Outcome {
    var isUndecided: Bool { findings.contains { $0.code == "hub.could_not_decide" } }

    /// Whether the hub cannot tell any more what it was sent under the number.
    var isTooOld: Bool { findings.contains { $0.code == "number.too_old" } }

    /// The outcome in a few words.
    var word: String {
        ([verdict.rawValue] + findings.map { "\($0.code):\($0.field ?? "")" })
            .joined(separator: " ")
    }
}
