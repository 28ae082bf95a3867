package import SyncCore

/// The entities that the engine itself reads or writes; the catalogue describes them like all others.
extension EntityName {
    /// Something a person has to decide.
    package static let reviewItem: EntityName = "reviewItem"
    /// One of the values, or the held work, a review is about.
    package static let reviewSide: EntityName = "reviewSide"
    /// The entity whose rows give the `leaders` audience its scope.
    package static let task: EntityName = "task"
}
