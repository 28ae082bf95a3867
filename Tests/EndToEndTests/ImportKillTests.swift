import Foundation
import Glibc
import Testing

/// An import that is killed half-way is run again: everybody is there once.
@Suite struct ImportKillTests {
    /// What an import made of a roster, without ids.
    private func counts(_ centre: Centre) throws -> [String: Int] {
        var counts: [String: Int] = [:]
        for entity in ["person", "centreMembership", "contactPoint", "importBatch"] {
            let rows = try Program.run("office", "list", entity, "--db", centre.store, "--json")
            counts[entity] = try rows.json.elements.count
        }
        return counts
    }

    private func plan(_ centre: Centre) throws -> String {
        let roster = centre.folder.file("roster.csv")
        let plan = centre.folder.file("roster.plan")
        try #require(
            try Program.run("sample", "roster", roster, "--rows", "250").status == 0
        )
        // It finds faults in some rows and says so by its exit code.
        _ = try Program.run(
            "roster",
            "check",
            roster,
            "--db",
            centre.store,
            "--centre",
            centre.id,
            "--plan",
            plan
        )
        return plan
    }

    @Test(arguments: Seeded.seeds)
    func `a roster that is killed while it is applied and applied again has everybody once`(
        seed: UInt64
    ) throws {
        var random = Seeded(state: seed)
        let whole = try Centre()
        _ = try Program.run("roster", "apply", try plan(whole), "--db", whole.store)
        let cut = try Centre()
        let plan = try plan(cut)
        var killed = 0
        for _ in 0..<5 {
            let delay = UInt32.random(in: 50_000...600_000, using: &random)
            let words = ["roster", "apply", plan, "--db", cut.store]
            if try Program.runKilled(words, afterMicroseconds: delay) { killed += 1 }
        }
        #expect(killed > 0, "no import was cut; the delays do not fit this machine any more")
        let last = try Program.run("roster", "apply", plan, "--db", cut.store)
        #expect(last.status == 0 || last.status == 1, "\(last.output) \(last.errors)")
        #expect(try counts(cut) == (try counts(whole)))
        let doctor = try Program.run("doctor", "--db", cut.store, "--json")
        #expect(doctor.status == 0, "\(doctor.output) \(doctor.errors)")
    }
}
