import SyncCore
package import SyncEngine

extension Access {
    /// The scopes a device with this grant sees (DOMAIN.md B.6, "read").
    package static func scopes(for grant: Grant) -> Set<ScopeKey> {
        var scopes: Set<ScopeKey> = [.everyone]
        for audience in audiences(of: grant.role) {
            scopes.insert(.centre(grant.centre, audience))
        }
        if let person = grant.person { scopes.insert(.person(person)) }
        return scopes
    }

    /// Contact data stands in the coordination audience only, so officers and operators do not see it.
    private static func audiences(of role: Role) -> [String] {
        switch role {
        case .coordinator, .manager, .privacyOfficer: ["public", "field", "coordination"]
        case .actionOwner, .officer, .operator, .wasteCompany: ["public", "field"]
        case .publicRole, .pass, .volunteer: ["public"]
        default: []
        }
    }
}
