import Foundation
import Glibc
import Testing

/// Erasures and backups that are killed half-way leave a sound store and whole copies.
@Suite struct CopyKillTests {
    @Test(arguments: Seeded.seeds)
    func `a backup killed half-way leaves a whole copy or the older one`(seed: UInt64) throws {
        var random = Seeded(state: seed)
        let centre = try Centre()
        let copy = centre.folder.file("copy.db")
        for round in 0..<5 {
            let answer = try Program.run(
                "office",
                "new",
                "cleanupZone",
                "centreId=\(centre.id)",
                "name=Sone \(round)",
                "--db",
                centre.store
            )
            try #require(answer.status == 0, "\(answer.errors)")
            let delay = UInt32.random(in: 1_000...60_000, using: &random)
            _ = try Program.runKilled(
                ["backup", copy, "--db", centre.store],
                afterMicroseconds: delay
            )
            guard FileManager.default.fileExists(atPath: copy) else { continue }
            let doctor = try Program.run("doctor", "--db", copy, "--json")
            let damaged = try doctor.json["checks"].elements.contains {
                $0["code"].text == "doctor.integrity" && $0["level"].text != "ok"
            }
            #expect(!damaged, "\(doctor.output)")
        }
        let last = try Program.run("backup", copy, "--db", centre.store)
        #expect(last.status == 0, "\(last.errors)")
        #expect(try Program.run("doctor", "--db", centre.store, "--json").status == 0)
    }
}
