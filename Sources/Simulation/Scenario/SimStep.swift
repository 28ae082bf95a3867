package import SyncCore

/// One thing that happens in a simulated world.
///
/// Steps name rows and devices by symbolic names and nothing else, so that any of them can be left out of a run.
package enum SimStep: Sendable, Hashable {
    /// Somebody makes one operation on a device, or at the office where no device is named.
    case make(on: String?, [SimEdit])
    /// A device syncs over a network that does what the list says, one entry a message.
    case sync(String, rowsPerPage: Int, [SimFault])
    /// A push that was delayed reaches the hub now; where there are several, the one at this place.
    case late(Int)
    /// A page that was sent to the device before arrives once more.
    case stalePage(String)
    /// A device, or `hub`, is killed and started again from its store.
    case crash(String)
    /// A clock is set to true time plus so many milliseconds; it runs on, or stands still.
    case clock(String, offset: Int64, isFrozen: Bool)
    /// The hub lets time act.
    case tick
    /// The open review at this place of those that are visible is decided, one way or another.
    case decide(on: String?, place: Int, choice: Int)
    /// The decision at this place of those that are visible is taken back.
    case reopen(on: String?, place: Int)
    /// The office erases a person.
    case erase(String)
    case end(String, SimEnding)
    /// A device enrols, or joins again where the hub does not know it any more.
    case join(String)
    /// The hub's store is copied, and the hub notes it.
    case backup
    /// The hub is restored from its last backup and forgets what came after.
    case restore
    /// A device's store is copied aside, or put back in the place of the one in use.
    case copyDevice(String)
    case returnDevice(String)
    /// A device's store goes on as another one's too, with the same enrolment.
    case clone(String, as: String)
    /// The office gives a device another grant.
    case grant(String, SimGrant)
    /// The hub forgets what nobody needs any more.
    case compact
    /// A device takes away by itself what its time is over for.
    case timer(String)
    /// Pushes of several devices reach the hub at once and share a commit, at which it may die.
    case group([String], SimFault)
    /// A device syncs, and twice the hub's process dies at the same operation of it.
    case stumble(String, call: Int)
}

/// What a device may see and do from now on, by symbolic names.
package struct SimGrant: Sendable, Hashable {
    package var role: String
    package var centre: String
    package var person: String?
    /// When it ends by itself, milliseconds since the start.
    package var until: Int64?

    package init(role: String, centre: String, person: String? = nil, until: Int64? = nil) {
        self.role = role
        self.centre = centre
        self.person = person
        self.until = until
    }
}

/// How a device's use ends.
package enum SimEnding: String, Sendable, Hashable {
    case retire, revoke, lost
}

/// What one edit does to one row, by symbolic names.
package struct SimEdit: Sendable, Hashable {
    package enum Kind: String, Sendable { case new, edit, remove, restore }

    package var kind: Kind
    package var entity: EntityName
    package var row: String
    /// Values; `"@name"` is the id of a row and `"T+90s"` a point of time after the start.
    package var set: JSONObject = [:]
    package var add: NameMap<[String]> = [:]
    package var remove: NameMap<[String]> = [:]

    package init(
        kind: Kind,
        entity: EntityName,
        row: String,
        set: JSONObject = [:],
        add: NameMap<[String]> = [:],
        remove: NameMap<[String]> = [:]
    ) {
        self.kind = kind
        self.entity = entity
        self.row = row
        self.set = set
        self.add = add
        self.remove = remove
    }
}

/// What happens to one message of a sync, request and answer together.
package enum SimFault: Sendable, Hashable {
    case none
    /// The request never arrives.
    case lose
    /// The request is cut at this many thousandths of its length.
    case cut(Int)
    case loseAnswer
    case cutAnswer(Int)
    /// The request arrives twice, and the second answer is the one that is read.
    case double
    /// The request is given up, and arrives when nobody waits for it any more.
    case delay
    /// The hub dies in the middle of its work, at this call of its rules.
    case hubDies(Int)
    /// The hub dies after its commit and before its answer.
    case hubDiesAfter
    /// The device dies when the request has arrived.
    case deviceDies
    /// The device dies while it takes the answer in, at this write of its store.
    case deviceDiesInside(Int)
    /// The hub's store fails at this call of its rules, and its process lives on.
    case storeFails(Int)
}

/// A step and when it happens, true time since the start in milliseconds.
package struct SimMoment: Sendable, Hashable {
    package var at: Int64
    package var step: SimStep

    package init(at: Int64, step: SimStep) {
        self.at = at
        self.step = step
    }
}

/// A field client of a simulated world.
package struct SimDeviceSpec: Sendable, Hashable {
    package var name: String
    package var role: String
    /// The row of its centre; `centre` is the one the hub was made for.
    package var centre = "centre"
    package var person: String?
    package var clock: Int64 = 0
    package var joinsLater = false
    /// The device whose copied store this one goes on with, once there is a copy.
    package var cloneOf: String?

    package init(
        name: String,
        role: String,
        centre: String = "centre",
        person: String? = nil,
        clock: Int64 = 0,
        joinsLater: Bool = false,
        cloneOf: String? = nil
    ) {
        self.name = name
        self.role = role
        self.centre = centre
        self.person = person
        self.clock = clock
        self.joinsLater = joinsLater
        self.cloneOf = cloneOf
    }

    /// The device whose enrolment it has.
    var family: String { cloneOf ?? name }
}

/// All that decides a run: the same scenario always runs the same.
package struct Scenario: Sendable, Hashable {
    package var seed: UInt64
    package var devices: [SimDeviceSpec]
    /// Rows the hub writes at its founding.
    package var setup: [SimEdit]
    package var moments: [SimMoment]

    package init(
        seed: UInt64,
        devices: [SimDeviceSpec],
        setup: [SimEdit],
        moments: [SimMoment]
    ) {
        self.seed = seed
        self.devices = devices
        self.setup = setup
        self.moments = moments
    }

    /// Whether stores have to lie in files, as copies of them are made.
    var needsFiles: Bool {
        moments.contains { moment in
            switch moment.step {
            case .backup, .restore, .copyDevice, .returnDevice, .clone, .stumble: true
            default: false
            }
        }
    }
}
