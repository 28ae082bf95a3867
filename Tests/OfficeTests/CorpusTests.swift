import Foundation
import SyncCore
import Testing

/// The folder of real inputs named by DUGNAD_CORPUS; without it these tests say that they are
/// skipped.
private let corpus = ProcessInfo.processInfo.environment["DUGNAD_CORPUS"]

@Suite(.enabled(if: corpus != nil, "DUGNAD_CORPUS is not set"))
struct CorpusTests {
    private func file(_ name: String) -> String { (corpus ?? "") + "/" + name }

    @Test(arguments: [
        ("churchcrm/test_import_noheader.csv", 2), ("civicrm/column_names_casing.csv", 1),
        ("hitobito/two_rows.csv", 2), ("hitobito/utf8.csv", 1), ("mautic/10contacts.csv", 10),
        ("contacts/fullname_empty_rows.csv", 1), ("contacts/outlook_contacts.csv", 1),
        ("sahana/ifrc_train_staff.csv", 20), ("sahana/ifrc_train_volunteers.csv", 17),
        ("thunderbird/csv_semicolon.csv", 2), ("keila/import_rfc_4180_with_status.csv", 4),
    ])
    func `a real roster goes in, and every row is accounted for`(name: String, rows: Int) throws {
        let folder = CommandFolder.withHub()
        let (roster, plan) = (file("rosters/" + name), folder.file("plan"))
        let check = folder.check(roster, plan: plan)
        let counts = try require(try check.json["counts"])
        #expect(counts["read"]?.integer == Int64(rows))
        let apply = folder.run("roster", "apply", plan, "--db", folder.db, "--json")
        let done = try require(try apply.json["counts"])
        #expect(done["refused"] == 0)
        let all = done.object?.values.compactMap(\.integer).reduce(0, +)
        #expect(all == Int64(rows))
        let persons = try folder.run("office", "list", "person", "--db", folder.db, "--json").json
        #expect(persons.array?.count == done["created"]?.integer.map(Int.init))
        // The same file once more: nothing to do, and nothing is written.
        let second = folder.file("plan2")
        folder.run("roster", "check", roster, "--db", folder.db, "--plan", second)
        let again = try folder.run("roster", "apply", second, "--db", folder.db, "--json").json
        #expect(again["batch"] == .null)
    }

    @Test func `the coast's municipalities and the reserves go in as zones`() throws {
        let folder = CommandFolder.withHub()
        let names = ["coastal_municipalities_sample", "naturvernomrader_n5000"]
        for (name, count) in zip(names, [7, 43] as [Int64]) {
            let path = file("geojson/norway/\(name).geojson")
            let first = folder.run("zone", "import", path, "--db", folder.db, "--json")
            #expect(try first.json["counts"]?["create"]?.integer == count)
            let again = folder.run("zone", "import", path, "--db", folder.db, "--json")
            #expect(try again.json["counts"]?["unchanged"]?.integer == count)
        }
        let zones = try folder.run("zone", "list", "--db", folder.db, "--json").json
        #expect(zones.array?.count == 50)
        #expect(folder.run("doctor", "--db", folder.db).exit == 0)
    }

    @Test func `the weights of real cleanups go in to the gram`() throws {
        let folder = CommandFolder.withHub()
        let path = file("litter/plasticatbay/beach_clean_weights_sample.csv")
        let first = folder.run("import", "litter", path, "--db", folder.db, "--json")
        #expect(try first.json["created"] == 215)
        let grams = try folder.numbers("weightG", of: "cleanupReport").reduce(0, +)
        #expect(abs(grams - 4_767_200) <= 100)
        let again = folder.run("import", "litter", path, "--db", folder.db, "--json")
        #expect(try again.json["unchanged"] == 215)
    }
}
