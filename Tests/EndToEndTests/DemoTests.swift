import Foundation
import Testing

/// The demo as a newcomer runs it: what it says is true of the stores it leaves.
@Suite struct DemoTests {
    /// The stores of a demo that ran to its end.
    private struct Left {
        let folder: Folder
        let output: String

        init() throws {
            folder = try Folder()
            let script = URL(filePath: #filePath).deletingLastPathComponent()
                .deletingLastPathComponent().appending(path: "Demo/demo.sh")
            let answer = try Program.execute(
                "/usr/bin/env",
                ["bash", script.path, Program.path, folder.file("demo")]
            )
            try #require(answer.status == 0, "\(answer.errors)\n\(answer.output.suffix(2000))")
            output = answer.output
        }

        var hub: String { folder.file("demo/hub.db") }

        func file(_ name: String) -> String { folder.file("demo/\(name)") }

        /// The rows of an entity at the hub.
        func rows(_ entity: String) throws -> [JSON] {
            try Program.run("office", "list", entity, "--db", hub, "--json").json.elements
        }

        /// How many rows have each value of a field.
        func counts(_ entity: String, _ field: String) throws -> [String: Int] {
            try rows(entity).reduce(into: [:]) {
                $0[$1["fields"][field].text ?? "", default: 0] += 1
            }
        }
    }

    @Test func `make demo ends with the state it tells of`() throws {
        let left = try Left()
        try rosterAndShore(left)
        try conflicts(left)
        try equality(left)
        #expect(left.output.contains("Every scope is equal."))
        #expect(!left.output.contains("Traceback"))
        try nothingRuns(left)
    }

    private func rosterAndShore(_ left: Left) throws {
        let people = try #require(left.output.firstMatch(of: #/rows about (\d+) people/#)).output.1
        #expect(try left.rows("person").count == Int(people))
        #expect(try left.rows("importBatch").count == 1)
        #expect(try left.rows("cleanupZone").count == 20)
        #expect(try left.rows("accessRestriction").count == 1)
        let lengths = try left.rows("segment").compactMap { $0["fields"]["lengthM"].integer }
        #expect(lengths.count == 60)
        #expect(lengths.allSatisfy { (60...160).contains($0) }, "\(lengths)")
    }

    /// Each round: one claim won and one lost, one seat given and one waiting, the careful mode, the later
    /// number, and a claim in nesting time: turned down in the first round, still waiting in the second.
    private func conflicts(_ left: Left) throws {
        #expect(try left.counts("claim", "state") == ["active": 2, "superseded": 2])
        #expect(try left.counts("signup", "placement") == ["confirmed": 2, "waitlisted": 2])
        let modes = try left.counts("cleanupZone", "mode")
        #expect(modes["professional"] == 2)
        #expect(modes["self_organised"] == nil)
        let written = ["+4759001101", "+4759001102", "+4759002201", "+4759002202"]
        let numbers = try left.rows("contactPoint").compactMap {
            $0["fields"]["valueNormalised"].text
        }
        .filter { written.contains($0) }
        #expect(numbers.sorted() == ["+4759001102", "+4759002201"])
        #expect(try left.counts("wasteDeposit", "pickup") == ["waiting": 2])
        let items = try left.rows("reviewItem").map { item in
            [
                item["fields"]["kind"].text, item["fields"]["state"].text,
                item["fields"]["decision"].text,
            ]
            .compactMap(\.self).joined(separator: " ")
        }
        #expect(
            items.sorted() == [
                "field.review decided keep", "field.review open", "season.closed decided reject",
                "season.closed open",
            ]
        )
    }

    private func equality(_ left: Left) throws {
        let doctor = try Program.run("doctor", "--db", left.hub, "--json")
        #expect(doctor.status == 0, "\(doctor.output)")
        let hub = Centre.sums(try doctor.json)
        for (replica, count) in [("ane.db", 2), ("bo.db", 3)] {
            let sums = try Centre.sums(of: left.file(replica))
            #expect(sums.count >= count)
            for (scope, sum) in sums { #expect(hub[scope] == sum, "\(replica) \(scope)") }
            let outbox = try Program.run(
                "field",
                "outbox",
                "--replica",
                left.file(replica),
                "--json"
            )
            #expect(try outbox.json["waiting"].elements.isEmpty)
        }
    }

    private func nothingRuns(_ left: Left) throws {
        let served = try #require(left.output.firstMatch(of: #/Serving at (http\S+)/#)).output.1
        let answer = try Program.execute("/usr/bin/env", ["curl", "-s", "\(served)/v1/health"])
        #expect(answer.status == 7, "the hub still answers")
        let second = try Program.run("doctor", "--db", left.hub)
        #expect(second.output.contains("No process serves the store now."))
    }
}
