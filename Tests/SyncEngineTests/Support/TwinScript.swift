import Storage
import SyncCore
import SyncEngine

/// Sebastiano Vigna's SplitMix64: small, and the same everywhere.
struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(max(bound, 1))) }
}

/// A hub with devices whose life a seed decides; two of the same seed live the same life.
final class TwinWorld {
    let bench: Bench
    let north: RowID
    let devices: [Replica]
    private var random: SplitMix
    private var notes: [RowID] = []
    /// What every push was answered, and every pull came to.
    private(set) var told: [String] = []

    init(seed: UInt64) throws {
        random = SplitMix(state: seed)
        bench = try Bench()
        north = bench.environment.newID()
        _ = try bench.office(Edit("club", north, set: ["name": "Nord"]))
        devices = [
            try bench.join("one"), try bench.join("two"), try bench.join("three", centre: north),
        ]
        for device in devices { try bench.pull(device) }
    }

    /// Lives on by one step.
    func step() throws {
        switch random.below(16) {
        case 0, 1: try make(newNote())
        case 2...6: try make(edit())
        case 7...10: try sync(devices[random.below(3)])
        case 11: told.append("pull \(try bench.pull(devices[random.below(3)], rows: pageRows()))")
        case 12: try decide()
        case 13: _ = try bench.hub.noteDurable(through: bench.hub.head())
        case 14: bench.clock.advance(Int64(random.below(20)) * 86_400_000)
        default:
            bench.clock.advance(Int64(random.below(6) == 0 ? 120 : 1) * 86_400_000)
        }
        bench.clock.advance(Int64(random.below(3_600_000)))
    }

    func finish() throws {
        for device in devices { try sync(device) }
        for device in devices { try sync(device) }
    }

    private func sync(_ device: Replica) throws {
        for outcome in try bench.push(device) { told.append(text(outcome.json)) }
        told.append("\(try bench.pull(device, rows: pageRows()))")
    }

    private func pageRows() -> Int { random.below(3) == 0 ? 1 + random.below(4) : 2000 }

    private func make(_ edit: Edit) throws {
        let device = devices[random.below(3)]
        // What a device cannot do, since it does not see the row, both do not do.
        do { _ = try device.make([edit]) } catch let error as SyncError { told.append(error.code) }
    }

    private func newNote() -> Edit {
        let id = bench.environment.newID()
        notes.append(id)
        let club = random.below(3) == 0 ? north : bench.club
        return Edit(
            "note",
            id,
            set: ["clubId": club.json, "title": .string("T\(random.below(9))")],
            add: ["tags": ["a"]]
        )
    }

    private func edit() -> Edit {
        guard !notes.isEmpty else { return newNote() }
        let id = notes[random.below(min(notes.count, 8))]
        let text = JSONValue.string("V\(random.below(5))")
        switch random.below(9) {
        case 0, 1: return Edit("note", id, set: ["title": text])
        case 2: return Edit("note", id, set: ["chief": text])
        case 3: return Edit("note", id, add: ["tags": ["a", "b\(random.below(3))"]])
        case 4: return Edit("note", id, remove: ["tags": ["a"]])
        case 5: return Edit("note", id, mark: random.below(3) == 0 ? .removed : .restored)
        case 6: return Edit("note", id, set: ["title": "ask first"])
        case 7:
            return Edit(
                "note",
                id,
                set: ["clubId": (random.below(2) == 0 ? north : bench.club).json]
            )
        default:
            return Edit("line", bench.environment.newID(), set: ["noteId": id.json, "text": text])
        }
    }

    private func decide() throws {
        let open = try bench.reader().rows("reviewItem").filter { $0["state"]?.text == "open" }
        guard !open.isEmpty else { return }
        let item = open[random.below(open.count)]
        let isWork = (item["unit"]?.text ?? "").isEmpty
        let choice = isWork ? (random.below(2) == 0 ? "accept" : "reject") : "keep"
        let outcome = try bench.office(
            Edit("reviewItem", item.id, set: ["decision": .string(choice)])
        )
        told.append(text(outcome.json))
    }

    /// Everything a pull or a push could ever show of the hub, and all that the devices hold.
    func state() throws -> [String] {
        let hub = try dump(bench.hubStore, tables: ["state", "scope_row", "scope_sum", "held_row"])
        let replicas = try devices.flatMap { device in
            try dump(device.store, tables: ["state", "scope_row", "scope_sum", "shown"])
                + device.answered(limit: 10_000).map {
                    "\($0.number) " + text($0.outcome?.json ?? .null)
                }
                + device.outbox().map { "\($0.number) " + text($0.operation?.json ?? .null) }
        }
        return hub + replicas
    }

    private func text(_ json: JSONValue) -> String { String(decoding: json.bytes(), as: UTF8.self) }

    private func dump(_ store: Connection, tables: [String]) throws -> [String] {
        try tables.flatMap { table in
            let columns = table == "state" || table == "shown" ? "hex(id), hex(wire)" : "*"
            let rows = try store.all("SELECT \(columns) FROM \(table)") { row in
                (0..<(columns == "*" ? 3 : 2)).map { row.text($0) }.joined(separator: "|")
            }
            return ["\(table) \(rows.count)"] + rows.sorted()
        }
    }
}
