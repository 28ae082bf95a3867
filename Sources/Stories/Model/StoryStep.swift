import SyncCore

/// One step of a story, and what it has to come to.
package struct StoryStep: Sendable {
    /// Its place in the file, from 1.
    package let number: Int
    /// True time since the story's start, milliseconds; nil goes on from the step before.
    let at: Int64?
    let action: StoryAction
    let expect: Expectation?

    /// What one step does.
    enum StoryAction: Sendable {
        /// Somebody makes one operation.
        case make(by: Author, [StoryEdit])
        /// A device sends what waits and takes in what is new.
        case sync(String)
        /// A device only sends; with a number, from that operation on.
        case push(String, from: Int64?)
        /// A device only takes in.
        case pull(String)
        /// A message of the device is lost or cut on its way.
        case lose(Message, String)
        /// The hub or a device is killed and started again.
        case crash(String)
        /// A clock is set to true time plus so many milliseconds.
        case clock(String, offset: Int64)
        /// The hub lets time act.
        case tick
        /// The hub forgets what nobody needs any more.
        case compact
        /// The hub or a device goes on with another version of the program; nil: one that knows all there is.
        case upgrade(String, to: Int?)
        case decide(Decision, by: Author)
        case end(String, Ending)
        /// An ended device joins again by a code of its own, with its unsent work; nil: under its old role.
        case readmit(String, Role?)
        /// How many rows of an entity, with these fields, a device shows.
        case counts(String, entity: EntityName, JSONObject, Int64)
        /// The office gives a device another grant.
        case grant(String, StoryGrant)
        case join(String)
        /// A device's store is copied; the copy is a backup, or goes to work on a second machine.
        case copyStore(String, as: String)
        /// A device goes on with a copy in place of its store.
        case restoreStore(String, from: String)
        /// The hub's store is copied, and the devices may forget what it holds.
        case backup(String)
        /// The hub goes on with a copy, on a timeline of its own and with its ledger.
        case restoreHub(String)
        /// What a device shows of a row, its own unsent work on top; nil: nothing.
        case shows(String, entity: EntityName, row: String, JSONObject?)
    }

    enum Author: Sendable, Hashable {
        case office
        case device(String)
    }

    /// Which message is lost.
    enum Message: String, Sendable {
        /// A push that is cut in the middle.
        case push
        /// The answer to a push that arrived.
        case answer
        /// A pull that is cut in the middle.
        case pull
    }

    /// What a device may do from now on; what is nil stays.
    struct StoryGrant: Sendable {
        let role: Role?
        let centre: String?
        /// The symbolic name of its person; empty for nobody.
        let person: String?
        /// When it ends, milliseconds since the story's start.
        let until: Int64?
    }

    enum Ending: String, Sendable {
        case retire, revoke, lost
    }

    /// What a person decides about an open review.
    struct Decision: Sendable {
        let choice: String
        /// The row the review is about.
        let about: String
        /// The field or group in question; empty for a held operation.
        let unit: String
        /// Values by which the side to be taken is known.
        let value: JSONObject
        let reason: String?
    }
}

/// What a step has to come to; what is nil is not looked at.
package struct Expectation: Sendable {
    /// How many operations had each verdict; those not named have none.
    let verdicts: [Verdict: Int]?
    /// The codes of all findings in any order, each plain or as `code:field`.
    let findings: [String]?
    /// The code of the error the step ends with.
    let error: String?
    /// Why the hub stopped taking operations.
    let stopped: String?
    /// How many rows came and how many left the device.
    let rows: Int?
    let left: Int?
    /// Whether time had anything to do.
    let changed: Bool?
    /// Whether the step may also end in an error, since that depends on what came before.
    let mayFail: Bool
}
