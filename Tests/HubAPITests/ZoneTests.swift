import Compression
import HubAPI
import Coordination
import SyncCore
import SyncEngine
import Testing

struct ZoneTests {
    @Test func `zones are GeoJSON for everybody, segments on demand`() throws {
        let hub = try TestHub()
        let zone = try hub.zone()
        let segment = Environment.system.newID()
        let line: JSONValue = [
            "type": "LineString", "coordinates": [[8, 58], [8, 59]],
        ]
        let made = try hub.office.submit([
            Edit(.segment, segment, set: ["zoneId": zone.json, "name": "S1", "geometry": line])
        ])
        #expect(made.verdict == .applied)
        let plain = try hub.get("/v1/zones")
        #expect(plain.header("Content-Type") == "application/geo+json")
        #expect(plain.header("Access-Control-Allow-Origin") == "*")
        #expect(plain.json["type"]?.text == "FeatureCollection")
        #expect(plain.json["features"]?.array?.count == 1)
        let feature = plain.json["features"]?.array?.first
        #expect(feature?["id"]?.text == zone.description)
        #expect(feature?["geometry"]?["type"]?.text == "Polygon")
        #expect(feature?["properties"]?["mode"]?.text == "self_organised")
        let features = try hub.get("/v1/zones?segments=1").json["features"]?.array ?? []
        #expect(features.compactMap { $0["properties"]?["kind"]?.text } == ["zone", "segment"])
        #expect(features.last?["properties"]?["state"]?.text == "free")
        let one = try hub.get("/v1/zones/\(zone)")
        #expect(one.json["type"]?.text == "Feature")
        #expect(try hub.get("/v1/zones/\(zone)?segments=1").json["features"]?.array?.count == 2)
        #expect(try hub.get("/v1/zones?centre=\(zone)").json["features"]?.array == [])
        #expect(try hub.get("/v1/zones/\(segment)").code == "zone.unknown")
        #expect(try hub.get("/v1/zones?centre=x").code == "request.field")
        for path in ["/v1/zones", "/v1/zones/\(zone)"] {
            let maybe = try hub.get(path + "?segments=maybe")
            #expect(maybe.status == 400 && maybe.code == "request.field")
            #expect(try hub.get(path + "?segments=0").status == 200)
        }
    }

    @Test func `drafts, retired zones and the office's notes are not public`() throws {
        let hub = try TestHub()
        let zone = try hub.zone()
        let draft = Environment.system.newID()
        let notes = try hub.office.submit([
            Edit(
                .cleanupZone,
                draft,
                set: [
                    "centreId": hub.centre.json, "name": "Kladd", "status": "draft",
                    "geometry": TestHub.square,
                ]
            ),
            Edit(
                .cleanupZone,
                zone,
                set: [
                    "landowner": "Gnr. 7", "mode": "unassigned", "modeReason": "Avklares internt",
                ]
            ),
        ])
        #expect(notes.verdict == .applied)
        let answer = try hub.get("/v1/zones")
        #expect(answer.json["features"]?.array?.map { $0["id"]?.text } == [zone.description])
        #expect(try hub.get("/v1/zones/\(draft)").code == "zone.unknown")
        let properties = answer.json["features"]?.array?.first?["properties"]?.object ?? [:]
        #expect(!properties.isEmpty)
        #expect(properties["landowner"] == nil && properties["modeReason"] == nil)
        _ = try hub.office.submit([Edit(.cleanupZone, zone, set: ["status": "retired"])])
        #expect(try hub.get("/v1/zones").json["features"]?.array == [])
        #expect(try hub.get("/v1/zones/\(zone)").code == "zone.unknown")
    }

    @Test func `pages go on where the last ended, although its zone is gone`() throws {
        let hub = try TestHub { $0.limits.zones = 2 }
        var zones: Set<String> = []
        for number in 1...5 { zones.insert(try hub.zone("Sone \(number)").description) }
        var seen: [String] = []
        var path = "/v1/zones"
        for _ in 0..<3 {
            let page = try hub.get(path).json
            seen += (page["features"]?.array ?? []).compactMap { $0["id"]?.text }
            guard let last = page["after"]?.text else { break }
            let gone = try #require(RowID(last))
            _ = try hub.office.submit([Edit(.cleanupZone, gone, mark: .removed)])
            path = "/v1/zones?after=\(last)"
        }
        #expect(seen.count == 5)
        #expect(Set(seen) == zones)
    }

    @Test func `what has not changed is not sent again`() throws {
        let hub = try TestHub()
        _ = try hub.zone()
        let tag = try #require(try hub.get("/v1/zones").header("ETag"))
        let same = try hub.get("/v1/zones", headers: [("If-None-Match", "\"x\", \(tag)")])
        #expect(same.status == 304)
        #expect(same.header("ETag") == tag)
        #expect(same.body.isEmpty)
        _ = try hub.zone("Sørstranda")
        let changed = try hub.get("/v1/zones", headers: [("If-None-Match", tag)])
        #expect(changed.status == 200)
        #expect(changed.header("ETag") != tag)
    }

    @Test func `long answers are packed as the client likes best`() throws {
        let hub = try TestHub()
        for number in 1...10 { _ = try hub.zone("Sone \(number)") }
        func ask(_ codings: String?) throws -> TestClient.Answer {
            try hub.get("/v1/zones", headers: codings.map { [("Accept-Encoding", $0)] } ?? [])
        }
        let plain = try ask(nil)
        #expect(plain.header("Content-Encoding") == nil)
        for header in ["br, gzip", "*", "gzip;q=1, zstd;q=0.5", "zstd;q=0, gzip", "GZIP"] {
            let packed = try ask(header)
            #expect(packed.header("Content-Encoding") == "gzip", "\(header)")
            #expect(packed.header("Vary") == "Accept-Encoding")
            let same = try gunzip(packed.body, limit: plain.body.count) == plain.body
            #expect(same, "\(header)")
            #expect(packed.body.count < plain.body.count / 2)
        }
        for header in ["zstd", "deflate, gzip, br, zstd", "gzip;q=0.5, zstd;q=0.9", "zstd, *"] {
            let packed = try ask(header)
            #expect(packed.header("Content-Encoding") == "zstd", "\(header)")
            #expect(packed.header("Vary") == "Accept-Encoding")
            let same = try unzstd(packed.body, limit: plain.body.count) == plain.body
            #expect(same, "\(header)")
            #expect(packed.body.count < plain.body.count / 2)
        }
        for header in ["gzip;q=0", "zstd;q=0", "br, deflate", "", "identity"] {
            #expect(try ask(header).header("Content-Encoding") == nil, "\(header)")
        }
    }
}
