import Commands
import Foundation
import SampleData
import SyncCore
import Testing

struct OfficeCommandTests {
    @Test func `a hub is made once`() throws {
        let folder = CommandFolder()
        let first = folder.run(
            "init",
            "--db",
            folder.db,
            "--centre",
            "Lillevik Frivilligsentral",
            "--municipality",
            "4204",
            "--json"
        )
        #expect(first.exit == 0)
        #expect(try first.json["centre"]?.text.flatMap { RowID($0) } != nil)
        let second = folder.run("init", "--db", folder.db, "--centre", "En annen")
        #expect(second.exit == 2)
        #expect(second.errors.contains("store.founded"))
        let wrong = folder.run(
            "init",
            "--db",
            folder.file("b.db"),
            "--centre",
            "C",
            "--municipality",
            "42"
        )
        #expect(wrong.exit == 2)
    }

    @Test func `a roster is read, checked, applied and taken back`() throws {
        let folder = CommandFolder.withHub()
        let roster = folder.file("liste.csv")
        #expect(folder.run("sample", "roster", roster, "--rows", "400").exit == 0)
        let read = folder.run("roster", "read", roster, "--json")
        let keys = try read.json.object?.keys.sorted()
        #expect(
            Set(keys ?? []).isSuperset(of: ["delimiter", "encoding", "header", "problems", "rows"])
        )
        let plan = folder.file("liste.plan")
        let check = folder.check(roster, plan: plan)
        #expect(check.exit == 2, "a sample has bad rows")
        let planned = try require(try check.json["counts"]?["create"]?.integer)
        #expect(try folder.run("office", "list", "person", "--db", folder.db, "--json").json == [])
        let apply = folder.run("roster", "apply", plan, "--db", folder.db, "--json")
        #expect(apply.exit == 1)
        let applied = try apply.json
        #expect(applied["counts"]?["created"]?.integer == planned)
        #expect(applied["counts"]?["refused"] == 0)
        let again = folder.run("roster", "apply", plan, "--db", folder.db, "--json")
        #expect(try again.json["batch"] == .null)
        let batch = try require(applied["batch"]?.text)
        let undo = folder.run("roster", "undo", batch, "--db", folder.db, "--json")
        #expect(undo.exit == 0)
        #expect(try folder.run("office", "list", "person", "--db", folder.db, "--json").json == [])
        #expect(folder.run("doctor", "--db", folder.db).exit == 0)
    }

    @Test func `a plan whose file has changed is refused`() throws {
        let folder = CommandFolder.withHub()
        let roster = try folder.write(RosterApplyTests.roster, to: "liste.csv")
        let plan = folder.file("liste.plan")
        #expect(folder.run("roster", "check", roster, "--db", folder.db, "--plan", plan).exit < 2)
        _ = try folder.write(RosterApplyTests.roster + "Ny;Mann;;;;;;;\n", to: "liste.csv")
        let moved = folder.run("roster", "apply", plan, "--db", folder.db)
        #expect(moved.exit == 2)
        #expect(moved.errors.contains("roster.file_moved"))
        try FileManager.default.removeItem(atPath: roster)
        let gone = folder.run("roster", "apply", plan, "--db", folder.db)
        #expect(gone.errors.contains("roster.file_gone"))
        #expect(folder.run("roster", "apply", plan, "--db", folder.db, "--without-file").exit == 0)
    }

    @Test func `a report about a roster tells no personal value`() throws {
        let folder = CommandFolder.withHub()
        let roster = try folder.write(RosterApplyTests.roster, to: "liste.csv")
        let plan = folder.file("liste.plan")
        for isJSON in [[], ["--json"]] {
            let check = folder.run(["roster", "check", roster, "--db", folder.db] + isJSON)
            for value in ["Nordmann", "91234567", "kari@example.no", "1984"] {
                #expect(!check.output.contains(value))
            }
        }
        folder.run("roster", "check", roster, "--db", folder.db, "--plan", plan)
        let rights = try FileManager.default.attributesOfItem(atPath: plan)[.posixPermissions]
        #expect(rights as? Int == 0o600)
    }

    @Test func `zones go in, are listed and marked, and tell why`() throws {
        let folder = CommandFolder.withHub()
        let shore = folder.file("strand.geojson")
        #expect(folder.run("sample", "shore", shore).exit == 0)
        #expect(folder.run("zone", "check", shore, "--db", folder.db).exit == 0)
        let first = folder.run("zone", "import", shore, "--db", folder.db, "--json")
        #expect(first.exit == 0)
        #expect(try first.json["counts"]?["create"] == 21)
        let again = folder.run("zone", "import", shore, "--db", folder.db, "--json")
        #expect(try again.json["counts"]?["unchanged"] == 21)
        let zones = try folder.run("zone", "list", "--db", folder.db, "--json").json.array ?? []
        let zone = try require(zones.first?["id"]?.text)
        let bare = folder.run(
            "zone",
            "mark",
            zone,
            "--mode",
            "professional",
            "--reason",
            "Ura",
            "--db",
            folder.db
        )
        #expect(bare.exit == 2)
        #expect(bare.output.contains("Nothing was changed."))
        let marked = folder.run(
            "zone",
            "mark",
            zone,
            "--mode",
            "no_cleanup",
            "--reason",
            "Ras",
            "--db",
            folder.db
        )
        #expect(marked.exit == 0)
        let why = folder.run(
            "explain",
            "cleanupZone",
            zone,
            "--field",
            "mode",
            "--db",
            folder.db,
            "--json"
        )
        let history = try why.json["history"]?.array ?? []
        #expect(history.count == 2)
        #expect(history.last?["value"]?["modeReason"] == "Ras")
    }

    @Test func `a device is invited, listed and shut out`() throws {
        let folder = CommandFolder.withHub()
        let invite = folder.invite()
        #expect(invite.exit == 0)
        #expect(try invite.json["code"]?.text?.isEmpty == false)
        let wrong = folder.run("device", "invite", "--db", folder.db, "--role", "king")
        #expect(wrong.exit == 64)
        let list = try folder.run("device", "list", "--db", folder.db, "--json").json
        let office = try require(list.array?.first?["id"]?.text)
        let own = folder.run("device", "revoke", office, "--db", folder.db)
        #expect(own.errors.contains("device.office"))
        #expect(folder.run("device", "retire", "0000000", "--db", folder.db).exit == 3)
    }

    @Test func `rows are made, changed, listed and shown by the office`() throws {
        let folder = CommandFolder.withHub()
        let made = folder.run(
            "task",
            "new",
            "kind=event",
            "title=Kafé",
            "startsAt=2027-05-01T10:00",
            "endsAt=2027-05-01T14:00",
            "state=draft",
            "--db",
            folder.db,
            "--json"
        )
        #expect(made.exit == 0)
        let id = try require(try made.json["rows"]?.array?.first?["id"]?.text)
        let shift = folder.run(
            "shift",
            "new",
            "taskId=\(id)",
            "startsAt=2027-05-01T10:00",
            "endsAt=2027-05-01T12:00",
            "slots=3",
            "--db",
            folder.db
        )
        #expect(shift.exit == 0)
        let set = folder.run("office", "set", "task", id, "title=Språkkafé", "--db", folder.db)
        #expect(set.exit == 0)
        let shown = folder.run("office", "show", "task", id, "--db", folder.db)
        #expect(shown.output.contains("Språkkafé"))
        let list = folder.run(
            "office",
            "list",
            "task",
            "--where",
            "state=draft",
            "--db",
            folder.db,
            "--json"
        )
        #expect(try list.json.array?.count == 1)
        let none = folder.run("office", "show", "task", "ffffffff", "--db", folder.db)
        #expect(none.exit == 3)
    }

    @Test func `a backup is restored to a new file only`() throws {
        let folder = CommandFolder.withHub()
        let copy = folder.file("kopi.db")
        #expect(folder.run("backup", copy, "--db", folder.db).exit == 0)
        #expect(folder.run("restore", copy, "--db", folder.db).exit == 2)
        let again = folder.file("igjen.db")
        let restored = folder.run("restore", copy, "--db", again, "--json")
        #expect(restored.exit == 0)
        #expect(try restored.json["forkedAt"]?.integer == 1)
        #expect(folder.run("doctor", "--db", again).exit == 0)
        let nothing = folder.run("backup", copy, "--db", folder.file("ingen.db"))
        #expect(nothing.exit == 3)
    }

    @Test func `weights go in once`() throws {
        let folder = CommandFolder.withHub()
        let list = try folder.write(
            """
            id,beach,lat,lon,weight_kg,date,team
            1,Vika,58.1,8.0,12.5,2026-04-01,Laget
            2,Sanden,58.2,8.1,0.680388,2026-04-02,
            2,Sanden,58.2,8.1,3,2026-04-02,
            x,Feil,158.2,8.1,3,2026-04-02,

            """,
            to: "vekt.csv"
        )
        let first = folder.run("import", "litter", list, "--db", folder.db, "--json")
        #expect(first.exit == 1)
        #expect(try first.json["created"] == 2)
        let codes = try first.json["left"]?.array?.compactMap { $0["code"]?.text }
        #expect(codes == ["litter.id_twice", "litter.place"])
        let again = folder.run("import", "litter", list, "--db", folder.db, "--json")
        #expect(try again.json["unchanged"] == 2)
        let grams = try folder.numbers("estimatedWeightG", of: "cleanupReport")
        #expect(grams.sorted() == [680, 12_500])
    }

    @Test func `every command of the office has its help`() {
        let folder = CommandFolder()
        let names = [
            "init", "serve", "roster read", "roster check", "roster apply", "roster undo",
            "zone check", "zone import", "zone list", "zone mark", "device invite", "device list",
            "device retire", "device revoke", "review list", "review show", "review decide",
            "explain", "doctor", "backup", "restore", "fixtures run", "office new", "office set",
            "office list", "office show", "task new", "shift new", "import litter",
        ]
        for name in names {
            let help = folder.run(name.split(separator: " ").map(String.init) + ["--help"])
            #expect(help.exit == 0)
            #expect(help.output.contains("dugnad \(name)"))
        }
    }

    @Test func `what is no store is told apart from one that is not there`() throws {
        let folder = CommandFolder()
        let other = try folder.write("this is no store at all, only text", to: "tekst.db")
        #expect(folder.run("doctor", "--db", other).errors.contains("store.not_ours"))
        let none = folder.run("zone", "list", "--db", folder.file("ingen.db"))
        #expect(none.exit == 3)
        #expect(none.errors.contains("store.missing"))
    }
}
