import Storage
import SyncCore

extension Hub {
    /// At how many crashes an operation was in hand when it is decided no more but held.
    private static let crashesToHold = 2
    /// At how many it is not even read any more, since the process died at that, too.
    private static let crashesToLeaveUnread = 3

    /// Counts the operations that were in hand when the process last died, and notes from here on what is.
    ///
    /// Of a group all count, though one was the cause: from then on each is decided alone, so that a second crash
    /// counts for that one only.
    ///
    /// Call it outside a transaction, before anything is decided.
    package func note(in file: InHand) throws {
        if let found = file.found() {
            try store.transaction {
                for number in found.numbers {
                    try store.run(
                        """
                        INSERT INTO in_hand (incarnation, number, crashes) VALUES (?1, ?2, 1)
                        ON CONFLICT (incarnation, number) DO UPDATE SET crashes = crashes + 1
                        """,
                        found.incarnation,
                        number
                    )
                }
            }
        }
        file.putDown()
        inHand = file
    }

    /// Whether any operation of the incarnation waits that was in hand at a crash.
    func wasAnyInHand(of incarnation: RowID) throws -> Bool {
        if let known = memory?.hadCrashes { return known }
        let found =
            try store.first(
                "SELECT 1 FROM in_hand WHERE incarnation = ?1 LIMIT 1",
                incarnation
            ) { _ in true } ?? false
        memory?.hadCrashes = found
        return found
    }

    /// Decides an operation of a device; one that was in hand at two crashes is held instead.
    func answerInHand(_ incoming: Incoming, of incarnation: RowID) throws -> Outcome {
        let crashes =
            try !wasAnyInHand(of: incarnation)
            ? nil
            : store.first(
                "SELECT crashes FROM in_hand WHERE incarnation = ?1 AND number = ?2",
                incarnation,
                incoming.number
            ) { $0.int(0) }
        inHand?.take(incarnation, incoming.number...incoming.number)
        defer { inHand?.putDown() }
        let outcome: Outcome
        if let crashes, crashes >= Self.crashesToHold {
            let isRead = crashes < Self.crashesToLeaveUnread
            outcome = try savepoint { try holdUndecided(incoming, isRead: isRead) }
        } else {
            outcome = try answer(incoming)
        }
        if crashes != nil {
            try store.run(
                "DELETE FROM in_hand WHERE incarnation = ?1 AND number = ?2",
                incarnation,
                incoming.number
            )
        }
        return outcome
    }
}
