import SyncCore

/// What a step came to.
struct StepResult {
    var outcomes: [Outcome] = []
    /// Findings of a change that the device itself refused.
    var findings: [Finding] = []
    var error: String?
    var stopped: String?
    var pull: PullReport?
    var changed: Bool?
    /// What a device shows that it should not, or does not show.
    var shown: [String] = []
    /// What is wrong whatever was expected.
    var remarks: [String] = []

    /// What differs from the expectation, in sentences.
    func differences(from expect: Expectation?) -> [String] {
        var out = shown
        if let error = unexpectedError(expect) {
            out.append("expected \(expect?.error ?? "no error"), got \(error)")
        }
        if stopped != expect?.stopped {
            out.append(
                "expected the hub to stop with \(expect?.stopped ?? "nothing"), "
                    + "got \(stopped ?? "nothing")"
            )
        }
        out += unexpectedRefusals(expect)
        guard let expect else { return out }
        out += verdictDifferences(expect)
        if let rows = expect.rows, rows != pull?.rows {
            out.append("expected \(rows) rows to come, got \(pull?.rows ?? 0)")
        }
        if let left = expect.left, left != pull?.left {
            out.append("expected \(left) rows to leave, got \(pull?.left ?? 0)")
        }
        if let changed = expect.changed, changed != self.changed {
            out.append("expected time to have \(changed ? "something" : "nothing") to do")
        }
        return out
    }

    /// The error, or that there was none, where the expectation says otherwise.
    func unexpectedError(_ expect: Expectation?) -> String? {
        if error == expect?.error || expect?.mayFail ?? false { return nil }
        return error ?? "none"
    }

    /// That something was refused, where the story says nothing of what the hub answers.
    private func unexpectedRefusals(_ expect: Expectation?) -> [String] {
        let isSilent = expect?.verdicts == nil && expect?.findings == nil
        guard isSilent, !(expect?.mayFail ?? false),
            outcomes.contains(where: { $0.verdict == .refused })
        else { return [] }
        return ["expected nothing to be refused, got \(told)"]
    }

    private func verdictDifferences(_ expect: Expectation) -> [String] {
        var out: [String] = []
        if let verdicts = expect.verdicts {
            for verdict in Verdict.allCases {
                let wanted = verdicts[verdict] ?? 0
                let got = outcomes.filter { $0.verdict == verdict }.count
                if wanted != got {
                    out.append("expected \(wanted) \(verdict.rawValue), got \(told)")
                }
            }
        }
        if let findings = expect.findings {
            let withFields = findings.contains { $0.contains(":") }
            let got = allFindings.map { withFields ? $0.withField : $0.code }.sorted()
            if got != findings.sorted() {
                out.append(
                    "expected the findings \(findings.sorted().list), got \(got.list)"
                )
            }
        }
        return out
    }

    private var allFindings: [Finding] { findings + outcomes.flatMap(\.findings) }

    private var told: String {
        outcomes.isEmpty ? "no outcome" : outcomes.map(\.told).joined(separator: ", ")
    }
}

extension Finding {
    fileprivate var withField: String { field.map { "\(code):\($0)" } ?? code }
}

extension [String] {
    fileprivate var list: String { isEmpty ? "none" : joined(separator: ", ") }
}
