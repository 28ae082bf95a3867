import Storage
import SyncCore
import SyncEngine
import Testing

@Suite struct `Healing by bucket` {
    private let bench: Bench
    private let alice: Replica

    init() throws {
        bench = try Bench()
        alice = try bench.join("alice")
        try fill(300)
        try bench.pull(alice)
    }

    /// Notes at the hub, many in one operation so that it is quick.
    private func fill(_ count: Int) throws {
        for start in stride(from: 0, to: count, by: 100) {
            let edits = (start..<min(start + 100, count)).map { bench.newNote("note \($0)").1 }
            _ = try bench.hubStore.transaction { try bench.hub.submit(edits) }
        }
    }

    /// Something changes at the hub, so that sums are compared; then the replica pulls until it is done.
    private func heal(_ replica: Replica? = nil) throws -> (rows: Int, rounds: Int) {
        let replica = replica ?? alice
        _ = try bench.office(bench.newNote("news").1)
        var (rows, rounds) = (0, 0)
        while true {
            if try replica.pullRepair != nil { rounds += 1 }
            let page = try bench.page(replica).bytes
            for line in Lines.split(page).lines {
                if case .row = try PullLine(line) { rows += 1 }
            }
            guard case .more = try replica.take(page) else { return (rows, rounds) }
            #expect(rounds < 20)
        }
    }

    private func expectHealed(_ replica: Replica? = nil) throws {
        let replica = replica ?? alice
        #expect(try replica.cursor?.seq == bench.hub.head())
        for (scope, sum) in try replica.sums() {
            #expect(try bench.reader().sum(of: scope) == sum)
        }
        #expect(try replica.pullRepair == nil)
        let titles = try replica.rows("note").compactMap { $0["title"]?.text }.sorted()
        #expect(titles == (try bench.titles()))
        let clubs = try replica.rows("note").filter { $0["clubId"] != bench.club.json }
        #expect(clubs.isEmpty)
    }

    @Test(arguments: [
        // A row that is not as it was stored, as letters and as no JSON at all.
        """
        UPDATE state SET wire = CAST(replace(CAST(wire AS TEXT), 'note 7"', 'nope 7"') AS BLOB), hash = hash + 1
        WHERE instr(CAST(wire AS TEXT), 'note 7"') > 0
        """,
        "UPDATE state SET wire = x'00', hash = hash + 1 WHERE row = 9",
        // A row that is missing, with and without what stands beside it.
        "DELETE FROM state WHERE row = 9; UPDATE scope_sum SET sum = sum + 1 WHERE bucket = 3",
        """
        DELETE FROM scope_row WHERE row = 9; DELETE FROM lookup WHERE row = 9;
        DELETE FROM state WHERE row = 9; UPDATE scope_sum SET sum = sum + 1 WHERE bucket = 3
        """,
        // Sums, look-ups and scopes that are wrong.
        "UPDATE scope_sum SET sum = sum + 1",
        "DELETE FROM lookup; UPDATE scope_sum SET rows = 0, sum = 0",
        "DELETE FROM scope_row WHERE row = 9; UPDATE scope_sum SET sum = sum + 1 WHERE bucket = 3",
    ])
    func `damage of every kind heals without a new start`(damage: String) throws {
        try alice.store.execute(damage)
        // Some of it no sum tells: the store finds it when it looks itself over.
        bench.clock.advance(86_400_000)
        let (rows, _) = try heal()
        try expectHealed()
        #expect(rows < 30)
    }

    @Test func `a row too many goes`() throws {
        let (_, edit) = bench.newNote("not at the hub")
        let bob = try bench.join("bob")
        _ = try bench.office(edit)
        try bench.pull(bob)
        // The hub forgets it, as no hub should; the replica has a row nobody has.
        try bench.hubStore.transaction {
            let row = try #require(
                try bench.hubStore.first("SELECT row FROM state WHERE id = ?1", edit.id.bytes) {
                    $0.int64(0)
                }
            )
            for table in ["lookup", "scope_row", "state", "history"] {
                try bench.hubStore.run("DELETE FROM \(table) WHERE row = ?1", row)
            }
            try bench.hubStore.run("DELETE FROM scope_sum")
            try remakeHubSums()
        }
        let (rows, rounds) = try heal(bob)
        try expectHealed(bob)
        #expect(rounds == 2)
        #expect(rows < 30)
    }

    private func remakeHubSums() throws {
        var sums: [[Int64]: (sum: Int64, rows: Int64)] = [:]
        try bench.hubStore.query(
            "SELECT r.scope, s.id, s.hash FROM scope_row r JOIN state s ON s.row = r.row"
        ) { row in
            let key = [row.int64(0), Int64(row.bytes(1).last ?? 0)]
            let old = sums[key] ?? (0, 0)
            sums[key] = (old.sum &+ row.int64(2), old.rows + 1)
        }
        for (key, value) in sums {
            try bench.hubStore.run(
                "INSERT INTO scope_sum (scope, bucket, sum, rows) VALUES (?1, ?2, ?3, ?4)",
                key[0],
                key[1],
                value.sum,
                value.rows
            )
        }
    }

    @Test func `what is fetched is in proportion to what differs`() throws {
        try fill(4_700)
        try bench.pull(alice)
        try alice.store.execute(
            "UPDATE state SET wire = x'00', hash = hash + 1 WHERE row IN (1000, 2000, 3000)"
        )
        // The damaged rows say so in no sum: the store finds them when it looks itself over.
        bench.clock.advance(2 * 86_400_000)
        let (rows, rounds) = try heal()
        #expect(rounds == 2)
        #expect((3..<100).contains(rows))
        try expectHealed()
    }

    @Test func `a bit that fell over is found within a day`() throws {
        try alice.store.execute(
            "UPDATE state SET wire = CAST(replace(CAST(wire AS TEXT), 'note 7', 'nope 7') AS BLOB)"
        )
        #expect(try heal().rounds == 0)
        bench.clock.advance(86_400_000)
        #expect(try heal().rounds == 2)
        try expectHealed()
    }

    @Test func `much damage heals in several rounds`() throws {
        try alice.store.execute("DELETE FROM state; UPDATE scope_sum SET sum = sum + 1")
        let (_, rounds) = try heal()
        #expect(rounds > 3)
        try expectHealed()
    }

    @Test func `a repair goes on after the process ended`() throws {
        try alice.store.execute("UPDATE state SET wire = x'00', hash = hash + 1 WHERE row = 9")
        try alice.store.execute("UPDATE scope_sum SET sum = sum + 1")
        _ = try bench.office(bench.newNote("news").1)
        #expect(try alice.take(try bench.page(alice).bytes) == .more)
        let again = try bench.copy(alice)
        #expect(try again.pullRepair != nil)
        _ = try heal(again)
        try expectHealed(again)
    }

    @Test func `own work stays on top while the store heals`() throws {
        try alice.store.execute(
            "UPDATE scope_sum SET sum = sum + 1; DELETE FROM state WHERE row = 9"
        )
        let (id, edit) = bench.newNote("mine")
        _ = try alice.make([edit])
        _ = try bench.office(bench.newNote("news").1)
        #expect(try alice.take(try bench.page(alice).bytes) == .more)
        #expect(try alice.row(id)?["title"]?.text == "mine")
        try bench.sync(alice)
        try expectHealed()
    }

    @Test func `a hub whose own sums are wrong is given up on, not asked for ever`() throws {
        try bench.hubStore.run("UPDATE scope_sum SET sum = sum + 1")
        _ = try bench.office(bench.newNote("news").1)
        var results: [PullResult] = []
        while results.count < 30 {
            let result = try alice.take(try bench.page(alice).bytes)
            results.append(result)
            if result == .diverged { break }
        }
        #expect(results.last == .diverged)
        #expect(results.count <= 3)
    }

    @Test func `places and buckets have a text form with limits`() throws {
        let repair = try #require(PullRepair(scopes: [3: [0x0A, 0xFF], 7: []]))
        #expect(repair.text == "3:0aff,7")
        #expect(PullRepair(text: repair.text) == repair)
        for text in ["", ",", "3:", "3:0", "3:0g", "-1", "3,3", "3:0a:0b", "x"] {
            #expect(PullRepair(text: text) == nil, "\(text)")
        }
        let all = (0..<65).map { UInt8($0) }
        #expect(PullRepair(scopes: [0: all]) == nil)
        #expect(PullRepair(scopes: [0: Array(all.dropLast())]) != nil)
        #expect(
            PullRepair(scopes: Dictionary(uniqueKeysWithValues: (0..<17).map { ($0, []) })) == nil
        )
    }
}
