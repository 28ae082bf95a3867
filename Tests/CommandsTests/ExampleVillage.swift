import Commands
import Foundation
import SyncCore
import SyncEngine
import Testing

/// A hub and field clients made as the README says, on which the examples of the helps are run.
final class ExampleVillage {
    let folder: TestFolder
    private(set) var played: Set<String> = []
    /// While field clients are at work; the office has the store else.
    private var hub: TestHub?
    private var centre: RowID?

    init() throws { folder = try TestFolder() }

    /// Runs the example of a command; what stands in it for an id or a code is given.
    @discardableResult
    private func example(
        _ name: String,
        _ real: [String: String] = [:],
        warns: Bool = false
    ) throws -> TestRun {
        let spec = try #require(
            Registry.all.map { $0.spec }.first { $0.path.joined(separator: " ") == name }
        )
        let words = Self.words(of: spec.example)
        try #require(words.prefix(1 + spec.path.count).elementsEqual(["dugnad"] + spec.path))
        let run = run(words.dropFirst().map { replaced($0, real) })
        let isWell = run.exit == 0 || warns && run.exit == 1
        #expect(isWell, "\(spec.example)\n\(run.exit): \(run.errors)\(run.output)")
        played.insert(name)
        return run
    }

    private func run(_ words: [String]) -> TestRun {
        TestRun(words, environment: hub?.environment ?? CommandEnvironment(engine: engine))
    }

    /// The office's clock once a season has gone by; Unix milliseconds.
    private var time: Int64?

    private var engine: Environment {
        guard let time else { return .system }
        return Environment(now: { time }, random: Environment.system.random)
    }

    /// A command beside the examples, which has to succeed.
    @discardableResult
    private func done(_ words: String..., warns: Bool = false) throws -> TestRun {
        let run = run(words.map { replaced($0, [:]) })
        try #require(run.exit == 0 || warns && run.exit == 1, "\(words): \(run.errors)")
        return run
    }

    private func replaced(_ word: String, _ real: [String: String]) -> String {
        for (sign, value) in real {
            if word == sign { return value }
            if word.hasSuffix("=" + sign) { return word.dropLast(sign.count) + value }
        }
        let endings = [
            ".db", ".csv", ".txt", ".plan", ".truth", ".geojson", ".ledger", ".ics", ".html",
            ".svg",
            ".jsonld",
        ]
        guard endings.contains(where: word.hasSuffix) else { return word }
        return folder[word.split(separator: "/").last.map(String.init) ?? word]
    }

    /// The words a shell makes of a line.
    private static func words(of line: String) -> [String] {
        var words: [String] = []
        for (place, part) in line.split(separator: "'", omittingEmptySubsequences: false)
            .enumerated()
        {
            guard place % 2 == 0 else {
                words.append(String(part))
                continue
            }
            words += part.split(separator: " ").map(String.init)
        }
        return words
    }

    private func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: URL(filePath: folder[name]))
    }

    private func ids(_ entity: String) throws -> [String] {
        let list = try done("office", "list", entity, "--db", "hub.db", "--json").json()
        return (list.array ?? []).compactMap { $0["id"]?.text }
    }

    private func id(_ entity: String, _ place: Int = 0) throws -> String {
        let ids = try ids(entity)
        return try #require(ids.dropFirst(place).first, "\(entity) \(place)")
    }

    private func inField(_ body: () throws -> Void) throws {
        hub = try TestHub(restored: folder["hub.db"], centre: try #require(centre))
        defer { hub = nil }
        try body()
    }

    // MARK: The chapters

    func makeHub() throws {
        try example("init")
        centre = RowID(try id("volunteerCentre"))
        try example("catalogue")
        try example("centre add")
    }

    func readRoster() throws {
        try example("sample roster")
        // Two rows ask whether they are somebody else: the fourth and the seventh.
        let rows = [
            "Email,First name,Last name", "a@example.com,Ane,Vik", "b@example.com,Foo,Bar",
            "c@example.com,Foo,Bar", "d@example.com,Kari,Sund", "e@example.com,Per,Lie",
            "f@example.com,Per,Lie",
        ]
        try write(rows.joined(separator: "\n") + "\n", to: "frivillige.csv")
        try example("roster read")
        try example("roster check", warns: true)
        try example("roster answer")
        let applied = try example("roster apply")
        let batch = try #require(applied.output.firstMatch(of: /[0-9a-f-]{36}/)?.output)
        try example("roster undo", ["0197a3c1": String(batch)])
        try done("sample", "roster", "clean.csv", "--clean", "--truth", "roster.truth")
        try done(
            "roster",
            "check",
            "clean.csv",
            "--db",
            "hub.db",
            "--plan",
            "roster.plan",
            warns: true
        )
        try example("sample score")
        let postal = "0150\tOSLO\t0301\tOSLO\tG\r\n5003\tBERGEN\t4601\tBERGEN\tG\r\n"
        try write(postal, to: "Postnummerregister-ansi.txt")
        try example("reference import")
        try example("reference list")
        try done("office", "new", "person", "displayName=Ane Vik", "--db", "hub.db")
        try done("office", "new", "person", "displayName=Per Lie", "--db", "hub.db")
        try write(
            "id,beach,lat,lon,weight_kg,date\n1,Vika,58.1,8.0,12.5,2026-04-01\n",
            to: "vekter.csv"
        )
    }

    func drawShore() throws {
        try example("sample shore")
        try FileManager.default.copyItem(
            atPath: folder["shore.geojson"],
            toPath: folder["soner.geojson"]
        )
        try example("zone check", warns: true)
        try example("zone import", warns: true)
        try example("zone list")
        let zone = try id("cleanupZone", 1)
        try example("zone mark", ["0197a3c1": zone])
        try splitAndMerge(zone)
        try example("explain", ["0197a3c1": zone])
        try example("import litter", warns: true)
    }

    /// A corner of the zone becomes a zone of its own, and comes back.
    private func splitAndMerge(_ zone: String) throws {
        try corner(of: zone)
        let told = try example("zone split", ["0197a3c1": zone]).output
        let part = try #require(told.split(separator: "\n").dropFirst().first?.prefix(36))
        try example("zone merge", ["0197a3c1": zone, "0197a3c2": String(part)])
    }

    /// Writes the western half of a zone's box as `deler.geojson`.
    private func corner(of zone: String) throws {
        let row = try done("office", "show", "cleanupZone", zone, "--json", "--db", "hub.db")
        let box = (try row.json()["fields"]?["bbox"]?.array ?? []).compactMap(\.number)
        try #require(box.count == 4)
        let middle = (box[0] + box[2]) / 2
        let (south, north) = (box[1] - 0.001, box[3] + 0.001)
        let ring = [
            [box[0] - 0.001, south], [middle, south], [middle, north], [box[0] - 0.001, north],
            [box[0] - 0.001, south],
        ]
        let feature: [String: Any] = [
            "type": "Feature", "properties": ["name": "Vestre del"],
            "geometry": ["type": "Polygon", "coordinates": [ring]],
        ]
        let file: [String: Any] = ["type": "FeatureCollection", "features": [feature]]
        try JSONSerialization.data(withJSONObject: file)
            .write(to: URL(filePath: folder["deler.geojson"]))
    }

    func planWork() throws {
        try example("office new")
        try example("task new")
        let task = try id("task")
        try example("office set", ["0197a3c1": task])
        try example("office show", ["0197a3c1": task])
        try example("office list")
        try example("shift new", ["0197a3": task])
    }

    func goOut() throws {
        try example("device invite")
        let invite = ["device", "invite", "--role", "coordinator", "--db", folder["hub.db"]]
        let codes = (0..<2).map { _ in run(invite).output.filter { $0 != "\n" } }
        let (shift, person) = (try id("shift"), try id("person"))
        let (zone, segment) = (try id("cleanupZone", 2), try id("segment"))
        let hers = run(invite + ["--person", person]).output.filter { $0 != "\n" }
        let whole = try id("cleanupZone", 1)
        try corner(of: whole)
        try inField {
            try example("field join", ["ABCD-EFGH-JKMN-PQRS": codes[0]])
            try done(
                "field",
                "join",
                "http://127.0.0.1:8080",
                codes[1],
                "--name",
                "bo",
                "--replica",
                "bo.db"
            )
            try example("field sync")
            try example("field claim", ["0197a3": segment])
            try example("field report litter")
            try example("field report cleanup")
            try example("field signup", ["0197a3": shift, "0197b2": person])
            try example("field new")
            try example("field set", ["0197a3": zone])
            try example("field zone split", ["0197a3": whole])
            let zones = run([
                "field", "list", "cleanupZone", "--json", "--replica", folder["ane.db"],
            ])
            let part = try zones.json().array?.first {
                $0["fields"]?["splitFromId"]?.text == whole
                    && $0["fields"]?["status"]?.text == "active"
            }
            try example(
                "field zone merge",
                ["0197a3": whole, "0197a4": try #require(part?["id"]?.text)]
            )
            try example("field list")
            try example("field show", ["0197a3c1-52aa-7d10-9c3e-1f6b8f0a2d44": segment])
            try example("field outbox")
            try example("field status")
            try exportHers(hers)
            try example("field rescue")
            try example("field move")
        }
        // Meanwhile, and without knowing of it: for a person to decide.
        try done(
            "zone",
            "mark",
            zone,
            "--mode",
            "unassigned",
            "--reason",
            "Avventer",
            "--db",
            "hub.db"
        )
        try inField { try done("field", "sync", "--replica", "ane.db", warns: true) }
    }

    /// The device of a person of her own.
    private func exportHers(_ code: String) throws {
        try done("field", "join", "http://127.0.0.1:8080", code, "--replica", "hers.db")
        try done("field", "sync", "--replica", "hers.db")
        let places = ["mine.json": folder["mine.json"], "ane.db": folder["hers.db"]]
        try example("field export", places)
    }

    func decide() throws {
        try example("review list", warns: true)
        let open = try done("review", "list", "--db", "hub.db", "--json", warns: true).json()
        let items = open["items"]?.array ?? open.array ?? []
        let item = try #require(
            items.first { $0["fields"]?["unit"]?.text?.contains("mode") == true }?["id"]?.text,
            "\(items)"
        )
        try example("review show", ["0197a3c1": item])
        try example("review decide", ["0197a3c1": item])
        let twice = run([
            "review", "decide", item, "keep", "--reason", "x", "--db", folder["hub.db"],
        ])
        #expect(twice.exit == 2)
        #expect(twice.errors.contains("[review.decided]"))
        try example("review reopen", ["0197a3c1": item])
        try example("review stats")
    }

    func handOver() throws {
        let own = try #require(centre)
        let other = try #require(try ids("volunteerCentre").first { RowID($0) != own })
        let offer = try example(
            "handover offer",
            ["0197a3c1": id("cleanupZone", 4), "0197b2d4": other]
        )
        try example("handover list")
        let id = offer.output.firstMatch(of: /handover ([0-9a-f-]{36})/)?.output.1
        try example("handover withdraw", ["0197a3c1": String(try #require(id))])
        // The other centre offers, and this one answers.
        let invite = run([
            "device", "invite", "--role", "coordinator", "--centre", other, "--db",
            folder["hub.db"],
        ])
        var offers: [String] = []
        try inField {
            let code = invite.output.filter { $0 != "\n" }
            try done("field", "join", "http://127.0.0.1:8080", code, "--replica", "nord.db")
            for name in ["Nordvika", "Nordnes"] {
                let zone = try made("cleanupZone", "name=\(name)", "mode=self_organised")
                offers.append(
                    try made(
                        "handover",
                        "toCentreId=\(own)",
                        "subjectEntity=cleanupZone",
                        "subjectId=\(zone)",
                        "offeredAt=2026-05-01T12:00",
                        "state=offered"
                    )
                )
            }
            try done("field", "sync", "--replica", "nord.db")
        }
        try example("handover accept", ["0197a3c1": offers[0]])
        try example("handover decline", ["0197a3c1": offers[1]])
    }

    /// A row the other centre's device makes.
    private func made(_ entity: String, _ values: String...) throws -> String {
        let run = run(
            ["field", "new", entity] + values + ["--replica", folder["nord.db"], "--json"]
        )
        try #require(run.exit == 0, "\(run.errors)")
        return try #require(try run.json()["edits"]?.array?.first?["id"]?.text)
    }

    func endDevices() throws {
        try example("device list")
        let list = try done("device", "list", "--db", "hub.db", "--json").json()
        let devices = (list.array ?? []).compactMap { $0["id"]?.text }
        try #require(devices.count == 5)
        try example("device grant", ["0197a3c1": devices[1]])
        try example("device retire", ["0197a3c1": devices[1]])
        try example("device revoke", ["0197a3c1": devices[2]])
        let lines = try ledgerLines()
        let again = try done("device", "retire", devices[1], "--db", "hub.db")
        #expect(again.output.contains("is retired already"))
        let harder = run(["device", "retire", devices[2], "--db", folder["hub.db"], "--json"])
        #expect(harder.exit == 2)
        #expect(try harder.json()["error"]?["code"]?.text == "device.ended")
        #expect(harder.errors.contains("is lost already"))
        #expect(try ledgerLines() == lines)
    }

    private func ledgerLines() throws -> Int {
        try Data(contentsOf: URL(filePath: folder["hub.db.ledger"])).count { $0 == 10 }
    }

    func erase() throws {
        let person = try id("person")
        try example("person export", ["0197a3c1": person, "innsyn.json": folder["innsyn.json"]])
        try example("person erase", ["0197a3c1": person])
        let plan = try done("person", "erase", person, "--db", "hub.db", "--json").json()
        let token = try #require(plan["token"]?.text)
        try done("person", "erase", person, "--confirm", token, "--db", "hub.db")
        // The devices have not followed yet.
        try example("erasure certificate", ["0197a3c1": person], warns: true)
        try example("erasure list")
    }

    /// What others are given of the season.
    func tell() throws {
        try example("zone needs")
        try example("zone propose", warns: true)
        try example("season report", warns: true)
        try example("waste balance")
        try example("depot list")
        try example("enquiry list")
        try example("need list")
        try example("initiative list")
        try example("municipality report")
        try done("office", "new", "person", "displayName=Liv Sund", "--db", "hub.db")
        let person = try #require(try ids("person").last)
        try done(
            "office",
            "new",
            "consent",
            "personId=\(person)",
            "purpose=thanks",
            "choice=given",
            "givenBy=self",
            "givenAt=2026-05-01T12:00",
            "--db",
            "hub.db"
        )
        try example("person thanks", ["0197a3c1": person])
        try example("task calendar")
        try example("task jsonld")
        try example("task code", ["0197a3c1": id("task")])
        try example("notice list")
        try example("notice retry")
    }

    /// A season goes by, and somebody wins.
    func draw() throws {
        try example("lottery promise")
        // 2 May 2031.
        time = 1_935_486_000_000
        let person = try #require(try ids("person").last)
        try done(
            "office",
            "new",
            "consent",
            "personId=\(person)",
            "purpose=lottery",
            "choice=given",
            "givenBy=self",
            "givenAt=2031-05-01T12:00",
            "--db",
            "hub.db"
        )
        try done(
            "office",
            "new",
            "wasteDeposit",
            "bagsFull=3",
            "reportedById=\(person)",
            "depositedAt=2031-05-01T12:00",
            "--db",
            "hub.db"
        )
        let bags = try #require(try ids("wasteDeposit").last)
        try done("office", "set", "wasteDeposit", bags, "pickup=collected", "--db", "hub.db")
        // 10 January 2032.
        time = 1_957_345_200_000
        let told = try example("lottery draw").output
        let hashes = told.split { !$0.isHexDigit }.filter { $0.count >= 32 }.map(String.init)
        try #require(hashes.count == 2, "\(told)")
        try example("lottery verify", ["b43bd38e…": hashes[0], "7d10c4e1…": hashes[1]])
    }

    func careForStore() throws {
        try example("store compact")
        try example("ledger check")
        try example("ledger rebuild")
        try example("backup")
        try example("restore")
        try example("doctor", warns: true)
        let nowhere = run(["backup", "/nonexist/x.db", "--db", folder["hub.db"]])
        #expect(nowhere.exit == 3)
        #expect(nowhere.errors.contains("There is no folder /nonexist/; make it first"))
    }
}
