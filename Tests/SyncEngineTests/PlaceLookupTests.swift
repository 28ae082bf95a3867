import Storage
import SyncCore
import Testing

@testable import SyncEngine

/// Rows are found by where they are, with look-ups that are kept as all others are.
@Suite struct PlaceLookupTests {
    /// The notes' catalogue with a shape on each note, and how far around it counts.
    private static func catalogue(indexed: Bool = true, version: Int = 1) throws -> Catalogue {
        let field = #"{"name": "shape", "type": "geometry", "policy": "latest""#
        let look = indexed ? #", "indexed": true, "reach": "metres"},"# : "},"
        let metres = #"{"name": "metres", "type": "integer", "policy": "latest"},"#
        let text = NotesDomain.json
            .replacing(#"{"name": "chief""#, with: field + look + metres + #"{"name": "chief""#)
            .replacing("\"schemaVersion\": 1", with: "\"schemaVersion\": \(version)")
        return try Catalogue(Array(text.utf8))
    }

    private static func point(_ east: Double, _ north: Double) -> JSONValue {
        ["type": "Point", "coordinates": [.double(east), .double(north)]]
    }

    private static func box(_ east: Double, _ north: Double) -> PlaceBox {
        PlaceBox(west: east, south: north, east: east, north: north).grown(metres: 50)
    }

    private func notes(_ bench: Bench, at box: PlaceBox) throws -> [RowID] {
        try bench.reader().rows("note", by: .place("shape", in: box)).map(\.id)
    }

    private func isWell(_ bench: Bench) throws -> Bool {
        try StoreAudit(bench.reader()).checks().allSatisfy { $0.level == .ok }
    }

    @Test func `a row is found where it is, follows its shape, and is gone with it`() throws {
        let bench = try Bench(catalogue: Self.catalogue())
        var (id, note) = bench.newNote("A")
        note.set["shape"] = Self.point(5.3, 60.4)
        _ = try bench.office(note)
        let (_, other) = bench.newNote("nowhere")
        _ = try bench.office(other)
        #expect(try notes(bench, at: Self.box(5.3, 60.4)) == [id])
        #expect(try notes(bench, at: Self.box(5.4, 60.4)) == [])
        _ = try bench.office(Edit("note", id, set: ["shape": Self.point(5.4, 60.4)]))
        #expect(try notes(bench, at: Self.box(5.3, 60.4)) == [])
        #expect(try notes(bench, at: Self.box(5.4, 60.4)) == [id])
        #expect(try isWell(bench))
        _ = try bench.office(Edit("note", id, set: ["shape": .null]))
        #expect(try notes(bench, at: Self.box(5.4, 60.4)) == [])
        #expect(try isWell(bench))
    }

    @Test func `its reach counts, and grows and shrinks without the shape`() throws {
        let bench = try Bench(catalogue: Self.catalogue())
        var (id, note) = bench.newNote("A")
        note.set["shape"] = Self.point(5.3, 60.4)
        _ = try bench.office(note)
        // About 5.5 km east.
        let away = Self.box(5.4, 60.4)
        #expect(try notes(bench, at: away) == [])
        _ = try bench.office(Edit("note", id, set: ["metres": 6000]))
        #expect(try notes(bench, at: away) == [id])
        #expect(try isWell(bench))
        _ = try bench.office(Edit("note", id, set: ["metres": 50]))
        #expect(try notes(bench, at: away) == [])
        #expect(try isWell(bench))
    }

    @Test func `rows that name one at a place are found, and a filter takes some of them`() throws {
        let bench = try Bench(catalogue: Self.catalogue())
        var (id, note) = bench.newNote("A")
        note.set["shape"] = Self.point(5.3, 60.4)
        var (far, elsewhere) = bench.newNote("B")
        elsewhere.set["shape"] = Self.point(7, 62)
        _ = try bench.office(note, elsewhere)
        let lines = [RowID(high: 9, low: 1), RowID(high: 9, low: 2)]
        _ = try bench.office(
            Edit("line", lines[0], set: ["noteId": id.json, "text": "1"]),
            Edit("line", lines[1], set: ["noteId": far.json, "text": "2"]),
        )
        let reader = try bench.reader()
        let here = RowKey.PlacedRows("note", "shape", in: Self.box(5.3, 60.4))
        #expect(try reader.rows("line", by: .names("noteId", here)).map(\.id) == [lines[0]])
        let clubs = RowKey.PlacedRows("note", "shape", in: Self.box(7, 62), through: "clubId")
        let all = try reader.rows("note", by: .names("clubId", clubs)).map(\.id)
        #expect(all == [id, far])
        let filter = RowFilter("clubId", isOneOf: [bench.club.json, far.json])
        let shape = RowKey.place("shape", in: Self.box(5.3, 60.4))
        #expect(try reader.rows("note", by: shape, having: filter).map(\.id) == [id])
        let none = RowFilter("clubId", isOneOf: [far.json])
        #expect(try reader.rows("note", by: shape, having: none).isEmpty)
    }

    @Test func `a wrong look-up is told by the doctor, and a removed row is not found`() throws {
        let bench = try Bench(catalogue: Self.catalogue())
        var (id, note) = bench.newNote("A")
        note.set["shape"] = Self.point(5.3, 60.4)
        _ = try bench.office(note)
        var gone = Edit("note", id)
        gone.mark = .removed
        _ = try bench.office(gone)
        #expect(try notes(bench, at: Self.box(5.3, 60.4)) == [])
        #expect(try isWell(bench))
        try bench.hubStore.run(
            """
            UPDATE lookup SET value = x'010203040506'
            WHERE field = (SELECT number FROM interned WHERE name = 'field/note/shape')
            """
        )
        let wrong = try StoreAudit(bench.reader()).checks().filter { $0.level != .ok }
        #expect(wrong.map(\.code) == ["doctor.lookups"])
    }

    @Test func `a shape that is looked up from now on is found in old rows, on a device, too`()
        throws
    {
        let bench = try Bench(catalogue: Self.catalogue(indexed: false))
        var (id, note) = bench.newNote("A")
        note.set["shape"] = Self.point(5.3, 60.4)
        note.set["metres"] = 20
        _ = try bench.office(note)
        let device = try bench.join("one")
        try bench.pull(device)
        let newer = NotesDomain(try Self.catalogue(version: 2))
        _ = try Hub(bench.hubStore, domain: newer, environment: bench.environment)
        let reader = try HubReader(bench.hubStore, domain: newer, environment: bench.environment)
        let key = RowKey.place("shape", in: Self.box(5.3, 60.4))
        #expect(try reader.rows("note", by: key).map(\.id) == [id])
        #expect(try StoreAudit(reader).checks().allSatisfy { $0.level == .ok })
        let replica = try Replica(
            device.store,
            catalogue: newer.catalogue,
            environment: bench.environment
        )
        let found = try replica.states.all("note", by: key, having: nil)
        #expect(found.map(\.state.id) == [id])
    }
}
