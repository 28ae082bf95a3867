import HubAPI
import Coordination
import SyncCore
import SyncEngine
import Testing

struct PushTests {
    @Test func `a push sent twice gets the same answer and changes nothing`() throws {
        let hub = try TestHub()
        let device = try hub.join()
        let body = device.body([device.report(1), device.report(2)])
        let first = try device.push(body)
        let head = try hub.head
        let second = try device.push(body)
        #expect(first.status == 200)
        #expect(first.body == second.body)
        #expect(try hub.head == head)
    }

    @Test func `what was refused before a restore stays refused, wherever it is in a long push`()
        throws
    {
        let hub = try TestHub()
        let device = try hub.join()
        // More than are stored at once.
        let work = (1...330).map { device.report(Int64($0)) }
        let request = PushRequest(
            incarnation: device.incarnation,
            first: 1,
            deviceNow: Environment.system.now(),
            refused: [2, 329],
            operations: work.map { $0.json.bytes() }
        )
        let answer = try PushAnswer(try device.push(request.bytes).body)
        let refused = answer.outcomes.filter { $0.verdict == .refused }
        #expect(answer.outcomes.count == 330)
        #expect(refused.map(\.number) == [2, 329])
        #expect(refused.allSatisfy { $0.findings.map(\.code) == ["refused.before"] })
    }

    @Test func `a number that cannot be counted on from is refused, and the hub goes on`() throws {
        let hub = try TestHub()
        let device = try hub.join()
        for first in [Int64.max, Int64.max - 1, PushRequest.maximumFirst + 1] {
            let request = PushRequest(
                incarnation: device.incarnation,
                first: first,
                deviceNow: 1,
                operations: [device.report(1).json.bytes()]
            )
            let answer = try device.push(request.bytes)
            #expect(answer.status == 400)
            #expect(answer.code == "push.malformed")
        }
        let last = PushRequest(
            incarnation: device.incarnation,
            first: PushRequest.maximumFirst,
            deviceNow: 1,
            operations: [device.report(1).json.bytes()]
        )
        #expect(try PushAnswer(try device.push(last.bytes).body).stopped == "push.gap")
        #expect(try device.push([device.report(1)]).outcomes.map(\.verdict) == [.applied])
    }

    @Test func `a gap is answered with the number the hub expects, and stores nothing`() throws {
        let hub = try TestHub()
        let device = try hub.join()
        let head = try hub.head
        let answer = try device.push([device.report(3)])
        #expect(answer.outcomes.isEmpty)
        #expect(answer.stopped == "push.gap")
        #expect(answer.expected == 1)
        #expect(try hub.head == head)
    }

    @Test func `another operation under a number already taken stops the push`() throws {
        let hub = try TestHub()
        let device = try hub.join()
        _ = try device.push([device.report(1)])
        let answer = try device.push([device.report(1), device.report(2)])
        #expect(answer.stopped == "device.forked")
        #expect(answer.forkedFrom == 1)
        #expect(answer.outcomes.isEmpty)
    }

    @Test func `a store that belongs to another device is turned away`() throws {
        let hub = try TestHub()
        let one = try hub.join()
        let other = try hub.join()
        let answer = try other.push(one.body([one.report(1)]))
        #expect(answer.status == 409)
        #expect(answer.code == "device.forked")
    }

    @Test func `an unknown entity, field or centre is refused, and the rest goes on`() throws {
        let hub = try TestHub()
        let device = try hub.join()
        let id = { Environment.system.newID() }
        let answer = try device.push([
            device.operation(1, [Edit("unicorn", id(), set: ["name": "x"])]),
            device.operation(
                2,
                [Edit(.cleanupZone, id(), set: ["centreId": hub.centre.json, "horn": 1])]
            ),
            device.operation(
                3,
                [Edit(.cleanupZone, id(), set: ["centreId": id().json, "name": "x"])]
            ),
            device.report(4, amount: "shipload"),
            device.report(5),
        ])
        #expect(
            answer.outcomes.map(\.verdict) == [.refused, .refused, .refused, .refused, .applied]
        )
        #expect(answer.outcomes[0].findings.first?.code == "entity.unknown")
        #expect(answer.outcomes[1].findings.first?.code == "field.unknown")
        #expect(answer.expected == 6)
    }

    @Test func `a clock a century off is accepted and does not win`() throws {
        let hub = try TestHub()
        let zone = try hub.zone()
        let early = try hub.join()
        let late = try hub.join()
        let century: Int64 = 100 * 31_557_600_000
        let bases = (try early.cursor(), try late.cursor())
        let wrong = Environment.system.now() + century
        let first = early.operation(
            1,
            [Edit(.cleanupZone, zone, set: ["name": "Hundre år"])],
            at: wrong,
            base: bases.0
        )
        // It even claims a right clock at the push, so that nothing can be measured.
        #expect(try early.push([first]).outcomes[0].verdict == .applied)
        let second = late.operation(
            1,
            [Edit(.cleanupZone, zone, set: ["name": "I dag"])],
            at: Environment.system.now() + 5,
            base: bases.1
        )
        #expect(try late.push([second]).outcomes[0].verdict != .refused)
        let row = try hub.service.read { try $0.row(zone) }
        #expect(row?["name"]?.text == "I dag")
        // And a clock a century behind is as welcome.
        let past = Environment.system.now() - century
        #expect(
            try early.push([early.report(2, at: past)], now: past).outcomes[0].verdict == .applied
        )
    }

    @Test func `without a token, with a wrong one and with a revoked one`() throws {
        let hub = try TestHub()
        let device = try hub.join()
        let body = device.body([device.report(1)])
        let head = try hub.head
        let none = try hub.post("/v1/sync/push", body)
        #expect(none.status == 401)
        #expect(none.code == "auth.missing")
        #expect(none.header("WWW-Authenticate") == "Bearer")
        for given in ["Bearer dgn_\(String(repeating: "0", count: 64))", "Bearer x", "Bearer é"] {
            let wrong = try hub.post("/v1/sync/push", body, headers: [("Authorization", given)])
            #expect(wrong.status == 401)
            #expect(wrong.code == "auth.unknown")
        }
        #expect(
            try hub.post("/v1/sync/push", body, headers: [("Authorization", "Basic eDp5")]).code
                == "auth.missing"
        )
        try hub.office.revoke(device.id, isLost: true)
        let revoked = try device.push(body)
        #expect(revoked.status == 403)
        #expect(revoked.code == "device.revoked")
        #expect(try hub.head == head)
        let pull = try hub.get(device.pullTarget(), headers: [device.authorization])
        #expect(pull.code == "device.revoked")
    }

    @Test func `a retired device may send what it has, and receives nothing more`() throws {
        let hub = try TestHub()
        let device = try hub.join()
        try hub.office.retire(device.id)
        func pull() throws -> TestClient.Answer {
            try hub.get(device.pullTarget(), headers: [device.authorization])
        }
        #expect(try pull().json["error"]?["until"] == nil)
        #expect(try device.push([device.report(1)]).outcomes[0].verdict == .held)
        let answer = try pull()
        #expect(answer.status == 403)
        #expect(answer.code == "device.retired")
        let until = try #require(answer.json["error"]?["until"]?.integer)
        #expect(try hub.service.read { try $0.devices().last?.lastPush } == until - Hub.lastPush)
    }

    @Test func `a huge push is stored in parts and answered as one`() throws {
        let hub = try TestHub()
        let device = try hub.join()
        let all = (1...1000).map { device.report(Int64($0)) }
        let answer = try device.push(all)
        #expect(answer.outcomes.map(\.number) == Array(1...1000))
        #expect(answer.outcomes.allSatisfy { $0.verdict == .applied })
        #expect(answer.expected == 1001)
        #expect(answer.stopped == nil)
        #expect(try device.push(all) == answer, "a repeated push gets the first answers")
    }

    @Test func `a small push does not wait for the end of a huge one`() throws {
        let hub = try TestHub()
        let (huge, small) = (try hub.join(), try hub.join())
        let head = try hub.head
        let client = try TestClient(port: hub.port)
        let body = huge.body((1...1000).map { huge.report(Int64($0)) })
        client.ask("POST", "/v1/sync/push", headers: [huge.authorization], body: body)
        #expect(eventually { (try? hub.head) ?? head > head })
        let seq = try #require(try small.push([small.report(1)]).outcomes.first?.seq)
        let answer = try PushAnswer(try #require(client.answer(seconds: 30)).body)
        #expect(answer.outcomes.count == 1000)
        #expect(seq < answer.outcomes.last?.seq ?? 0)
    }

    @Test func `a push that cannot be stored to its end says how far it came`() throws {
        let hub = try TestHub()
        let device = try hub.join()
        let head = try hub.head
        let client = try TestClient(port: hub.port)
        let all = (1...1000).map { device.report(Int64($0)) }
        client.ask(
            "POST",
            "/v1/sync/push",
            headers: [device.authorization],
            body: device.body(all)
        )
        #expect(eventually { (try? hub.head) ?? head > head })
        try hub.office.revoke(device.id, isLost: true)
        let answer = try PushAnswer(try #require(client.answer(seconds: 30)).body)
        let stored = answer.outcomes.count
        #expect(stored > 0 && stored < 1000)
        #expect(answer.expected == Int64(stored) + 1)
        #expect(answer.stopped == "push.gap")
        #expect(try device.push(device.body(Array(all[stored...]))).code == "device.revoked")
    }
}
