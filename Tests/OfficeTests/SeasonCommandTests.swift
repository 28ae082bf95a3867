import Foundation
import SyncCore
import Testing

struct SeasonCommandTests {
    /// A cleanup of May 2026 with a report, bags and an expense without a receipt.
    private func season() throws -> (folder: CommandFolder, task: String) {
        let folder = CommandFolder.withHub()
        func made(_ words: String...) throws -> String {
            let told = folder.run(words + ["--db", folder.db, "--json"])
            #expect(told.exit <= 1, "\(told.errors)")
            return try #require(try told.json["rows"]?.array?.first?["id"]?.text)
        }
        let task = try made(
            "office",
            "new",
            "task",
            "kind=cleanup",
            "title==HYPERLINK(\"x\")",
            "startsAt=2026-05-02T11:00",
            "endsAt=2026-05-02T14:00",
            "isMarineLitter=true",
            "isOwnerless=true"
        )
        _ = try made(
            "office",
            "new",
            "cleanupReport",
            "taskId=\(task)",
            "bagsFull=6",
            "bagsHalf=1",
            "adults=4",
            "reportedAt=2026-05-02T15:00"
        )
        _ = try made("office", "new", "taskCost", "taskId=\(task)", "kind=food", "amountOre=12550")
        _ = try made(
            "office",
            "new",
            "wasteDeposit",
            "bagsFull=6",
            "bagsHalf=1",
            "depositedAt=2026-05-02T15:00"
        )
        return (folder, task)
    }

    @Test func `a season's report names kilos, costs and what is missing for a refund`() throws {
        let (folder, task) = try season()
        let told = folder.run("season", "report", "--year", "2026", "--db", folder.db, "--json")
        #expect(told.exit == 1)
        let action = try #require(try told.json["actions"]?.array?.first)
        #expect(action["id"]?.text == task)
        #expect(action["weightG"] == 65_000)
        #expect(action["isEstimated"] == true)
        #expect(action["costsOre"]?["food"] == 12_550)
        #expect(
            action["missing"]?.array?.compactMap(\.text)
                == ["action_code", "registered", "completed", "documented"]
        )
        let screen = folder.run(
            "season",
            "report",
            "--year",
            "2026",
            "--db",
            folder.db,
            "--language",
            "nb"
        )
        #expect(screen.output.contains("~65.0"))
        #expect(screen.output.contains("kvitteringer"))
        let empty = folder.run("season", "report", "--year", "2025", "--db", folder.db)
        #expect(empty.exit == 0)
        #expect(folder.run("season", "report", "--year", "x", "--db", folder.db).exit == 64)
    }

    @Test func `the file for spreadsheets runs nothing and is never written over`() throws {
        let (folder, _) = try season()
        let file = folder.file("sesong.csv")
        let words = ["season", "report", "--year", "2026", "--db", folder.db, "--csv", file]
        #expect(folder.run(words).exit == 1)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: file))
        #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]))
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.contains(";\"'=HYPERLINK(\"\"x\"\")\";"))
        #expect(text.contains(";65,000;"))
        #expect(text.contains(";125,50;"))
        let rows = text.split(separator: "\r\n")
        #expect(rows.count == 2)
        #expect(folder.run(words).errors.contains("file.exists"))
    }

    @Test func `the balance of bags says where they are`() throws {
        let (folder, _) = try season()
        let told = folder.run("waste", "balance", "--db", folder.db, "--json")
        #expect(told.exit == 0)
        let balance = try told.json
        #expect(balance["isBalanced"] == true)
        #expect(balance["waiting"]?["bagsFull"] == 6)
        #expect(balance["delivered"]?["bagsFull"] == 0)
        #expect(balance["registered"]?["weightG"] == 65_000)
    }

    @Test func `needs are listed and drawn`() throws {
        let folder = CommandFolder.withHub()
        let shore = folder.file("strand.geojson")
        #expect(folder.run("sample", "shore", shore).exit == 0)
        #expect(folder.run("zone", "import", shore, "--db", folder.db).exit <= 1)
        let listed = try folder.run("office", "list", "segment", "--db", folder.db, "--json").json
        let segment = try #require(listed.array?.last?["id"]?.text)
        let seen = folder.run(
            "office",
            "new",
            "litterReport",
            "segmentId=\(segment)",
            "amount=cartload",
            "method=on_foot",
            "seenAt=2026-05-02T15:00",
            "--db",
            folder.db
        )
        #expect(seen.exit == 0, "\(seen.errors)")
        let map = folder.file("behov.geojson")
        let needs = folder.run(
            "zone",
            "needs",
            "--db",
            folder.db,
            "--limit",
            "3",
            "--geojson",
            map,
            "--json"
        )
        #expect(needs.exit == 0, "\(needs.errors)")
        let places = try #require(try needs.json.array)
        #expect(places.count == 3)
        #expect(places.first?["id"]?.text == segment)
        #expect((places.first?["need"]?.integer ?? 0) > 300)
        #expect(places.last?["basis"] == "unknown")
        let drawn = try Data(contentsOf: URL(fileURLWithPath: map))
        #expect(String(decoding: drawn, as: UTF8.self).contains("\"need\":"))
        let text = folder.run("zone", "needs", "--db", folder.db, "--language", "nn")
        #expect(text.output.contains("eit tilhengarlass, synfart til fots"))
    }

    @Test func `the nearest stretches in need are listed by their distance`() throws {
        let folder = CommandFolder.withHub()
        let shore = folder.file("strand.geojson")
        #expect(folder.run("sample", "shore", shore).exit == 0)
        #expect(folder.run("zone", "import", shore, "--db", folder.db).exit <= 1)
        let listed = try folder.run("office", "list", "segment", "--db", folder.db, "--json").json
        let stretches = (listed.array ?? []).compactMap { $0["id"]?.text }
        for stretch in stretches.suffix(2) {
            let seen = folder.run(
                "office",
                "new",
                "litterReport",
                "segmentId=\(stretch)",
                "amount=bagful",
                "method=on_foot",
                "seenAt=2026-05-02T15:00",
                "--db",
                folder.db
            )
            #expect(seen.exit == 0, "\(seen.errors)")
        }
        func needs(_ more: String...) -> CommandFolder.Told {
            folder.run(["zone", "needs", "--db", folder.db] + more)
        }
        let map = folder.file("behov.geojson")
        let whole = needs("--geojson", map, "--limit", "0", "--json")
        #expect(whole.exit == 0, "\(whole.errors)")
        let drawn = try JSONValue.parse(Array(Data(contentsOf: URL(fileURLWithPath: map))))
        let last = drawn["features"]?.array?.first { $0["id"]?.text == stretches.last }
        let start = try #require(last?["geometry"]?["coordinates"]?.array?.last?.array)
        let here = start.prefix(2).compactMap { $0.number.map { "\($0)" } }.joined(separator: ",")
        let near = needs("--near", here, "--json", "--geojson", folder.file("naer.geojson"))
        #expect(near.exit == 0, "\(near.errors)")
        let found = try #require(try near.json.array)
        #expect(Set(found.compactMap { $0["id"]?.text }) == Set(stretches.suffix(2)))
        #expect(found.first?["id"]?.text == stretches.last && found.first?["metres"] == 0)
        #expect(found.count == 2)
        #expect(try needs("--near", here, "--limit", "1", "--json").json.array?.count == 1)
        #expect(try needs("--near", here, "--mode", "professional", "--json").json.array == [])
        #expect(try needs("--near", "5.0,70.0", "--within", "50", "--json").json.array == [])
        #expect(needs("--near", here, "--language", "nb").output.hasPrefix("UNNA m  BEHOV"))
        #expect(needs("--near", "strand").exit == 64)
        #expect(needs("--within", "50").exit == 64)
        #expect(needs("--near", here, "--within", "100001").exit == 64)
    }
}
