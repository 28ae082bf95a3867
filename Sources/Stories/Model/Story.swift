package import SyncCore

/// One sync story: devices, steps, and what has to come out; read from a file of `sync-fixtures/`.
///
/// The file form is described in `sync-fixtures/README.md` and belongs to no programming language.
package struct Story: Sendable {
    /// What happens, in one line.
    package let title: String
    /// Why the outcome is the right one.
    package let why: String
    /// True time when the story begins, Unix milliseconds.
    package let start: Int64
    package let devices: [StoryDevice]
    /// The catalogues of the versions that take part.
    let catalogue: StoryCatalogue
    /// The hub's version at the beginning; nil is the program's own.
    let hubVersion: Int?
    /// Copies of their stores that are worked with as if they were devices of their own.
    let copies: [String]
    /// Rows the hub holds before anybody comes.
    package let setup: [StoryEdit]
    package let steps: [StoryStep]
    /// Rows as they stand after the steps in the listed order.
    package let converged: [ExpectedRow]
    /// Rows as they stand after the steps in any order of delivery.
    package let convergedAnyOrder: [ExpectedRow]
    /// What is true however the work reaches the hub.
    package let always: [StoryCondition]
    package let holds: Set<Hold>

    /// What a story promises beyond the run in its listed order.
    package enum Hold: String, Sendable, CaseIterable {
        /// Devices that sync one after another may do so in any order.
        case anyDeliveryOrder = "any-delivery-order"
        /// Every push may arrive twice.
        case duplicateDelivery = "duplicate-delivery"
        /// Hub and devices may be killed and started again after any step.
        case crashBetweenSteps = "crash-between-steps"
        /// Work may travel in the smallest pieces, and answers may be cut.
        case converges
    }
}

/// A field client of a story.
package struct StoryDevice: Sendable {
    package let name: String
    package let role: Role
    /// The symbolic name of the person it is linked to.
    let person: String?
    /// The symbolic name of its centre; `centre` is the one the hub was made for.
    let centre: String
    /// How far its clock is from true time, in milliseconds.
    let clockOffset: Int64
    /// Whether it enrols only when a step says so.
    let joinsLater: Bool
    /// Its schema version; nil is the program's own.
    let version: Int?
    /// What its own version has beyond that, in the form of the catalogue.
    let newer: StoryCatalogue.Addition
}

/// What one edit of a story does to one row, by symbolic names.
package struct StoryEdit: Sendable {
    /// How the edit is meant: a `new` row must not be there yet, all others must.
    enum Kind: String, Sendable {
        case new, edit, remove, restore
    }

    let kind: Kind
    let entity: EntityName
    let row: String
    var set: JSONObject
    var add: NameMap<[String]>
    var remove: NameMap<[String]>
    var about: [String]
}
