import SyncCore

extension Oracle {
    /// Looks at answers the hub gives out, after its commit.
    func answered(_ outcomes: [Outcome], to incarnation: RowID) {
        for outcome in outcomes {
            let key = OperationBook.Key(incarnation: incarnation, number: outcome.number)
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
    /// The outcome in a few words.
    var word: String {
        ([verdict.rawValue] + findings.map { "\($0.code):\($0.field ?? "")" })
            .joined(separator: " ")
    }
}
