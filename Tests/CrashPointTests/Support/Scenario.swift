import FaultDisk
import Testing

/// Work on stores that may be cut anywhere and done again.
struct Scenario: Sendable, CustomTestStringConvertible {
    /// Whose disk loses power.
    enum Victim: Sendable { case hub, field }

    let name: String
    var victim = Victim.hub
    var isPowersafe = true
    /// The devices that are looked at in the end.
    var devices = ["anne", "bo"]
    /// Whether a device may have joined once more: then values are compared, and not who the hub says wrote them.
    var mayJoinTwice = false
    /// Brings the world to where the work starts.
    let prepare: @Sendable (inout World) throws -> Void
    /// The work, as people and programs do it, and do it again when they do not know how far it came.
    let work: @Sendable (inout World) throws -> Void
    /// What must hold of the disks as they are found, beside that stores are whole.
    var found: @Sendable (World, Comment) throws -> Void = { _, _ in }
    /// What must hold at the end; the worlds have the same prints unless it says otherwise.
    var ended: @Sendable (World) throws -> Void = { _ in }

    var testDescription: String { name }
}

extension World {
    /// The disk that is to lose power.
    func disk(of victim: Scenario.Victim) -> FaultDisk { victim == .hub ? hub : field }

    /// The world as it is found after the power of one disk went; the other has all it wrote.
    func afterCut(of victim: Scenario.Victim, _ fate: FaultDisk.Fate) -> World {
        var found = copy()
        switch victim {
        case .hub: found.hub = hub.afterCut(fate)
        case .field: found.field = field.afterCut(fate)
        }
        return found
    }
}
