/// What a column of a roster can mean to us.
package enum RosterField: String, Sendable, CaseIterable, Codable, Comparable {
    case givenName = "given_name"
    case middleName = "middle_name"
    case familyName = "family_name"
    case fullName = "full_name"
    case mobile
    case phone
    case email
    case birthDate = "birth_date"
    case birthYear = "birth_year"
    case birthMonth = "birth_month"
    case birthDay = "birth_day"
    case age
    case address
    case postalCode = "postal_code"
    case postalPlace = "postal_place"
    case municipality
    case centre
    case since
    case guardianName = "guardian_name"
    case guardianMobile = "guardian_mobile"
    case guardianEmail = "guardian_email"
    case certificate
    case confidentiality
    case consentContact = "consent_contact"
    case interests
    case language
    case note
    case gender
    case externalId = "external_id"

    package static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }

    // Made here, since what has a raw value is else hashed by its text, for every cell of a list.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(rawValue.utf8.count)
        hasher.combine(rawValue.utf8.first)
    }

    /// A second column with this meaning adds a value instead of competing with the first.
    var mayRepeat: Bool {
        switch self {
        case .mobile, .phone, .email, .interests, .note, .address: true
        default: false
        }
    }
}
