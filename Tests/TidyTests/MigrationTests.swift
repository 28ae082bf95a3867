import Foundation
import Hashing
import Schema
import Testing

/// Migrations are numbered, never edited and all of them known to the program.
@Suite struct MigrationTests {
    /// Every step that was released, with the BLAKE2b of its bytes.
    ///
    /// One that differs was edited, which stores out there would refuse. A step is added here when it is
    /// released, and never changed.
    static let released: [String: String] = [
        "v001-initial": "8295656bcb7b66492c3bc32145fb8b6d50fc4d62ff0db46d69379a2759e083c5",
        "v002-promises": "4cd9d94af3b0c3ca94bb05304d8c431f74eff0158bfcb47c6f3167b429cf337e",
        "v003-standing": "28936e8aeee098c6ade3c4a806f28617b3f15b19cf1b35c06df10fb2ae7def02",
        "v004-office": "0360b929e7fac656058a90a7250efd5fed58f5cd47e33e127c97e1a6dad7bbfc",
        "v005-field": "3a9edf1d1b418bf863a44cc5537505bc3dbda3ac50ed7f11d95b96c9e79f3a45",
        "r001-initial": "d00c090a056183424be16e33bc9963100485f4b10a6d2011185935a272184578",
        "r002-promises": "f0252a4ffaf5586058f101a809297a00d1b48a7be9d76fae5d9406811839ebad",
        "r003-damage": "fd2225927b401a978f66358018c6d67b1276a77af416e24ecdd29722e98e35be",
        "r004-standing": "dab5c48d918447063f0311a12ff2923d9cbdc5c468ef5d44b36488e3fc578568",
        "r005-told": "7146b5fe6d8462c98877dcf2889e97f1ce8ab3ecf78fbb4163aa5dee8f1c54a6",
    ]

    @Test(arguments: ["hub", "replica"])
    func `the steps the program knows are the files on disk, in order`(kind: String) throws {
        let files = try Repository.files("schema/migrations/\(kind)", ".sql")
        let known = kind == "hub" ? Schema.hub : Schema.replica
        #expect(known.map { $0.name + ".sql" } == files.map(\.name))
        for (step, file) in zip(known, files) {
            #expect(step.sql == Array(file.text.utf8), "\(step.name) is embedded as it is on disk")
        }
    }

    @Test(arguments: ["hub", "replica"])
    func `each step opens with why and is short`(kind: String) throws {
        for file in try Repository.files("schema/migrations/\(kind)", ".sql") {
            #expect(file.text.hasPrefix("-- Why: "), "\(file.path)")
            #expect(file.lines.count <= 250, "\(file.path)")
        }
    }

    @Test func `a released step is as it was released`() throws {
        let steps = Schema.hub + Schema.replica
        for (name, checksum) in Self.released {
            let step = try #require(steps.first { $0.name == name }, "\(name) is gone")
            let found = Digest.blake2b(step.sql).map { String(format: "%02x", $0) }.joined()
            #expect(found == checksum, "\(name) was edited; write a new step in its place")
        }
    }
}
