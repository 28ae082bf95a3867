/// Keys by which a row is known again without its values being kept beside it.
///
/// They are fingerprints, not secrets: whoever stores them must key or protect them.
package enum ContentKey {
    /// The same for rows that say the same of one person in one centre.
    package static func of(_ person: RosterPerson) -> String {
        Fingerprint.text(number(of: person))
    }

    /// The same as a number.
    static func number(of person: RosterPerson) -> UInt64 {
        var fingerprint = Fingerprint()
        fingerprint.add(person.centre)
        fingerprint.add(person.name.given)
        fingerprint.add(person.name.family)
        fingerprint.add(person.birth?.text ?? "")
        for contact in person.contacts.sorted() { fingerprint.add(contact.value) }
        for (field, value) in person.values.sorted(by: { $0.key < $1.key }) {
            fingerprint.add(field.rawValue)
            fingerprint.add(value)
        }
        return fingerprint.number
    }

    /// The mark of a number or an address.
    static func number(ofContact value: String) -> UInt64 {
        var fingerprint = Fingerprint()
        fingerprint.add(value)
        return fingerprint.number
    }
}
