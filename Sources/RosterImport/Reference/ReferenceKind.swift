/// Which register a file is of.
package enum ReferenceKind: String, Sendable, CaseIterable {
    /// Bring's register of postal codes.
    case postalCode = "postal_code"
    /// The municipalities, from Statistics Norway (Klass 131) or the Mapping Authority.
    case municipality
}

/// One line of a register's file.
package struct ReferenceEntry: Sendable, Equatable {
    package var code: String
    package var name: String
    /// Of a postal code, the number of its municipality.
    package var about: String?
    /// The days the file itself gives, `yyyy-mm-dd`; nil where it gives none.
    package var from: String?
    package var until: String?
}
