import Storage
import SyncCore
import SyncEngine
import Testing

@Suite struct `Devices and their codes` {
    private let member = Role(rawValue: "member")

    private func code(of error: (any Error)?) -> String? { (error as? SyncError)?.code }

    @Test func `a code enrols one device, once`() throws {
        let bench = try Bench()
        let code = try bench.hub.invite(role: member, centre: bench.club)
        let enrolled = try bench.hub.enrol(
            code: code.lowercased(),
            name: "first",
            incarnation: bench.environment.newID()
        )
        #expect(enrolled.centre == bench.club)
        let again = #expect(throws: SyncError.self) {
            try bench.hub.enrol(
                code: code,
                name: "second",
                incarnation: bench.environment.newID()
            )
        }
        #expect(self.code(of: again) == "code.used")
    }

    @Test func `wrong, mistyped and old codes are told apart`() throws {
        let bench = try Bench()
        let code = try bench.hub.invite(role: member, centre: bench.club)
        let other = try Bench().hub.invite(role: member, centre: bench.club)
        func refusal(_ text: String) -> String? {
            let error = #expect(throws: SyncError.self) {
                try bench.hub.enrol(
                    code: text,
                    name: "x",
                    incarnation: bench.environment.newID()
                )
            }
            return self.code(of: error)
        }
        _ = other
        #expect(refusal(String(code.dropLast()) + "!") == "code.malformed")
        #expect(refusal("") == "code.malformed")
        bench.clock.advance(8 * 86_400_000)
        #expect(refusal(code) == "code.expired")
    }

    @Test func `a token is stored only as a hash`() throws {
        let bench = try Bench()
        let alice = try bench.join("alice")
        let found = try bench.hubStore.first(
            "SELECT count(*) FROM device WHERE instr(CAST(token_hash AS TEXT), ?1) > 0",
            alice.identity.token
        ) { $0.int(0) }
        #expect(found == 0)
        #expect(try bench.reader().device(token: alice.identity.token)?.name == "alice")
        #expect(try bench.reader().device(token: "dgn_" + alice.identity.token) == nil)
    }

    @Test func `a revoked device neither sends nor receives`() throws {
        let bench = try Bench()
        let alice = try bench.join("alice")
        _ = try alice.make([bench.newNote("n").1])
        try bench.hub.revoke(alice.identity.device, isLost: true)
        #expect(
            code(of: #expect(throws: SyncError.self) { try bench.push(alice) }) == "device.revoked"
        )
        #expect(
            code(of: #expect(throws: SyncError.self) { try bench.pull(alice) }) == "device.revoked"
        )
        #expect(try alice.waitingCount() == 1)
    }

    @Test func `what a retired device still sends is held for the office`() throws {
        let bench = try Bench()
        let (alice, bob) = (try bench.join("alice"), try bench.join("bob"))
        let (id, edit) = bench.newNote("last words")
        _ = try alice.make([edit])
        try bench.hub.retire(alice.identity.device)
        let outcomes = try bench.push(alice)
        #expect(outcomes.map(\.verdict) == [.held])
        try bench.sync(bob)
        #expect(try bob.row(id) == nil)
        #expect(try bob.rows(.reviewItem).map { $0["kind"]?.text } == ["device.retired"])
    }

    @Test func `the office can neither be retired nor revoked`() throws {
        let bench = try Bench()
        let office = try bench.hub.office().id
        let error = #expect(throws: SyncError.self) { try bench.hub.revoke(office, isLost: false) }
        #expect(code(of: error) == "device.office")
    }

    @Test func `a store joins one hub only`() throws {
        let bench = try Bench()
        let alice = try bench.join("alice")
        let error = #expect(throws: SyncError.self) { try Replica.requireUnjoined(alice.store) }
        #expect(code(of: error) == "replica.joined")
    }

    @Test func `a cursor of another device counts as nothing seen`() throws {
        let bench = try Bench()
        let (alice, bob) = (try bench.join("alice"), try bench.join("bob"))
        let (id, edit) = bench.newNote("start")
        _ = try bench.office(edit)
        try bench.pull(alice)
        bench.clock.advance(5000)
        _ = try bench.office(Edit("note", id, set: ["chief": "Ada"]))
        try bench.pull(bob)
        let stolen = Operation(
            incarnation: alice.identity.incarnation,
            number: 1,
            schema: 1,
            at: 0,
            base: try bob.cursor,
            edits: [Edit("note", id, set: ["chief": "Eve"])]
        )
        let request = PushRequest(
            incarnation: alice.identity.incarnation,
            first: 1,
            deviceNow: bench.clock.now,
            operations: [stolen.json.bytes()]
        )
        let device = try bench.device(alice)
        let answer = try bench.hubStore.transaction { try bench.hub.push(request, from: device) }
        #expect(answer.outcomes.first?.findings.map(\.code) == ["field.review"])
        #expect(try bench.reader().row(id)?["chief"]?.text == "Ada")
    }
}
