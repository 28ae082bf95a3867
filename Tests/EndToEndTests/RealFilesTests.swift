import Foundation
import Testing

/// The folder of real inputs; without it this suite says that it is skipped.
private let corpus = ProcessInfo.processInfo.environment["DUGNAD_CORPUS"]

/// Real rosters, polygons and weights: into a hub, over HTTP to a field client, equal there.
@Suite(.enabled(if: corpus != nil, "DUGNAD_CORPUS is not set"))
struct RealFilesTests {
    private static let rosters = [
        "hitobito/two_rows.csv", "mautic/10contacts.csv", "sahana/ifrc_train_volunteers.csv",
        "sahana/ifrc_train_staff.csv", "thunderbird/csv_semicolon.csv",
        "contacts/outlook_contacts.csv", "churchcrm/test_import_noheader.csv",
    ]

    private func file(_ name: String) -> String { (corpus ?? "") + "/" + name }

    @Test func `real files come to a field client as they stand at the hub`() throws {
        let centre = try Centre()
        let hub = try HubProcess(store: centre.store)
        // The first sync comes before the files, the second after: a bootstrap and a catching-up.
        let replica = try centre.join("laptop", "coordinator", hub)
        try sync(replica)
        for name in Self.rosters { try roster(name, centre) }
        for name in ["coastal_municipalities_sample", "naturvernomrader_n5000"] {
            let path = file("geojson/norway/\(name).geojson")
            let answer = try Program.run("zone", "import", path, "--db", centre.store, "--json")
            #expect(answer.status <= 1, "\(name): \(answer.errors)")
        }
        let weights = file("litter/plasticatbay/beach_clean_weights_sample.csv")
        let litter = try Program.run("import", "litter", weights, "--db", centre.store, "--json")
        #expect(litter.status <= 1, "\(litter.errors)")
        try sync(replica)
        let late = try centre.join("late laptop", "coordinator", hub)
        try sync(late)
        for replica in [replica, late] { try expectEqual(replica, centre) }
    }

    private func roster(_ name: String, _ centre: Centre) throws {
        let plan = centre.folder.file("plan")
        try? FileManager.default.removeItem(atPath: plan)
        let path = file("rosters/\(name)")
        let check = try Program.run(
            "roster",
            "check",
            path,
            "--db",
            centre.store,
            "--plan",
            plan,
            "--json"
        )
        #expect(check.status <= 2, "\(name): \(check.errors)")
        let apply = try Program.run("roster", "apply", plan, "--db", centre.store, "--json")
        #expect(apply.status <= 2, "\(name): \(apply.errors)")
        #expect(try apply.json["counts"]["refused"].integer == 0, "\(name)")
    }

    private func sync(_ replica: String) throws {
        let answer = try Program.run("field", "sync", "--replica", replica)
        #expect(answer.status == 0, "\(answer.errors)")
    }

    private func expectEqual(_ replica: String, _ centre: Centre) throws {
        let atHub = try Program.run("doctor", "--db", centre.store, "--sums", "--json")
        let hub = Centre.sums(try atHub.json)
        let sums = try Centre.sums(of: replica)
        #expect(sums.count >= 3)
        for (scope, sum) in sums { #expect(hub[scope] == sum, "\(scope)") }
        for (entity, least) in [("cleanupZone", 50), ("cleanupReport", 215), ("person", 50)] {
            let answer = try Program.run(
                "field",
                "list",
                entity,
                "--replica",
                replica,
                "--json"
            )
            #expect(try answer.json.elements.count >= least, "\(entity)")
        }
    }
}
