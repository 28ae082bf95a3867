/// What the oracle holds a run to; the numbers are those of the promises in the architecture page.
package enum Promised: String, Sendable, CaseIterable {
    /// 1: every replica is the hub's state at its cursor, in its scopes, byte for byte.
    case equalStores = "1.equal-stores"
    /// 1: all come to rest within three rounds of sync.
    case convergence = "1.convergence"
    /// 2: what counts as seen is only what the hub served.
    case seen = "2.seen"
    /// 3: a conflict is told only where somebody had not seen the other.
    case trueConflicts = "3.true-conflicts"
    /// 4: hub time never goes back, and a claimed time stays between base and receipt.
    case time = "4.time"
    /// 5: every field merges as its policy says.
    case policy = "5.policy"
    /// 5: a state changes only by steps of its table.
    case lifecycle = "5.lifecycle"
    /// 5: facts never change.
    case facts = "5.facts"
    /// 6: seats, claims and waste.
    case seats = "6.seats"
    case claims = "6.claims"
    case waste = "6.waste"
    /// 7: each operation has one outcome, told the same each time.
    case outcomes = "7.outcomes"
    /// 7: numbers have no gaps.
    case numbers = "7.numbers"
    /// 7: held work and disputes are before a person.
    case reviews = "7.reviews"
    /// 8: a row is on a device only while it is in its scopes.
    case scopes = "8.scopes"
    /// 8: work on what has left its author's scopes waits for a person, and the author is told.
    case custody = "8.custody"
    /// 9: a replica built afresh has the same rows, and none has to be without cause.
    case rebuild = "9.rebuild"
    /// 12: what was acknowledged is at the hub once, whoever died.
    case acknowledged = "12.acknowledged"
    /// 13: what was acknowledged is there after a restore, too.
    case restored = "13.restored"
    /// Section 4: what a person decides is what becomes of it, and nothing else.
    case decisions = "review-decisions"
    /// Section 4: nothing about an erased person is left in any store.
    case erased = "erasure"
    /// Nothing ends in an error that nobody is told how to act on.
    case errors = "errors"
}

/// A promise that did not hold.
package struct SimFailure: Error, Sendable, Hashable {
    package let promise: Promised
    /// What was found; names of rows and fields, made up all of them.
    package let message: String
    /// The place of the step after which it was found; nil: when all had come to rest.
    package var step: Int?
}
