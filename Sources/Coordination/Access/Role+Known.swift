package import SyncCore

/// The roles of DOMAIN.md B.6.
extension Role {
    /// Anybody, without an account.
    package static let publicRole = Role(rawValue: "public")
    /// An ad-hoc volunteer with a pass and no record of her own.
    package static let pass = Role(rawValue: "pass")
    package static let volunteer = Role(rawValue: "volunteer")
    package static let actionOwner = Role(rawValue: "actionOwner")
    package static let coordinator = Role(rawValue: "coordinator")
    /// The centre's daily leader.
    package static let manager = Role(rawValue: "manager")
    /// An officer of the municipality.
    package static let officer = Role(rawValue: "officer")
    /// A professional cleanup operator.
    package static let `operator` = Role(rawValue: "operator")
    package static let wasteCompany = Role(rawValue: "wasteCompany")
    package static let privacyOfficer = Role(rawValue: "privacyOfficer")

    /// Every role a token may carry.
    package static let all: [Role] = [
        .publicRole, .pass, .volunteer, .actionOwner, .coordinator, .manager, .officer, .operator,
        .wasteCompany, .privacyOfficer,
    ]

    /// Whether the role speaks for one person only, so that rows about others are closed to it.
    package var speaksForItself: Bool { [.publicRole, .pass, .volunteer].contains(self) }

    /// Whether the role decides for its centre.
    package var isOffice: Bool { [.coordinator, .manager, .officer].contains(self) }
}
