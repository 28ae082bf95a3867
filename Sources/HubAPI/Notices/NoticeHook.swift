package import SyncCore

/// Where notices are sent on to, and how patiently.
package struct NoticeHook: Sendable {
    /// Who takes them.
    package let receiver: any NoticeReceiver
    /// Whether how to reach a person goes along.
    package let withContacts: Bool
    package var patience = NoticePatience()

    package init(receiver: any NoticeReceiver, withContacts: Bool = false) {
        self.receiver = receiver
        self.withContacts = withContacts
    }
}

/// How often and how long a notice is tried.
package struct NoticePatience: Sendable {
    /// The pause after the first failure, in milliseconds; each further one doubles it.
    package var first: Int64 = 30_000
    /// No pause is longer, in milliseconds.
    package var longest: Int64 = 6 * 3_600_000
    /// After so many failures it is dead, and somebody has to look: 26 and a half hours.
    package var tries = 14
    /// How long one attempt may take, in milliseconds.
    package var attempt: Int64 = 10_000
    /// How often the hub looks for what is due, in milliseconds.
    package var look: Int64 = 30_000

    package init() {}

    /// When the next attempt may be made after the failure with this number, counted from 1; nil for never.
    package func next(after failures: Int, at now: Int64) -> Int64? {
        guard failures < tries else { return nil }
        return now + min(longest, first << Int64(min(failures - 1, 30)))
    }
}

/// Something that takes a notice and says whether it has it.
package protocol NoticeReceiver: Sendable {
    /// Gives the notice; returns nil when it was taken, else the code of what went wrong.
    ///
    /// It may be given again with the same id, also after it was taken: the hub may have died before it could note
    /// it. `isStopping` is asked a few times a second, and ends the attempt.
    func take(
        _ body: [UInt8],
        id: RowID,
        milliseconds: Int64,
        isStopping: @escaping @Sendable () -> Bool
    ) -> String?
}
