import Coordination
package import SyncCore
package import SyncEngine

/// The office of a store this process holds.
package struct LocalOffice: OfficePort {
    private let service: HubService

    package init(_ service: HubService) { self.service = service }

    package func submit(_ edits: [Edit]) throws -> Outcome { try service.submit(edits) }

    package func submitAll(_ operations: [[Edit]]) throws -> [Outcome] {
        var outcomes: [Outcome] = []
        outcomes.reserveCapacity(operations.count)
        var rest = operations[...]
        while !rest.isEmpty {
            let part = Array(rest.prefix(OfficeLimit.operations))
            rest = rest.dropFirst(part.count)
            outcomes += try service.write { hub in try hub.submit(all: part) }
        }
        return outcomes
    }

    package func invite(_ invitation: Invitation) throws -> String {
        try service.write { try $0.invite(invitation) }
    }

    package func addCentre(_ name: String, municipality: String?) throws -> RowID {
        let id = service.environment.newID()
        return try service.write { try $0.addCentre(id, name: name, municipality: municipality) }
    }

    package func changeGrant(
        of device: RowID,
        to grant: Grant,
        isDry: Bool
    ) throws -> GrantChange {
        try service.write { try $0.changeKnownGrant(of: device, to: grant, isDry: isDry) }
    }

    package func retire(_ device: RowID) throws { try service.write { try $0.retire(device) } }

    package func revoke(_ device: RowID, isLost: Bool) throws {
        try service.write { try $0.revoke(device, isLost: isLost) }
    }

    package func tick() throws -> Bool { try service.write { try $0.tick() } }

    package func noteDurable(through seq: Int64, at path: String) throws -> Int64 {
        try service.write { hub in
            try hub.noteBackup(path, through: seq)
            return try hub.noteDurable(through: seq)
        }
    }

    package func erase(_ person: RowID, confirm token: String) throws {
        try service.write { try $0.erase(person, confirm: token) }
    }

    package func remember(_ list: RosterColumns) throws {
        try service.write { try $0.remember(list) }
    }

    package func write(_ register: ReferenceRegister) throws {
        try service.write { try $0.write(register) }
    }

    package func retryNotices(_ ids: [RowID]?) throws -> Int {
        try service.write { try $0.retryNotices(ids) }
    }

    package func compact() throws -> CompactionReport { try service.compact() }

    package func read<R: Sendable>(_ body: (HubReader) throws -> R) throws -> R {
        try service.read(body)
    }
}

extension Hub {
    func invite(_ invitation: Invitation) throws -> String {
        guard OfficeLimit.invitationDays.contains(invitation.days) else {
            throw SyncError("invitation.days", "A code can be used for 1 to 90 days.")
        }
        try requireKnown(invitation.role)
        return try invite(
            role: invitation.role,
            centre: invitation.centre,
            person: invitation.person,
            days: invitation.days,
            admitting: invitation.admits
        )
    }

    /// A slip in a role's name would make a device that may do nothing, and nobody would know why.
    private func requireKnown(_ role: Role) throws {
        guard Role.all.contains(role) else {
            let names = Role.all.map(\.rawValue).joined(separator: ", ")
            throw SyncError("role.unknown", "There is no such role; choose one of \(names).")
        }
    }

    func changeKnownGrant(of device: RowID, to grant: Grant, isDry: Bool) throws -> GrantChange {
        try requireKnown(grant.role)
        return try changeGrant(of: device, to: grant, isDry: isDry)
    }
}
