import SyncCore
import SyncEngine

extension Bench {
    /// Uses up a code for a device that has ended, or with `isSame` false one of a hub that does not know it.
    func enrolAgain(
        _ replica: Replica,
        as role: String = "member",
        name: String = "again",
        isSame: Bool = true
    ) throws -> (enrolled: Enrolled, incarnation: RowID) {
        let incarnation = environment.newID()
        let code = try hub.invite(
            role: Role(rawValue: role),
            centre: club,
            admitting: isSame ? replica.identity.device : nil
        )
        let enrolled = try hub.enrol(
            code: code,
            name: name,
            incarnation: incarnation,
            earlier: isSame ? replica.identity.incarnation : nil
        )
        return (enrolled: enrolled, incarnation: incarnation)
    }

    /// The same, and the device's store goes on under it.
    func rejoin(
        _ replica: Replica,
        as role: String = "member",
        name: String = "again",
        isSame: Bool = true
    ) throws -> (replica: Replica, heard: Heard) {
        let (enrolled, incarnation) = try enrolAgain(replica, as: role, name: name, isSame: isSame)
        let again = try Replica.rejoin(
            replica.store,
            hubURL: "http://hub.example",
            enrolled: enrolled,
            incarnation: incarnation,
            catalogue: domain.catalogue,
            environment: environment
        )
        return (replica: again, heard: enrolled.heard)
    }
}
