import Foundation
import Glibc
import Testing

/// A client that was written from `schema/protocol.md` alone syncs with the real hub, beside ours.
@Suite struct SecondClientTests {
    /// All sums of a client are the hub's, and nothing waits.
    private func expectEqual(_ client: SecondClient, _ centre: Centre) throws {
        let hub = try centre.sums()
        let held = try client.sums()
        #expect(held.count >= 3)
        for (scope, sum) in held { #expect(hub[scope] == sum, "\(scope)") }
        #expect(try client.outcomes().waiting == 0)
    }

    private func field(_ words: String...) throws {
        let answer = try Program.run(words)
        #expect(answer.status <= 1, "\(words): \(answer.errors)")
    }

    @Test func `it works offline, meets a conflict with our own client and comes out equal`() throws
    {
        let centre = try Centre()
        let hub = try HubProcess(store: centre.store)
        let client = try SecondClient("Ane", "coordinator", hub, centre)
        let replica = try centre.join("bo", "coordinator", hub)
        let zone = try client.edit("cleanupZone", "new", "centreId=@centre", "name=Måkevika")
        #expect(try client.names("cleanupZone") == ["Måkevika"])
        try client.sync()
        try field("field", "sync", "--replica", replica)

        try field("field", "set", "cleanupZone", zone, "name=Vest", "--replica", replica)
        _ = try client.edit("cleanupZone", zone, "name=Øst", "landowner=Kommunen")
        try field("field", "sync", "--replica", replica)
        try client.sync()
        #expect(try client.outcomes().answered == ["applied", "merged"])
        #expect(try client.names("cleanupZone") == ["Øst"])

        // What no hub would take is refused at once and kept nowhere.
        let refused = try client.run("edit", "cleanupZone", zone, "colour=red")
        #expect(refused.status != 0)
        #expect(try refused.json["error"]["code"].text == "op.refused")
        #expect(try client.outcomes().waiting == 0)
        try expectEqual(client, centre)
    }

    @Test func `without a hub everything waits, and goes out when it is back`() throws {
        let centre = try Centre()
        var hub = try HubProcess(store: centre.store)
        let client = try SecondClient("Ane", "coordinator", hub, centre)
        try client.sync()
        hub.kill()
        for number in 1...3 {
            _ = try client.edit("cleanupZone", "new", "centreId=@centre", "name=Vik \(number)")
        }
        let offline = try client.run("sync")
        #expect(try offline.json["error"]["code"].text == "network.unreachable")
        #expect(try client.outcomes().waiting == 3)
        #expect(try client.names("cleanupZone") == ["Vik 1", "Vik 2", "Vik 3"])
        hub = try HubProcess(store: centre.store, port: hub.port)
        #expect(try client.sync()["sent"].integer == 3)
        #expect(try client.outcomes().answered == ["applied", "applied", "applied"])
        try expectEqual(client, centre)
    }

    @Test func `killed at any moment, hub or client, each operation is done once`() throws {
        let centre = try Centre()
        var hub = try HubProcess(store: centre.store)
        let client = try SecondClient("Ane", "coordinator", hub, centre)
        try client.sync()
        var made = 0
        for round in 0..<6 {
            for _ in 0..<2 {
                made += 1
                _ = try client.edit("cleanupZone", "new", "centreId=@centre", "name=Vik \(made)")
            }
            let process = try client.start("sync")
            usleep(UInt32(40_000 * (round + 1)))
            if round % 2 == 0 {
                Glibc.kill(process.processIdentifier, SIGKILL)
            } else {
                hub.kill()
                hub = try HubProcess(store: centre.store, port: hub.port)
            }
            process.waitUntilExit()
        }
        try client.sync()
        let (answered, waiting) = try client.outcomes()
        #expect(answered == Array(repeating: "applied", count: made))
        #expect(waiting == 0)
        #expect(try client.names("cleanupZone").count == made)
        try expectEqual(client, centre)
    }

    @Test func `a waiting sync ends when another client brings news`() throws {
        let centre = try Centre()
        let hub = try HubProcess(store: centre.store)
        let client = try SecondClient("Ane", "coordinator", hub, centre)
        let replica = try centre.join("bo", "coordinator", hub)
        try client.sync()
        try field("field", "sync", "--replica", replica)
        let began = ContinuousClock.now
        let waiting = try client.start("sync", "--wait", "50")
        try field("field", "new", "cleanupZone", "name=Odden", "--replica", replica)
        try field("field", "sync", "--replica", replica)
        waiting.waitUntilExit()
        #expect(waiting.terminationStatus == 0)
        #expect(ContinuousClock.now - began < .seconds(40))
        #expect(try client.names("cleanupZone") == ["Odden"])
    }

    @Test func `a restored hub gets again what it had answered after the backup`() throws {
        let centre = try Centre()
        let hub = try HubProcess(store: centre.store)
        let client = try SecondClient("Ane", "coordinator", hub, centre)
        _ = try client.edit("cleanupZone", "new", "centreId=@centre", "name=Før")
        try client.sync()
        let copy = centre.folder.file("copy.db")
        try field("backup", copy, "--db", centre.store)
        _ = try client.edit("cleanupZone", "new", "centreId=@centre", "name=Etter")
        try client.sync()
        hub.kill()

        let restored = centre.folder.file("restored.db")
        try field("restore", copy, "--db", restored)
        // On a machine of its own: the client asks whether that is its hub, and no code is needed.
        let again = try HubProcess(store: restored)
        let code = try centre.code("coordinator", at: restored)
        let refused = try client.run("join", again.url, code, "--again")
        #expect(refused.errorCode == "device.known")
        let elsewhere = try Centre()
        let stranger = try HubProcess(store: elsewhere.store)
        #expect(try client.run("move", stranger.url).errorCode == "hub.other")
        #expect(try client.run("move", again.url).status == 0)
        _ = try client.edit("cleanupZone", "new", "centreId=@centre", "name=Siden")
        let report = try client.sync()
        #expect(report["requeued"].integer == 1)
        #expect(report["waiting"].integer == 0)
        #expect(try client.names("cleanupZone") == ["Etter", "Før", "Siden"])
        let other = try SecondClient("Bo", "coordinator", again, centre, at: restored)
        try other.sync()
        #expect(try other.names("cleanupZone") == ["Etter", "Før", "Siden"])
        #expect(try other.sums() == client.sums())
    }

    @Test func `before its first pull it knows its restored hub, and it keeps its name`() throws {
        let centre = try Centre()
        let copy = centre.folder.file("copy.db")
        try field("backup", copy, "--db", centre.store)
        let hub = try HubProcess(store: centre.store)
        let client = try SecondClient("Ane", "coordinator", hub, centre)
        hub.kill()
        let restored = centre.folder.file("restored.db")
        try field("restore", copy, "--db", restored)
        let again = try HubProcess(store: restored)
        #expect(try client.run("move", again.url).json["device"].text == "unknown")
        let code = try centre.code("coordinator", at: restored)
        #expect(try client.run("join", again.url, code, "--again").status == 0)
        try client.sync()
        let devices = try Program.run("device", "list", "--db", restored, "--json").json
        #expect(devices.elements.contains { $0["name"].text == "Ane" })
    }

    @Test func `an erased person goes from its store, and from the bytes it had sent`() throws {
        let centre = try Centre()
        let hub = try HubProcess(store: centre.store)
        let client = try SecondClient("Ane", "coordinator", hub, centre)
        let person = try client.edit(
            "person",
            "new",
            "displayName=Borghild Testesen",
            "skills+=båt"
        )
        _ = try client.edit("centreMembership", "new", "personId=\(person)", "centreId=@centre")
        try client.sync()
        #expect(try client.names("person", "displayName") == ["Borghild Testesen"])
        try field("office", "set", "person", person, "erased=true", "--db", centre.store)
        try client.sync()
        #expect(try client.names("person", "displayName") == [])
        let bytes = try Data(contentsOf: URL(filePath: client.store))
        #expect(bytes.range(of: Data("Borghild".utf8)) == nil)
        try expectEqual(client, centre)
    }

    @Test func `a copied store goes on under new numbers, and both come out equal`() throws {
        let centre = try Centre()
        let hub = try HubProcess(store: centre.store)
        let client = try SecondClient("Ane", "coordinator", hub, centre)
        _ = try client.edit("cleanupZone", "new", "centreId=@centre", "name=Før")
        try client.sync()
        let copy = try client.copied(centre.folder.file("copy-second.db"))
        _ = try client.edit("cleanupZone", "new", "centreId=@centre", "name=Her")
        _ = try copy.edit("cleanupZone", "new", "centreId=@centre", "name=Der")
        try client.sync()
        try copy.sync()
        try client.sync()
        for one in [client, copy] {
            #expect(try one.names("cleanupZone") == ["Der", "Før", "Her"])
            try expectEqual(one, centre)
        }
    }

    @Test func `rows that were damaged come again, and only with their bucket`() throws {
        let centre = try Centre()
        let hub = try HubProcess(store: centre.store)
        let client = try SecondClient("Ane", "coordinator", hub, centre)
        for number in 1...20 {
            _ = try client.edit("cleanupZone", "new", "centreId=@centre", "name=Vik \(number)")
        }
        try client.sync()
        // Three rows go and one loses a byte, as on a worn-out card.
        let damage = """
            import sqlite3, sys; db = sqlite3.connect(sys.argv[1]); \
            db.execute("DELETE FROM row WHERE place IN (3, 4, 5)"); \
            db.execute("UPDATE row SET bytes = substr(bytes, 2) WHERE place = 7"); db.commit()
            """
        let answer = try Program.execute(
            "/usr/bin/env",
            ["python3", "-c", damage, client.store]
        )
        try #require(answer.status == 0, "\(answer.errors)")
        _ = try client.edit("cleanupZone", "new", "centreId=@centre", "name=Ny")
        let report = try client.sync()
        #expect(try #require(report["repairs"].integer) > 0)
        #expect(report["rebuilds"].integer == 0)
        #expect(try #require(report["rows"].integer) < 20)
        #expect(try client.names("cleanupZone").count == 21)
        try expectEqual(client, centre)
    }
}
