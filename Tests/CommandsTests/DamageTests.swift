import Commands
import Coordination
import Foundation
import Glibc
import Schema
import Storage
import SyncCore
import SyncEngine
import Testing
/// A field client's store of which parts have gone bad.
struct DamageTests {
    let folder: TestFolder
    let hub: TestHub

    init() throws {
        folder = try TestFolder()
        hub = try TestHub(folder)
    }

    /// A device that has synced something, and has so many operations that wait; some are longer than a page.
    private func device(_ name: String = "ane", waiting: Int = 12) throws -> TestDevice {
        let device = try TestDevice(name, role: "coordinator", hub, folder)
        for number in 0..<3 { _ = try device.make("new", "cleanupZone", "name=Sone \(number)") }
        try #require(device.run("sync").exit == 0)
        for number in 0..<waiting {
            let long = number % 4 == 0 ? String(repeating: "æ", count: 200) : "kort"
            var words = ["new", "cleanupZone", "name=Vik \(number)", "mode=self_organised"]
            words.append("modeReason=\(long)")
            if number == 5 { words.append("geometry=\(Self.shape)") }
            _ = try device.make(words)
        }
        return device
    }

    /// A shape that runs over several pages.
    private static let shape: String = {
        let points = (0..<900).map { "[8.\(1000 + $0),58.1]" } + ["[8.5,58.9]", "[8.1000,58.1]"]
        return #"{"type":"Polygon","coordinates":[["# + points.joined(separator: ",") + "]]}"
    }()

    private func operations(_ device: TestDevice) throws -> [Int64: [UInt8]] {
        let store = try Connection(path: device.file, mode: .readOnly)
        let rows = try store.all("SELECT number, bytes FROM outbox") { ($0.int64(0), $0.bytes(1)) }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    /// All of the device's own work that has its bytes.
    private func work(_ device: TestDevice) throws -> [Int64: [UInt8]] {
        let store = try Connection(path: device.file, mode: .readOnly)
        let rows = try store.all(
            """
            SELECT number, bytes FROM outbox
            UNION ALL SELECT number, bytes FROM answered WHERE bytes IS NOT NULL
            """
        ) { ($0.int64(0), $0.bytes(1)) }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    private func names(at hub: TestHub) throws -> [String] {
        try hub.service.read { try $0.rows(.cleanupZone).compactMap { $0["name"]?.text } }.sorted()
    }

    @Test func `what is read page by page is what SQLite reads`() throws {
        let device = try device()
        let wanted = try operations(device)
        #expect(wanted.values.contains { $0.count > 8_000 })
        let salvage = try ReplicaSalvage(
            path: device.file,
            catalogue: try Catalogue(Schema.catalogue)
        )
        #expect(salvage.outbox.map(\.number) == wanted.keys.sorted())
        for own in salvage.outbox { #expect(own.operation?.json.bytes() == wanted[own.number]) }
        #expect(salvage.answeredCount == 3)
        #expect(salvage.lost == 0 && !salvage.mayLackMore && salvage.isIdentified)
    }

    @Test func `every command on a damaged store says so, and no code is used up`() throws {
        let device = try device()
        try Damage.page(of: "state", in: device.file)
        for words in [
            ["status"], ["sync"], ["outbox"], ["list", "cleanupZone"],
            ["show", "cleanupZone", "x"],
            ["new", "task", "title=Ny"], ["report", "litter", "--amount", "bagful"],
            ["move", "http://x.example"], ["set", "task", "x", "title=y"],
        ] {
            let run = device.run(words + ["--json"])
            #expect(run.exit == 3, "\(words)")
            #expect(try run.json()["error"]?["code"]?.text == "store.corrupt", "\(words)")
            #expect(run.errors.contains("field rescue"), "\(words)")
        }
        let used = hub.codesUsed
        for words in [["--again"], []] {
            let code = try hub.invite("coordinator")
            let run = device.run(["join", "http://hub.example", code] + words)
            #expect(run.exit == 3)
            #expect(run.errors.contains("[store.corrupt]"))
        }
        #expect(hub.codesUsed == used)
    }

    @Test func `a rescue keeps the device, its numbers and its work`() throws {
        let device = try device()
        let wanted = try operations(device)
        // Sent, and the answers lost: sent again under other numbers it would be done twice.
        hub.set(.answersLost)
        #expect(device.run("sync").exit == 1)
        hub.set(.none)
        try Damage.page(of: "state", in: device.file)
        let dry = device.run("rescue", "--dry-run", "--json")
        #expect(dry.exit == 0)
        #expect(try dry.json()["waiting"]?.integer == 12)
        #expect(device.run("status").exit == 3)
        let run = device.run("rescue", "--json")
        #expect(run.exit == 0)
        let aside = try #require(try run.json()["aside"]?.text)
        #expect(aside.hasPrefix(device.file + ".damaged-"))
        #expect(access(aside, F_OK) == 0)
        #expect(try operations(device) == wanted)
        #expect(try device.json("rescue")["damaged"]?.bool == false)
        var status = stat()
        #expect(stat(device.file, &status) == 0 && status.st_mode & 0o777 == 0o600)
        let sync = device.run("sync", "--json")
        #expect(sync.exit == 0)
        #expect(try device.json("status")["waiting"] == 0)
        #expect(try names(at: hub).count == 15)
        #expect(try hub.service.read { try $0.devices().count } == 2)
    }

    @Test func `work that cannot be read is counted, and the rest goes on`() throws {
        let device = try device()
        try Damage.text("Vik 3", in: device.file)
        let outbox = device.run("outbox", "--json")
        #expect(outbox.exit == 3)
        #expect(try outbox.json()["waiting"]?.array?.count == 11)
        #expect(try outbox.json()["lost"] == 1)
        let rescue = device.run("rescue")
        #expect(rescue.exit == 1)
        #expect(rescue.output.contains("11 operations that wait can be read; 1 cannot be."))
        #expect(device.run("sync").exit == 0)
        let told = try names(at: hub)
        #expect(told.count == 14 && !told.contains("Vik 3"))
        _ = try device.make("new", "cleanupZone", "name=Etterpå")
        #expect(device.run("sync").exit == 0)
        #expect(try names(at: hub).contains("Etterpå"))
    }

    @Test func `an answer that cannot be read is said, and only the answer is dropped`() throws {
        let device = try device()
        let wanted = try operations(device)
        do {
            let store = try Connection(path: device.file, mode: .readWrite)
            try store.run("UPDATE outbox SET refused = ?1 WHERE number = 5", Array("{".utf8))
        }
        #expect(device.run("status").errors.contains("[store.corrupt]"))
        #expect(device.run("rescue").exit == 0)
        #expect(try operations(device) == wanted)
        #expect(device.run("sync").exit == 0)
        #expect(try names(at: hub).count == 15)
    }

    /// Changes what is kept of the first answered operation.
    private func spoil(_ column: String, of device: TestDevice) throws {
        let store = try Connection(path: device.file, mode: .readWrite)
        let bytes = try #require(
            try store.first("SELECT \(column) FROM answered WHERE number = 1") { $0.bytes(0) }
        )
        // One letter, so that it can still be read.
        let text = String(decoding: bytes, as: UTF8.self)
            .replacingOccurrences(of: "Sone 0", with: "Sone 9")
            .replacingOccurrences(of: #""applied""#, with: #""refused""#)
        try #require(Array(text.utf8) != bytes)
        try store.run("UPDATE answered SET \(column) = ?1 WHERE number = 1", Array(text.utf8))
    }

    @Test(arguments: ["outcome", "bytes"])
    func `a bad answered operation is said before a code is used, and the rest is saved`(
        column: String
    ) throws {
        let device = try device(waiting: 1)
        let id = try #require(try device.json("status")["device"]?.text.flatMap { RowID($0) })
        try spoil(column, of: device)
        try hub.service.write { try $0.revoke(id, isLost: false) }
        let code = try hub.invite("coordinator", for: id)
        let used = hub.codesUsed
        let early = device.run("join", "http://hub.example", code, "--again")
        #expect(early.exit == 3)
        #expect(early.errors.contains("[store.corrupt]") && early.errors.contains("field rescue"))
        #expect(hub.codesUsed == used)
        let rescue = device.run("rescue", "--json")
        let isAnswer = column == "outcome"
        // Where only the answer is bad, the hub says it once more; its bytes are in no other place.
        #expect(rescue.exit == (isAnswer ? 0 : 1))
        #expect(try rescue.json()["waiting"]?.integer == (isAnswer ? 2 : 1))
        #expect(try rescue.json()["lost"]?.integer == (isAnswer ? 0 : 1))
        #expect(device.run("join", "http://hub.example", code, "--again").exit == 0)
        #expect(device.run("sync").exit == 0)
        #expect(try names(at: hub) == ["Sone 0", "Sone 1", "Sone 2", "Vik 0"])
        #expect(try device.json("status")["waiting"] == 0)
    }

    @Test func `a row with a number beyond all sense is none`() throws {
        let device = try device()
        let size = try #require(try Disk.system.files.size(device.file))
        // A leaf of a table with one cell: a row that has the shape of the outbox's, with the highest number.
        var page = [UInt8](repeating: 0, count: 4_096)
        page.replaceSubrange(0..<10, with: [0x0D, 0, 0, 0, 1, 0x0F, 0xA0, 0, 0x0F, 0xA0])
        let highest = [0xBF] + [UInt8](repeating: 0xFF, count: 8)
        let cell = [8] + highest + [5, 0, 1, 1, 14, 1, 1, 0xFF]
        page.replaceSubrange(4_000..<4_000 + cell.count, with: cell)
        try Damage.write(page, at: size / 4_096 * 4_096, in: device.file)
        let salvage = try ReplicaSalvage(
            path: device.file,
            catalogue: try Catalogue(Schema.catalogue)
        )
        #expect(salvage.outbox.count == 12)
        #expect(salvage.lost == 0 && !salvage.mayLackMore)
    }

    @Test func `a lost first page is no lost store, and another program's file is none of ours`()
        throws
    {
        let device = try device()
        try Damage.write([UInt8](repeating: 0xA5, count: 4_096), at: 0, in: device.file)
        let run = device.run("rescue", "--json")
        #expect(run.exit == 0)
        #expect(try run.json()["waiting"]?.integer == 12)
        #expect(device.run("sync").exit == 0)
        for name in ["hub.db", "hub.db.ledger"] {
            let run = TestRun(["field", "rescue", "--replica", folder[name]])
            #expect(run.exit == 3)
            #expect(run.errors.contains("[store.not_ours]"))
        }
    }

    @Test func `without its token a store's work comes along by a code that was given for it`()
        throws
    {
        let device = try device()
        let id = try #require(try device.json("status")["device"]?.text.flatMap { RowID($0) })
        hub.set(.answersLost)
        #expect(device.run("sync").exit == 1)
        hub.set(.none)
        _ = try device.make("new", "cleanupZone", "name=Sist")
        try Damage.page(of: "meta", in: device.file)
        let refused = device.run("rescue")
        #expect(refused.exit == 3)
        #expect(refused.errors.contains("dugnad device invite --for"))
        let plain = try hub.invite("coordinator")
        let known = device.run("join", "http://hub.example", plain, "--again")
        #expect(known.exit == 2)
        #expect(known.errors.contains("[device.known]") && known.errors.contains("\(id)"))
        #expect(!folder.has("ane.db.rescued.partial"))
        try hub.service.write { try $0.revoke(id, isLost: false) }
        let code = try hub.invite("coordinator", for: id)
        let again = device.run("join", "http://hub.example", code, "--again", "--json")
        #expect(again.exit == 0)
        // The hub has heard twelve of the thirteen.
        #expect(try again.json()["waiting"] == 1)
        #expect(device.run("sync").exit == 0)
        #expect(try names(at: hub).count == 16)
    }

    @Test func `a rescue that was cut is finished`() throws {
        let device = try device()
        try Damage.page(of: "state", in: device.file)
        #expect(device.run("rescue").exit == 0)
        #expect(rename(device.file, device.file + ".rescued") == 0)
        #expect(device.run("status").exit == 3)
        #expect(device.run("rescue").exit == 0)
        #expect(try device.json("status")["waiting"] == 12)
    }

    @Test func `a log with a bad frame before a commit is damage`() throws {
        let device = try device(waiting: 0)
        let open = try Connection(path: device.file, mode: .readWrite)
        // While it is open, the log stays.
        for number in 0..<6 { _ = try device.make("new", "cleanupZone", "name=Logg \(number)") }
        let copy = folder["cut.db"]
        for ending in ["", "-wal"] { try Damage.copy(device.file + ending, to: copy + ending) }
        withExtendedLifetime(open) {}
        let log = try #require(try Disk.system.files.size(copy + "-wal"))
        try #require(log > 3 * 4_120)
        let other = TestDevice(copy: copy, of: device)
        try Damage.write([0xFF, 0xFE], at: 32 + 24 + 100, in: copy + "-wal")
        #expect(other.run("status").errors.contains("[store.corrupt]"))
        #expect(other.run("rescue").exit < 2)
    }

    private func isBlank(_ device: TestDevice) throws -> Bool {
        let catalogue = try Coordination.domain().catalogue
        return try !ReplicaSalvage(path: device.file, catalogue: catalogue).isReplica
    }

    @Test func `a store of which nothing can be read is put aside by a new code`() throws {
        let device = try device()
        #expect(truncate(device.file, 5_000) == 0)
        #expect(try isBlank(device))
        for command in [["status"], ["outbox"], ["sync"], ["rescue"]] {
            let said = device.run(command)
            #expect(said.exit == 3)
            #expect(said.errors.contains("[store.corrupt]") && said.errors.contains("--again"))
        }
        let code = try hub.invite("coordinator")
        let joined = device.run("join", "http://hub.example", code, "--again")
        #expect(joined.exit == 0)
        #expect(joined.output.contains("cannot be told"))
        #expect(folder.names.contains { $0.hasPrefix("ane.db.damaged-") })
        #expect(device.run("sync").exit == 0)
    }

    @Test func `what is no file is not read to its end`() throws {
        let device = try device(waiting: 0)
        let odd = TestDevice(copy: "/dev/zero", of: device)
        #expect(odd.run("status").exit == 3)
        #expect(odd.run("join", "http://hub.example", "x", "--again").exit != 0)
    }

    private static let seeds =
        ProcessInfo.processInfo.environment["DAMAGE_SEEDS"].flatMap { UInt64($0) } ?? 12

    /// Random damage of every kind: never a crash, never a false word, never a silent loss.
    @Test func `whatever goes bad, what is said is so`() throws {
        let first = try device(waiting: 10)
        let wanted = try work(first)
        let code = try hub.invite("coordinator")
        let used = hub.codesUsed
        for seed in 0..<Self.seeds {
            let device = TestDevice(copy: folder["copy-\(seed).db"], of: first)
            try Damage.copy(first.file, to: device.file)
            var chance = SplitMix(seed: seed &* 977 &+ 5)
            let words = "seed \(seed): \(try Damage.random(&chance, in: device.file))"
            let outbox = device.run("outbox", "--json")
            #expect([0, 3].contains(outbox.exit), "\(words)")
            // What says nothing at all is put aside by any code, as a test of its own shows.
            let isBlank = try isBlank(device)
            for again in [[], ["--again"]]
            where again == [] || outbox.exit != 0 && !isBlank {
                let join = device.run(["join", "http://hub.example", code] + again)
                #expect([2, 3].contains(join.exit), "\(words): \(join.output)")
            }
            try check(device, wanted, words)
        }
        // Only where the store does not say who it is does the hub see the code, and it refuses it.
        #expect(hub.codesUsed - used < 10)
        _ = try TestDevice("bo", code: code, hub, folder)
        let found = try names(at: hub)
        #expect(found.count == Set(found).count, "nothing is done twice")
        #expect(found.count <= 13)
    }

    /// Rescues a store and holds what is told of it to what there was; then it syncs as before.
    private func check(_ device: TestDevice, _ wanted: [Int64: [UInt8]], _ words: String) throws {
        let rescue = device.run("rescue", "--json")
        guard rescue.exit < 2 else {
            #expect(rescue.exit == 3, "\(words)")
            let error = try #require(try rescue.json()["error"]?["code"]?.text)
            #expect(["store.corrupt", "store.not_ours"].contains(error), "\(words)")
            return
        }
        let told = try rescue.json()
        let saved = try work(device)
        for (number, bytes) in saved { #expect(bytes == wanted[number], "\(words)") }
        let lost = told["lost"]?.integer ?? 0
        let isTold = lost >= wanted.count - saved.count || told["mayLackMore"]?.bool == true
        #expect(isTold, "\(words): \(lost) of \(wanted.count - saved.count)")
        // A token with a bad letter is found out by the hub, and by nobody before.
        guard device.run("sync").exit < 2 else { return }
        #expect(device.run("sync").exit == 0, "\(words)")
        #expect(try device.json("status")["waiting"] == 0, "\(words)")
    }
}
