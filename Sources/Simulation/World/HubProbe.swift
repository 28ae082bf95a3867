import Storage

/// What the hub's rules tell the simulator while they run, and how it makes the hub die in the middle.
///
/// One world belongs to one thread; only because a `Domain` must be Sendable is this said to be.
final class HubProbe: @unchecked Sendable {
    /// Calls of the rules until the hub dies; nil: it lives.
    var fuse: Int?
    /// Calls of the rules until the store fails once, so that a whole group of pushes is undone.
    var fault: Int?
    /// Called where the operations so far are complete inside the running transaction.
    var observe: () -> Void = {}
    /// Called when the hub dies at a call of the rules.
    var dies: () -> Void = {}
    let sabotage: Sabotage?

    init(sabotage: Sabotage?) { self.sabotage = sabotage }

    /// Counts one call of the rules; throws when the hub is to die at it, or its store to fail.
    func call() throws {
        if let left = fault {
            fault = left > 0 ? left - 1 : nil
            if left == 0 { throw StorageError(.full, "The simulated store fails here.") }
        }
        guard let left = fuse else { return }
        guard left > 0 else {
            dies()
            // What no code of the hub catches, since a process that died runs none.
            throw StorageError(.io, "The simulated hub dies here.")
        }
        fuse = left - 1
    }
}

/// A fault put into a run on purpose, to see that the oracle finds it.
package enum Sabotage: String, Sendable, CaseIterable {
    /// The answer to a repeated push says something else than the first time.
    case otherAnswer
    /// The hub answers a push and stores nothing of it.
    case lostCommit
    /// A pull carries a wrong sum.
    case forgedSum
    /// A row on a device is another than at the hub, and the sums do not show it.
    case otherBytes
    /// A volunteer is given the coordinators' scope.
    case wideScope
    /// Leaves are not told, and sums agree since they are not sent either.
    case silentLeave
    /// Everybody who waits gets a seat.
    case overbooking
    /// A confirmed seat is taken back when somebody else signs up.
    case seatTaken
    /// Two claims of one segment are active.
    case twoClaims
    /// The rules turn a careful choice into a careless one.
    case carelessRule
    /// An outcome tells of a conflict that there was not.
    case falseConflict
    /// Hub time goes back.
    case hubTimeBack
    /// A claimed time is believed beyond what is possible.
    case clockBelieved
    /// Something about an erased person stays behind.
    case remains
    /// No review is made of held work.
    case noReview
    /// A lifecycle jumps over its table.
    case jump
    /// A device keeps what its grant does not give it any more.
    case grantKept
    /// Compacting forgets rows' leaving before every device has heard of it.
    case forgottenLeaves
    /// The hub does not know an operation again that it has, and takes it for another one.
    case takenTwice
    /// An operation the hub could not decide is before nobody.
    case leftUndecided
    /// A device that dies inside a page keeps half of it.
    case halfPage
    /// A group of pushes is answered and its commit lost.
    case lostGroup
    /// Leaders reach their volunteers for ever.
    case leadersForEver
    /// Erasing somebody leaves her other record.
    case otherRecord
    /// Work on what has left its author's centre is done all the same.
    case noCustody
    /// The rules write the other value after a person has decided to keep the one.
    case otherDecision
    /// A decision that is taken back stays decided.
    case stillDecided
    /// A device does not take away by itself what its time is over for.
    case endIgnored
}
