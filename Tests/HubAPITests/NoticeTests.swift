import Coordination
import Foundation
import HTTPServer
import HubAPI
import SyncCore
import SyncEngine
import Testing

/// Notices sent on: at least once, patiently, and in nobody's way.
struct NoticeTests {
    private static let secret = Array("a secret of the receiver".utf8)

    /// Quick enough for a test.
    private static func hook(_ receiver: any NoticeReceiver, contacts: Bool = false) -> NoticeHook {
        var hook = NoticeHook(receiver: receiver, withContacts: contacts)
        hook.patience.first = 20
        hook.patience.longest = 100
        hook.patience.tries = 4
        hook.patience.attempt = 400
        hook.patience.look = 50
        return hook
    }

    private static func hub(_ hook: NoticeHook?) throws -> TestHub {
        try TestHub { $0.noticeHook = hook }
    }

    /// A person who claims a stretch that another already has, so that a notice waits for her.
    @discardableResult
    private static func lose(_ hub: TestHub, name: String = "Ane") throws -> RowID {
        let person = Environment.system.newID()
        let (zone, segment) = (try hub.zone(), Environment.system.newID())
        let line: JSONValue = [
            "type": "LineString", "coordinates": [[.double(8), .double(58.1)], [8, 58]],
        ]
        func claim(_ person: RowID?, _ name: String) -> Edit {
            let now = Environment.system.now()
            var set: JSONObject = [
                "segmentId": segment.json, "byName": .string(name), "fromAt": .integer(now),
                "expiresAt": .integer(now + 86_400_000),
            ]
            set["personId"] = person?.json
            return Edit(.claim, Environment.system.newID(), set: set)
        }
        let written = try hub.office.submitAll([
            [
                Edit(
                    .person,
                    person,
                    set: ["displayName": .string(name), "language": "nn"]
                ),
                Edit(
                    .centreMembership,
                    Environment.system.newID(),
                    set: [
                        "personId": person.json, "centreId": hub.centre.json, "source": "self",
                        "sinceOn": "2026-01-01",
                    ]
                ),
            ],
            [
                Edit(
                    .segment,
                    segment,
                    set: ["zoneId": zone.json, "name": "S1", "geometry": line]
                )
            ],
        ])
        let device = try hub.join()
        let claims = try device.push([
            device.operation(1, [claim(nil, "Vinnarlaget")]),
            device.operation(2, [claim(person, name)]),
        ]).outcomes
        let all = written + claims
        #expect(all.allSatisfy { $0.verdict != .refused }, "\(all.map(\.findings))")
        return person
    }

    private static func deliveries(_ hub: TestHub) throws -> [NoticeDelivery] {
        try hub.service.read { try $0.noticeDeliveries() }
    }

    private static func isDone(_ hub: TestHub, _ state: NoticeDelivery.State) -> Bool {
        eventually(within: 10) {
            let all = (try? deliveries(hub)) ?? []
            return !all.isEmpty && all.allSatisfy { $0.state == state }
        }
    }

    @Test func `whoever lost is told in her language, once`() throws {
        let receiver = HookReceiver()
        let hub = try Self.hub(Self.hook(receiver))
        let person = try Self.lose(hub)
        #expect(Self.isDone(hub, .sent))
        let hers = receiver.given.filter { $0.body["person"]?.text == person.description }
        #expect(hers.count == 1)
        let body = try #require(hers.first?.body)
        #expect(body["language"]?.text == "nn")
        #expect(body["text"]?.text?.contains("Vinnarlaget") == true)
        #expect(body["centre"]?["name"]?.text == "Testsentralen")
        // Her name is not needed to reach her, and how to reach her was not asked for.
        #expect(!String(decoding: body.bytes(), as: UTF8.self).contains("Ane"))
        #expect(body["to"] == nil)
    }

    @Test func `a receiver that fails is tried again with the same id, until it takes it`() throws {
        let receiver = HookReceiver()
        receiver.fail("notice.http_500", "notice.timeout", nil)
        let hub = try Self.hub(Self.hook(receiver))
        try Self.lose(hub)
        #expect(Self.isDone(hub, .sent))
        let ids = Set(receiver.given.map(\.id))
        #expect(receiver.given.count == ids.count + 2)
        #expect(try Self.deliveries(hub).contains { $0.tries > 1 })
    }

    @Test func `after so many failures it is dead, and a retry begins again`() throws {
        let receiver = HookReceiver()
        let codes = [String?](repeating: "notice.http_500", count: 4)
        receiver.fail(codes[0], codes[1], codes[2], codes[3])
        let hub = try Self.hub(Self.hook(receiver))
        try Self.lose(hub)
        #expect(Self.isDone(hub, .dead))
        let dead = try #require(try Self.deliveries(hub).first)
        #expect(dead.tries == 4)
        #expect(dead.error == "notice.http_500")
        #expect(hub.reports.all.contains { $0.contains("notice.http_500") })
        #expect(try hub.office.retryNotices([dead.id]) == 1)
        #expect(Self.isDone(hub, .sent))
        #expect(try hub.office.retryNotices(nil) == 0)
    }

    @Test func `one that is retried is not dropped for its age, as at its first turn`() throws {
        let hub = try Self.hub(nil)
        try hub.service.write { try $0.queueNotices(.notice) }
        try Self.lose(hub)
        try hub.service.write { try $0.queueNotices(.notice) }
        let id = try #require(try Self.deliveries(hub).first?.id)
        let later = Environment.system.now() + NoticeEnvelope.newsFor + 1
        func envelope() throws -> NoticeEnvelope {
            let delivery = try #require(try Self.deliveries(hub).first { $0.id == id })
            return try hub.service.read {
                try NoticeEnvelope(
                    id,
                    at: later,
                    isFirstTurn: delivery.isFirstTurn,
                    withContacts: false,
                    $0
                )
            }
        }
        #expect(throws: NoticeEnvelope.Refusal.old) { try envelope() }
        // Both one that only waits and one that is dead.
        #expect(try hub.office.retryNotices([id]) == 1)
        #expect(try envelope().json["id"] == id.json)
        try hub.service.write { try $0.note(.failed("notice.http_500", next: nil), of: id) }
        #expect(try hub.office.retryNotices([id]) == 1)
        #expect(try Self.deliveries(hub).first { $0.id == id }?.tries == 0)
        #expect(try envelope().json["id"] == id.json)
    }

    @Test func `a notice is dead after twenty-six and a half hours`() {
        let patience = NoticePatience()
        var (now, failures) = (Int64(0), 1)
        while let next = patience.next(after: failures, at: now) {
            (now, failures) = (next, failures + 1)
        }
        #expect(failures == 14 && now == 95_490_000)
    }

    @Test func `a hub that died before it noted the sending sends it again with the same id`()
        throws
    {
        let receiver = HookReceiver()
        let hub = try Self.hub(nil)
        try hub.service.write { try $0.queueNotices(.notice) }
        try Self.lose(hub)
        try hub.service.write { try $0.queueNotices(.notice) }
        let id = try #require(try Self.deliveries(hub).first?.id)
        // The first hub gave it away and was killed: nothing of that is in the store.
        _ = receiver.take([], id: id, milliseconds: 1) { false }
        let again = try TestHub(over: hub) { $0.noticeHook = Self.hook(receiver) }
        #expect(Self.isDone(again, .sent))
        #expect(receiver.given.map(\.id) == [id, id])
    }

    @Test func `what was written before sending on was begun is not sent`() throws {
        let receiver = HookReceiver()
        let hub = try Self.hub(nil)
        try Self.lose(hub, name: "Bo")
        let again = try TestHub(over: hub) { $0.noticeHook = Self.hook(receiver) }
        try Self.lose(again)
        #expect(Self.isDone(again, .sent))
        #expect(receiver.given.count == 1)
    }

    @Test func `nobody is written to who has asked for that, and nobody who is gone`() throws {
        let receiver = HookReceiver()
        receiver.fail("notice.unreachable")
        var hook = Self.hook(receiver)
        hook.patience.first = 2000
        let hub = try Self.hub(hook)
        let person = try Self.lose(hub)
        #expect(eventually { receiver.given.count == 1 })
        _ = try hub.office.submit([
            Edit(
                .personPrivate,
                Environment.system.newID(),
                set: [
                    "personId": person.json, "centreId": hub.centre.json, "doNotContact": true,
                ]
            )
        ])
        #expect(Self.isDone(hub, .dropped))
        #expect(try Self.deliveries(hub).first?.error == "notice.do_not_contact")
        #expect(receiver.given.count == 1)
    }

    @Test func `contacts go along only where asked for, of a minor her guardian's`() throws {
        let receiver = HookReceiver()
        receiver.fail("notice.unreachable")
        let hub = try Self.hub(Self.hook(receiver, contacts: true))
        let person = try Self.lose(hub)
        func contact(_ value: String, ownedBy: String) -> Edit {
            Edit(
                .contactPoint,
                Environment.system.newID(),
                set: [
                    "personId": person.json, "centreId": hub.centre.json, "kind": "mobile",
                    "valueNormalised": .string(value), "ownedBy": .string(ownedBy),
                ]
            )
        }
        _ = try hub.office.submit([
            contact("+4799900001", ownedBy: "self"),
            contact("+4799900002", ownedBy: "guardian"),
            Edit(
                .personPrivate,
                Environment.system.newID(),
                set: [
                    "personId": person.json, "centreId": hub.centre.json, "birthYear": 2014,
                    "guardianName": "Mor",
                ]
            ),
        ])
        #expect(Self.isDone(hub, .sent))
        let last = try #require(receiver.given.last?.body)
        #expect(last["to"]?.array == [["kind": "mobile", "value": "+4799900002"]])
    }

    @Test func `a webhook signs what it sends, and follows no redirect`() throws {
        let elsewhere = try HookServer()
        let server = try HookServer([.redirect(elsewhere.url), .status(500)])
        let webhook = try Webhook(
            url: server.url,
            secret: Self.secret,
            environment: Environment.system
        )
        let hub = try Self.hub(Self.hook(webhook))
        try Self.lose(hub)
        #expect(Self.isDone(hub, .sent))
        #expect(elsewhere.seen.isEmpty)
        #expect(server.seen.count == 3)
        let request = try #require(server.seen.last)
        #expect(request.method == "POST")
        #expect(request.header("Content-Type") == "application/json")
        let id = try JSONValue.parse(request.body)["id"]?.text
        #expect(request.header("Idempotency-Key") == id)
        #expect(Set(server.seen.map { $0.header("Idempotency-Key") }).count == 1)
        let signature = try #require(request.header("Dugnad-Signature"))
        let match = try #require(signature.wholeMatch(of: /t=(\d+),v1=([0-9a-f]{64})/))
        let seconds = try #require(Int64(match.1))
        #expect(
            signature
                == NoticeSignature.header(request.body, secret: Self.secret, seconds: seconds)
        )
        var other = request.body
        other[other.count / 2] ^= 1
        #expect(
            signature != NoticeSignature.header(other, secret: Self.secret, seconds: seconds)
        )
    }

    @Test func `a webhook that hangs or is away holds nobody up, and comes back`() throws {
        let hanging = try HookServer([.nothing])
        let webhook = try Webhook(
            url: hanging.url,
            secret: Self.secret,
            environment: Environment.system
        )
        let hub = try Self.hub(Self.hook(webhook))
        try Self.lose(hub)
        #expect(eventually(within: 5) { !hanging.seen.isEmpty })
        // It hangs now; the hub answers all the same.
        let begun = now()
        try Self.lose(hub, name: "Bo")
        #expect(try hub.get("/v1/health").status == 200)
        #expect(now() - begun < 5)
        #expect(Self.isDone(hub, .sent))
        #expect(hanging.seen.count >= 3)
    }

    @Test func `a drain breaks off an attempt that hangs`() throws {
        let hanging = try HookServer([.nothing])
        let webhook = try Webhook(
            url: hanging.url,
            secret: Self.secret,
            environment: Environment.system
        )
        var hook = Self.hook(webhook)
        hook.patience.attempt = 60_000
        let hub = try Self.hub(hook)
        try Self.lose(hub)
        #expect(eventually(within: 5) { !hanging.seen.isEmpty })
        let begun = now()
        hub.server.drain()
        #expect(now() - begun < 10)
        // An attempt that was broken off counts for nothing.
        #expect(try hub.service.read { try $0.noticeDeliveries() }.first?.tries == 0)
    }

    @Test(arguments: [
        "ftp://example.org/", "http://example.org/", "https://me:word@example.org/", "https://",
        "https://exa mple.org/", "http://127.0.0.1.example.org/",
    ])
    func `notices go to no address that others can read or that is none`(url: String) {
        #expect(throws: SyncError.self) {
            try Webhook(url: url, secret: Self.secret, environment: Environment.system)
        }
    }

    @Test func `a short secret is refused`() throws {
        let error = #expect(throws: SyncError.self) {
            try Webhook(
                url: "https://example.org/",
                secret: Array("short".utf8),
                environment: Environment.system
            )
        }
        #expect(error?.code == "notice.hook_secret")
    }

    @Test func `a command gets the notice on its input, and its exit code counts`() throws {
        let folder = TemporaryFolder()
        let (file, id) = (folder.file("taken"), Environment.system.newID())
        func take(_ command: String, milliseconds: Int64 = 5000) -> String? {
            CommandHook(command).take(
                Array(#"{"id":"x"}"#.utf8),
                id: id,
                milliseconds: milliseconds
            ) { false }
        }
        #expect(take("cat > '\(file)'; echo \"$DUGNAD_NOTICE\" >> '\(file)'") == nil)
        #expect(try String(contentsOfFile: file, encoding: .utf8) == #"{"id":"x"}"# + "\(id)\n")
        #expect(take("exit 7") == "notice.command_exit_7")
        #expect(take("/nonexistent/program") == "notice.command_exit_127")
        #expect(take("kill -9 $$") == "notice.command_signal_9")
        // More than its input holds: the command is not even begun.
        let long = [UInt8](repeating: 32, count: 16 << 20)
        let begunFile = folder.file("begun")
        let cut = CommandHook("touch '\(begunFile)'").take(long, id: id, milliseconds: 5000) {
            false
        }
        #expect(cut == "notice.command_input")
        #expect(!FileManager.default.fileExists(atPath: begunFile))
        let begun = now()
        #expect(take("sleep 60 & sleep 60", milliseconds: 200) == "notice.timeout")
        #expect(now() - begun < 10)
    }
}
