import Coordination
import Foundation
import Geometry
import SyncCore
import SyncEngine
import Synchronization
import Testing

/// Proposals, lotteries, enquiries, sums and thanks as the office has them on the command line.
struct FieldRuleCommandTests {
    let folder = CommandFolder.withHub()

    @discardableResult
    private func made(_ words: String...) throws -> String {
        let told = folder.run(["office", "new"] + words + ["--db", folder.db, "--json"])
        #expect(told.exit <= 1, "\(told.errors)\(told.output)")
        return try #require(try told.json["rows"]?.array?.first?["id"]?.text)
    }

    private func json(_ words: String..., exit: Int32 = 0) throws -> JSONValue {
        let told = folder.run(words + ["--db", folder.db, "--json"])
        #expect(told.exit == exit, "\(told.errors)\(told.output)")
        return try told.json
    }

    private func person(_ name: String) throws -> String {
        try made("person", "displayName=\(name)")
    }

    private func yes(_ person: String, _ purpose: String, by giver: String = "self") throws {
        try made(
            "consent",
            "personId=\(person)",
            "purpose=\(purpose)",
            "choice=given",
            "givenBy=\(giver)",
            "givenAt=2026-04-01T12:00"
        )
    }

    @Test func `a zone is proposed for by its own facts, and nothing is changed`() throws {
        let zone = try made(
            "cleanupZone",
            "name=Ura",
            "mode=self_organised",
            "accessibility=5",
            "terrainRisk=4"
        )
        try made(
            "cleanupZone",
            "name=Vika",
            "mode=self_organised",
            "accessibility=1",
            "terrainRisk=1"
        )
        try made("cleanupZone", "name=Ukjent", "mode=unassigned")
        let proposed = try json("zone", "propose", exit: 1)
        #expect(proposed.array?.count == 1)
        #expect(proposed.array?.first?["id"]?.text == zone)
        #expect(proposed.array?.first?["proposed"] == "professional")
        #expect(proposed.array?.first?["reasons"] == ["hard_to_reach", "risky_terrain"])
        let text = folder.run("zone", "propose", "--all", "--db", folder.db, "--language", "nn")
        #expect(text.output.contains("svært vanskeleg å kome til, bratt eller glatt"))
        #expect(text.output.contains("tilkomst eller terreng er ikkje vurdert"))
        let rows = try json("office", "list", "cleanupZone")
        let modes = (rows.array ?? []).compactMap { $0["fields"]?["mode"]?.text }
        #expect(Set(modes) == ["self_organised", "unassigned"])
    }

    /// Sets the clock of the commands to noon of a day; far ahead of any real one, as a hub's time never goes back.
    private func go(to day: String) throws {
        let date = try #require(LocalDate(day))
        folder.clock.withLock { $0 = OsloTime.start(of: date) + 12 * 3_600_000 }
    }

    private func bags(_ person: String, _ full: Int, _ half: Int = 0, in year: Int = 2041) throws
        -> String
    {
        let words = [
            "wasteDeposit", "bagsFull=\(full)", "bagsHalf=\(half)", "reportedById=\(person)",
            "depositedAt=\(year)-05-02T15:00",
        ]
        let told = folder.run(["office", "new"] + words + ["--db", folder.db, "--json"])
        return try #require(try told.json["rows"]?.array?.first?["id"]?.text)
    }

    private func collect(_ deposit: String) {
        let told = folder.run(
            "office",
            "set",
            "wasteDeposit",
            deposit,
            "pickup=collected",
            "--db",
            folder.db
        )
        #expect(told.exit == 0, "\(told.errors)")
    }

    @Test func `a bag is one ticket of those who said yes, and anybody can draw again`() throws {
        try go(to: "2041-05-02")
        let (kari, ola, per) = (try person("Kari"), try person("Ola"), try person("Per"))
        let child = try person("Lise")
        try made("personPrivate", "personId=\(child)", "birthYear=2031", "guardianName=Tone Dahl")
        try yes(kari, "lottery")
        try yes(per, "lottery")
        try yes(child, "lottery")
        let list = folder.file("lodd.txt")
        let seed = ["--season", "2041", "--seed", "svart hav"]
        let words = ["lottery", "draw"] + seed + ["--db", folder.db, "--json"]
        #expect(folder.run(words + ["--dry-run"]).exit == 3)
        let promised = folder.run(
            ["lottery", "promise"] + seed
                + ["--prizes", "2", "--on", "2042-01-10", "--db", folder.db]
        )
        #expect(promised.exit == 0, "\(promised.errors)")
        let twice = folder.run(
            "lottery",
            "promise",
            "--season",
            "2041",
            "--seed",
            "kvitt hav",
            "--prizes",
            "2",
            "--on",
            "2042-01-10",
            "--db",
            folder.db,
            "--json"
        )
        let codes = (try twice.json["findings"]?.array ?? []).compactMap { $0["code"]?.text }
        #expect(twice.exit == 2 && codes == ["lottery.promised"])
        collect(try bags(kari, 3, 2))
        collect(try bags(ola, 50))
        collect(try bags(child, 7))
        collect(try bags(kari, 9, in: 2040))
        _ = try bags(per, 5)
        let wrong = folder.run(
            "lottery",
            "draw",
            "--season",
            "2041",
            "--seed",
            "kvitt hav",
            "--dry-run",
            "--db",
            folder.db
        )
        #expect(wrong.exit == 2 && wrong.errors.contains("lottery.seed"))
        // Three full bags and two halves; the child's guardian has said nothing yet.
        let dryList = folder.file("dry.txt")
        let dry = try folder.run(words + ["--dry-run", "--list", dryList]).json
        #expect(dry["tickets"] == 4)
        #expect(dry["winners"]?.array?.count == 2)
        let shown = try String(contentsOfFile: dryList, encoding: .utf8)
        #expect(shown.split(separator: "\n").count == 9)
        try yes(child, "lottery", by: "guardian")
        let early = folder.run(words + ["--list", list])
        #expect(early.exit == 2 && early.errors.contains("lottery.not_yet"))
        #expect(!FileManager.default.fileExists(atPath: list))
        try go(to: "2042-01-11")
        // What comes after the day changes nothing.
        collect(try bags(kari, 40))
        // Without the list nobody could do it again, so nothing is drawn.
        let bare = folder.run(words)
        #expect(bare.exit == 64 && bare.errors.contains("--list"))
        let told = folder.run(words + ["--list", list])
        #expect(told.exit == 0, "\(told.errors)")
        let drawn = try told.json
        #expect(drawn["tickets"] == 11)
        let numbers = (drawn["winners"]?.array ?? []).compactMap { $0["number"]?.text }
        let verify = ["lottery", "verify", list, "--seed", "svart hav"]
        let mailed = try String(contentsOfFile: list, encoding: .utf8)
            .replacing("\n", with: "\r\n")
        let mail = try folder.write(mailed, to: "mail.txt")
        let alone = folder.run(verify)
        #expect(alone.exit == 1 && alone.output.contains("Only the list agrees with itself."))
        let promise = try #require(drawn["promise"]?.text)
        let hash = try #require(drawn["ticketsHash"]?.text)
        #expect(folder.run(verify + ["--promise", promise]).exit == 1)
        for other in [["--promise", hash], ["--tickets-hash", promise]] {
            #expect(folder.run(verify + other).errors.contains("lottery.list"))
        }
        let hashes = ["--promise", promise, "--tickets-hash", hash]
        #expect(folder.run(["lottery", "verify", mail, "--seed", "svart hav"] + hashes).exit == 0)
        let again = folder.run(
            verify + ["--promise", promise, "--tickets-hash", hash, "--json"]
        )
        #expect(again.exit == 0, "\(again.errors)")
        #expect(try again.json["winners"]?.array?.compactMap(\.text) == numbers)
        #expect(try again.json["ticketsHash"] == drawn["ticketsHash"])
        let text = try String(contentsOfFile: list, encoding: .utf8)
        for secret in ["Kari", "Lise", "Tone", "svart hav", kari, child] {
            #expect(!text.contains(secret))
        }
        #expect(folder.run(words + ["--dry-run"]).errors.contains("lottery.drawn"))
    }

    @Test func `who takes back her yes is in no later draw, and stays in the earlier one`() throws {
        try go(to: "2041-05-02")
        let kari = try person("Kari")
        try yes(kari, "lottery")
        func words(_ year: Int) -> [String] {
            ["--season", "\(year)", "--seed", "hav \(year)", "--db", folder.db, "--json"]
        }
        func draw(_ year: Int, exit: Int32 = 0) throws -> JSONValue {
            let list = ["--list", folder.file("lodd-\(year).txt")]
            let told = folder.run(["lottery", "draw"] + words(year) + list)
            #expect(told.exit == exit, "\(told.errors)")
            return try told.json
        }
        for (year, day) in [(2041, "2042-01-10"), (2040, "2042-02-10")] {
            let told = folder.run(
                ["lottery", "promise"] + words(year) + ["--prizes", "1", "--on", day]
            )
            #expect(told.exit == 0, "\(told.errors)")
            collect(try bags(kari, 2, in: year))
        }
        try go(to: "2042-01-11")
        #expect(try draw(2041)["tickets"] == 2)
        let consent = try #require(
            try json("office", "list", "consent").array?.first?["id"]?.text
        )
        let no = ["office", "set", "consent", consent, "choice=withdrawn", "--db", folder.db]
        #expect(folder.run(no).exit == 0)
        try go(to: "2042-02-11")
        // Nothing is drawn without a ticket, and no list is written.
        #expect(try draw(2040, exit: 1)["tickets"] == 0)
        #expect(!FileManager.default.fileExists(atPath: folder.file("lodd-2040.txt")))
        let kept = try json("office", "list", "lotteryDraw").array ?? []
        #expect(kept.map { $0["fields"]?["ticketCount"] } == [2, nil])
    }

    @Test func `an enquiry unanswered after fourteen days is in the overdue list`() throws {
        try made("enquiry", "subject=Brygga", "receivedAt=2026-01-05T12:00")
        let today = Date(timeIntervalSinceNow: -3600).ISO8601Format()
        try made("enquiry", "subject=Benken", "receivedAt=\(today)")
        let late = try json("enquiry", "list", "--overdue", exit: 1)
        #expect((late.array ?? []).map { $0["subject"] } == ["Brygga"])
        let all = try json("enquiry", "list", exit: 1)
        #expect(all.array?.count == 2)
        #expect((all.array ?? []).allSatisfy { $0["centre"] == "Prøve Frivilligsentral" })
        let answered = folder.run(
            "office",
            "set",
            "enquiry",
            try #require(late.array?.first?["id"]?.text),
            "state=answered",
            "answer=Reparert",
            "--db",
            folder.db
        )
        #expect(answered.exit == 0, "\(answered.errors)")
        #expect(try json("enquiry", "list", "--overdue").array?.isEmpty == true)
    }

    @Test func `a thank-you is written for who said yes to one`() throws {
        let kari = try person("Kari <b>")
        try made(
            "cleanupReport",
            "bagsFull=6",
            "reportedById=\(kari)",
            "reportedAt=2026-05-02T15:00"
        )
        let page = folder.file("takk.html")
        let words = ["person", "thanks", kari, page, "--year", "2026", "--db", folder.db]
        #expect(folder.run(words).errors.contains("thanks.no_consent"))
        try yes(kari, "thanks")
        #expect(folder.run(words + ["--language", "nb"]).exit == 0)
        let text = try String(contentsOfFile: page, encoding: .utf8)
        #expect(text.contains("Kari &lt;b&gt;"))
        #expect(text.contains("Du meldte om 1 rydding: 6 sekker, omtrent 60 kg."))
    }

    private func thanks(_ reports: [[String]], _ language: String = "nb") throws -> String {
        let per = try person("Per")
        try yes(per, "thanks")
        for report in reports {
            let words = ["cleanupReport", "reportedById=\(per)", "reportedAt=2026-05-02T15:00"]
            let told = folder.run(["office", "new"] + words + report + ["--db", folder.db])
            #expect(told.exit == 0, "\(told.errors)")
        }
        let page = folder.file("\(per).txt")
        let told = folder.run(
            "person",
            "thanks",
            per,
            page,
            "--year",
            "2026",
            "--language",
            language,
            "--db",
            folder.db
        )
        #expect(told.exit == 0, "\(told.errors)")
        return try String(contentsOfFile: page, encoding: .utf8)
    }

    @Test func `two half bags are one, what was weighed is no estimate, and one is not several`()
        throws
    {
        #expect(
            try thanks([["bagsFull=1"]]).contains("Du meldte om 1 rydding: 1 sekk, omtrent 10 kg.")
        )
        #expect(
            try thanks([["bagsHalf=1"], ["bagsHalf=1", "bagsFull=2"]])
                .contains("Du meldte om 2 ryddinger: 3 sekker, omtrent 30 kg.")
        )
        #expect(
            try thanks([["bagsHalf=1"]], "nn")
                .contains("Du melde om 1 rydding: ½ sekk, omtrent 5 kg.")
        )
        #expect(
            try thanks([["bagsFull=1", "bagsHalf=1", "weightG=31400"]], "en")
                .contains("You reported 1 cleanup: 1½ bags, 31 kg.")
        )
        #expect(
            try thanks([["bagsFull=2"], ["bagsFull=1", "weightG=4000"]])
                .contains("Du meldte om 2 ryddinger: 3 sekker, omtrent 24 kg.")
        )
    }

    @Test
    func `open tasks go to the output, without an age that nobody said, and undated ones are told`()
        throws
    {
        try made("task", "kind=event", "title=Sommerfest", "state=published")
        let told = folder.run("task", "jsonld", "-", "--db", folder.db, "--language", "nb")
        #expect(told.exit == 0)
        #expect(told.errors.contains("Utelatt, siden de ikke sier når: 1 oppdrag."))
        #expect(try told.json["graph"] == [])
        try go(to: "2041-05-02")
        try made("task", "kind=event", "title=Tur", "state=published", "startsAt=2041-06-02T15:00")
        let both = folder.run("task", "jsonld", "-", "--db", folder.db)
        #expect(both.output.contains("Tur") && !both.output.contains("minimumAge"))
        #expect(!FileManager.default.fileExists(atPath: "-"))
    }

    @Test func `a code that cannot be drawn where it was asked for is not made`() throws {
        let task = try made("task", "kind=event", "title=Tur")
        for (path, code) in [
            ("/nonexist/kode.svg", "file.unwritable"), (folder.db, "file.exists"),
        ] {
            let told = folder.run(
                "task",
                "code",
                task,
                "--make",
                "--svg",
                path,
                "--db",
                folder.db
            )
            #expect(told.exit != 0 && told.errors.contains(code), "\(told.errors)")
        }
        #expect(folder.run("task", "code", task, "--db", folder.db).errors.contains("task.no_code"))
    }

    @Test func `a ban on landing is named as one`() throws {
        try made(
            "accessRestriction",
            "name=Holmen",
            "kind=landing",
            "isAllYear=true",
            "geometry=\(square)"
        )
        try made("cleanupZone", "name=Holmen", "mode=unassigned", "geometry=\(square)")
        let text = folder.run("zone", "propose", "--db", folder.db, "--language", "nb")
        #expect(text.output.contains("forbudt å gå i land hele året"), "\(text.output)")
        try made(
            "accessRestriction",
            "name=Reservatet",
            "kind=traffic",
            "isAllYear=true",
            "geometry=\(square)"
        )
        let both = folder.run("zone", "propose", "--db", folder.db, "--language", "nb")
        #expect(both.output.contains("ferdselsforbud hele året"), "\(both.output)")
    }

    private let square = """
        {"type":"Polygon","coordinates":[[[7.5,58.0],[7.51,58.0],[7.51,58.01],[7.5,58.01],[7.5,58.0]]]}
        """

    @Test func `serving does not begin with a hook or a secret that is not there`() throws {
        let secret = try folder.write(String(repeating: "s", count: 20), to: "secret")
        let serve = ["serve", "--db", folder.db, "--listen", "127.0.0.1:0"]
        for (words, exit, code) in [
            (["--notice-hook", "/nonexist/hook"], Int32(2), "notice.hook_command"),
            (["--notice-hook", "no-such-command-here -x"], 2, "notice.hook_command"),
            (["--notice-hook", "if then"], 2, "notice.hook_command"),
            (["--notice-hook", "ftp://example.no/", "--notice-secret", secret], 2, "notice.hook"),
            (["--notice-hook", "cat", "--notice-secret", "/nonexist/s"], 3, "file.missing"),
            (["--notice-secret", "/nonexist/s"], 3, "file.missing"),
        ] {
            let told = folder.run(serve + words)
            #expect(told.exit == exit && told.errors.contains(code), "\(words) \(told.errors)")
        }
    }

    @Test func `a notice that was sent says so when it is to be tried again`() throws {
        let kari = try person("Kari")
        func service<R: Sendable>(_ body: @Sendable (HubService) throws -> R) throws -> R {
            let service = try HubService(
                path: folder.db,
                domain: try Coordination.domain(),
                environment: .system
            )
            defer { service.close() }
            return try body(service)
        }
        try service { try $0.write { try $0.queueNotices(.notice) } }
        for subject in ["Brygga", "Benken"] {
            try made(
                "enquiry",
                "subject=\(subject)",
                "receivedAt=2026-05-01T12:00",
                "ownerPersonId=\(kari)"
            )
        }
        let ids = try service { service in
            try service.write { try $0.queueNotices(.notice) }
            let ids = try service.read { try $0.noticeDeliveries().map(\.id) }
            try #require(ids.count == 2)
            try service.write { try $0.note(.sent, of: ids[0]) }
            try service.write { try $0.note(.dropped("notice.old"), of: ids[1]) }
            return ids
        }
        func retry(_ id: RowID) -> CommandFolder.Told {
            folder.run("notice", "retry", id.description, "--db", folder.db, "--language", "en")
        }
        #expect(retry(ids[0]).exit == 2)
        #expect(retry(ids[0]).errors.contains("was sent already"))
        #expect(retry(ids[1]).errors.contains("notice.dropped"))
        #expect(retry(try #require(RowID(kari))).exit == 3)
    }

    @Test func `zone check ends by what it found`() throws {
        func zone(_ shape: String, _ properties: String = #"{"name":"Vika"}"#) -> String {
            #"{"type":"Feature","properties":\#(properties),"geometry":\#(shape)}"#
        }
        let bowtie = square.replacing("[7.51,58.0],[7.51,58.01]", with: "[7.51,58.01],[7.51,58.0]")
        for more in [[], ["--db", folder.db]] {
            func exit(_ text: String) throws -> Int32 {
                let file = try folder.write(text, to: "soner.geojson")
                return folder.run(["zone", "check", file] + more).exit
            }
            #expect(try exit(zone(square)) == 0)
            #expect(try exit(zone(square, #"{"name":"Vika","mode":"joint"}"#)) == 1)
            #expect(try exit(zone(square, "{}")) == 2)
            #expect(try exit(zone(bowtie)) == 2)
            #expect(try exit("{") == 3)
            #expect(try exit(#"{"type":"Topology"}"#) == 2)
            #expect(
                folder.run(["zone", "check", folder.file("none.geojson")] + more).exit == 3
            )
        }
    }

    @Test func `what cannot be meant is refused with its reason`() throws {
        for (words, code) in [
            (["task", "kind=event", "title="], "text.blank"),
            (["task", "kind=event", "title=Tur", "minAge=20", "maxAge=10"], "task.ages"),
            (
                ["litterReport", "amount=handful", "point=60.4,5.3", "seenAt=2026-05-01T12:00"],
                "place.swapped"
            ),
            (["litterReport", "amount=handful", "seenAt=0001-01-01T12:00"], "report.long_ago"),
            (
                ["litterReport", "amount=handful", "seenAt=2026-05-01T12:00", "hazards=nedle"],
                "hazard.unknown"
            ),
        ] {
            let told = folder.run(["office", "new"] + words + ["--db", folder.db, "--json"])
            #expect(told.exit == 2, "\(words)")
            let codes = (try told.json["findings"]?.array ?? []).compactMap { $0["code"]?.text }
            #expect(codes.contains(code), "\(words): \(told.output)")
        }
    }
}
