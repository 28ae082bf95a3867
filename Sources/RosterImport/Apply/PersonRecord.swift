import Coordination
package import SyncCore

/// Everything a store holds about one person that an import can meet.
package struct PersonRecord: Sendable {
    package let person: RowState
    package internal(set) var privates: [RowState] = []
    package internal(set) var contacts: [RowState] = []
    package internal(set) var memberships: [RowState] = []
    package internal(set) var consents: [RowState] = []

    init(_ person: RowState) { self.person = person }

    /// Puts a row where its entity belongs.
    mutating func add(_ row: RowState) {
        switch row.entity {
        case .personPrivate: privates.append(row)
        case .contactPoint: contacts.append(row)
        case .centreMembership: memberships.append(row)
        case .consent: consents.append(row)
        default: break
        }
    }

    package var id: RowID { person.id }

    /// The centres the person is or was a member of.
    var centres: Set<RowID> { Set(memberships.compactMap { $0.id(in: "centreId") }) }

    func privateRow(of centre: RowID) -> RowState? { privates.of(centre).first }
    func membership(in centre: RowID) -> RowState? { memberships.of(centre).first }

    /// The newest answer to whether this centre may write to her.
    func contactConsent(of centre: RowID) -> RowState? {
        ConsentWord.last(of: consents.of(centre).filter { $0["purpose"]?.text == "contact" })
    }

    /// The rows a centre may see, the person herself first.
    func rows(seenBy centres: Set<RowID>) -> [RowState] {
        [person]
            + (privates + contacts + memberships + consents).filter { row in
                row.id(in: "centreId").map { centres.contains($0) } ?? false
            }
    }
}

/// A record as the bytes of its rows: a third of the memory, for those who wait to be written.
struct PackedRecord: Sendable {
    private let rows: [[UInt8]]

    init(_ record: PersonRecord) {
        let all =
            [record.person] + record.privates + record.contacts + record.memberships
            + record.consents
        rows = all.map(\.wire)
    }

    /// The record as it was; nil for bytes that are none, which nobody has made.
    var record: PersonRecord? {
        let states = rows.compactMap { bytes in
            (try? JSONValue.parse(bytes, limits: JSONLimits(bytes: 64 << 20, depth: 64))).flatMap {
                try? RowState($0)
            }
        }
        guard let person = states.first else { return nil }
        var record = PersonRecord(person)
        for row in states.dropFirst() { record.add(row) }
        return record
    }
}

extension [RowState] {
    func of(_ centre: RowID) -> [RowState] { filter { $0.id(in: "centreId") == centre } }
}

extension RowState {
    func id(in field: String) -> RowID? { self[field]?.text.flatMap { RowID($0) } }
}
