import Coordination
import SyncCore
import SyncEngine
import Testing

/// Whoever's address is blocked has none in any row that syncs, whenever that was written.
@Suite struct BlockedAddressTests {
    let village: Village

    init() throws { village = try Village() }

    /// A record as it stood before there was a rule about it: put there past every rule.
    private func plant(_ id: UInt64, of person: RowID, isBlocked: Bool) {
        var row = RowState(entity: .personPrivate, id: RowID(id))
        row.fields = [
            "personId": person.json, "centreId": Village.centre.json,
            "addressLine": "Nålegata 7", "postalCode": "9876", "postalPlace": "Nåleby",
            "municipalityNo": "4204",
        ]
        if isBlocked { row.fields["addressBlocked"] = true }
        let stamp = Stamp(seq: village.hub.world.seq, at: Village.start, origin: 11)
        for field in row.fields.keys {
            row.stamps[field.hasPrefix("postal") ? "postal" : field] = stamp
        }
        village.hub.world.put(row)
    }

    private func address(_ id: UInt64) throws -> [JSONValue] {
        let row = try #require(village.row(RowID(id)))
        return ["addressLine", "postalCode", "postalPlace", "municipalityNo"].compactMap { row[$0] }
    }

    @Test func `what was there before the rule goes with the hub's clock`() throws {
        plant(700, of: Village.kari, isBlocked: true)
        plant(701, of: Village.kari, isBlocked: false)
        plant(702, of: Village.ola, isBlocked: false)
        village.hub.world.fullReads = []
        try village.hub.tick(at: Village.start + 60_000)
        #expect(try address(700).isEmpty)
        // The other record of the same person, too.
        #expect(try address(701).isEmpty)
        #expect(try address(702).count == 4)
        #expect(village.row(RowID(700))?["addressBlocked"] == true)
        // Found by a look-up, since the hub asks every minute.
        #expect(!village.hub.world.fullReads.contains(.personPrivate))
        let spec = village.hub.domain.catalogue[.personPrivate]
        #expect(spec?.fields["addressBlocked"]?.isIndexed == true)
        let more = try village.hub.domain.tick(in: village.hub.world)
        #expect(!more.contains { $0.entity == .personPrivate })
    }

    @Test func `a tick empties some, and the next ones the rest`() throws {
        for number in 0..<250 {
            let person = RowID(UInt64(5000 + number))
            try village.hub.submit(
                Edit(.person, person, set: ["displayName": "Berit"]),
                by: .hub
            )
            plant(UInt64(7000 + number), of: person, isBlocked: true)
        }
        func left() throws -> Int {
            try (0..<250).count { try !address(UInt64(7000 + $0)).isEmpty }
        }
        try village.hub.tick(at: Village.start + 600_000)
        #expect(try left() == 50)
        try village.hub.tick(at: Village.start + 660_000)
        #expect(try left() == 0)
    }
}
