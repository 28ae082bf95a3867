package import SyncEngine

/// What one sync came to.
package struct SyncReport: Sendable {
    /// Operations the hub took in or recognised.
    package var sent = 0
    /// Own operations whose answers came with this sync, in the order they were made.
    package var answered: [OwnOperation] = []
    /// Rows that came, and rows that left the device's scopes.
    package var rows = 0
    package var left = 0
    /// How many pulls asked for rows that were not as the hub has them.
    package var repairs = 0
    /// How often the replica was built again, since that did not help.
    package var rebuilds = 0
    /// Answered operations that the hub had lost and that were sent again.
    package var requeued = 0
    /// Whether the store was found to be a copy, or to have been restored, and goes on under new numbers.
    package var isRenumbered = false
    /// Whether the hub gives this device nothing more; the office has what it sent.
    package var isRetired = false
    /// Damaged files put aside that went with somebody who was erased, and those that could not be removed.
    package var aside = AsideReport()
    /// Until when a retired device may send, hub time in Unix milliseconds; nil while it has not begun to.
    package var sendsUntil: Int64?
    /// Hub time as a retired device knows it, Unix milliseconds; nil before its first pull.
    package var hubTime: Int64?
    /// Operations that still wait for an answer.
    package var waiting = 0
}
