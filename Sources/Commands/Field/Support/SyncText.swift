import FieldClient
import SyncCore
import SyncEngine

/// A sync as it is told.
struct SyncText {
    let context: CommandContext

    /// With `isQuiet`, a sync in which nothing happened is not told.
    func show(_ report: SyncReport, isQuiet: Bool) {
        let happened = report.sent + report.rows + report.left + report.answered.count
        let isNothing = happened == 0 && !report.isRetired
        guard !(isQuiet && isNothing) else { return }
        context.console.endProgress()
        context.show(json(report)) { text(report) }
    }

    func show(_ error: NetworkError, waiting: Int) {
        context.console.endProgress()
        let wait = "\(Count.text(waiting, "operation")) \(waiting == 1 ? "waits" : "wait")."
        let told = PhraseBook.told("\(error.message) \(wait)", in: context.language)
        context.console.warn("\(told) [\(error.code)]")
        guard context.isJSON else { return }
        context.console.printJSON([
            "error": ["code": .string(error.code), "message": .string(error.message)],
            "waiting": .integer(Int64(waiting)),
        ])
    }

    /// The failure for an answer that cannot be what a hub of this version says.
    func senseless(_ error: any Error, waiting: Int) -> Failure {
        let failure = Failure(error)
        let wait = "\(Count.text(waiting, "operation")) \(waiting == 1 ? "waits" : "wait")"
        return Failure(
            failure.code,
            "\(failure.message) Everything is kept; \(wait).",
            exit: .unreadable
        )
    }

    private func json(_ report: SyncReport) -> JSONValue {
        [
            "sent": .integer(Int64(report.sent)), "rows": .integer(Int64(report.rows)),
            "left": .integer(Int64(report.left)), "rebuilds": .integer(Int64(report.rebuilds)),
            "repairs": .integer(Int64(report.repairs)),
            "requeued": .integer(Int64(report.requeued)), "retired": .bool(report.isRetired),
            "sendsUntil": report.sendsUntil.map { .integer($0) } ?? .null,
            "renumbered": .bool(report.isRenumbered),
            "asideRemoved": .array(report.aside.removed.map { .string($0) }),
            "asideStuck": .array(report.aside.stuck.map { .string($0) }),
            "waiting": .integer(Int64(report.waiting)),
            "answered": .array(report.answered.map { OwnWork($0).json(context.language) }),
        ]
    }

    private func text(_ report: SyncReport) -> String {
        var lines = report.answered.map { OwnWork($0).text(context.language) }
        lines.append(
            """
            Sent \(report.sent), \(Count.text(report.rows, "row")) came, \(report.left) left; \
            \(Count.text(report.waiting, "operation")) \(report.waiting == 1 ? "waits" : "wait").
            """
        )
        if report.repairs > 0 {
            lines.append("Rows of the store were damaged; they were fetched again.")
        }
        if report.rebuilds > 0 { lines.append("The store was built again from the hub.") }
        if report.requeued > 0 {
            lines.append(
                """
                The hub was put back to an earlier day and had lost \
                \(Count.text(report.requeued, "operation")) of this device; \(report.requeued == 1 ? "it was" : "they were") sent again.
                """
            )
        }
        if report.isRenumbered {
            lines.append(
                """
                Another copy of this store has been used, or this one was put back to an earlier day: its \
                work goes on under new numbers. What this store still has is neither lost nor done twice.
                """
            )
        }
        for name in report.aside.removed.map(Visible.line) {
            lines.append(
                "Somebody was erased: the damaged file \(name) went too, as she may stand in it."
            )
        }
        for name in report.aside.stuck.map(Visible.line) {
            lines.append(
                "Somebody was erased who may stand in the damaged file \(name): delete it yourself."
            )
        }
        if report.isRetired {
            let text = RetiredText(context)
            lines.append(text.state(waiting: report.waiting))
            let now = report.hubTime ?? context.environment.engine.now()
            lines.append(text.sending(until: report.sendsUntil, now: now))
        }
        return lines.joined(separator: "\n")
    }
}
