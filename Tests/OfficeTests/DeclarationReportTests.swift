import Coordination
import SyncCore
import SyncEngine
import Testing

/// DOMAIN.md M5: what volunteers say of themselves stays on their own devices, and comes out in safe sums.
struct DeclarationReportTests {
    private func person(_ name: String, at centre: TestCentre) throws -> RowID {
        let id = Environment.system.newID()
        let outcome = try centre.submit([
            Edit(.person, id, set: ["displayName": .string(name)]),
            Edit(
                .centreMembership,
                Environment.system.newID(),
                set: ["personId": id.json, "centreId": centre.centre.json]
            ),
        ])
        #expect(outcome.verdict == .applied)
        return id
    }

    private func edits(_ person: RowID, born: String, at centre: TestCentre) -> [Edit] {
        [
            Edit(
                .consent,
                Environment.system.newID(),
                set: [
                    "personId": person.json, "centreId": centre.centre.json,
                    "purpose": "special_category", "choice": "given", "givenBy": "self",
                    "givenAt": 1_777_000_000_000,
                ]
            ),
            Edit(
                .selfDeclaration,
                Environment.system.newID(),
                set: [
                    "personId": person.json, "centreId": centre.centre.json,
                    "born": .string(born),
                ]
            ),
        ]
    }

    @Test func `the office does not read what anybody said of herself`() {
        let folder = CommandFolder.withHub()
        let told = folder.run("office", "list", "selfDeclaration", "--db", folder.db)
        #expect(told.exit == 2 && told.errors.contains("row.own"))
        let id = Environment.system.newID().description
        for command in ["explain", "office show", "office set"] {
            let words = command.split(separator: " ").map(String.init)
            let told = folder.run(words + ["selfDeclaration", id, "--db", folder.db])
            #expect(told.exit == 2 && told.errors.contains("row.own"), "\(command)")
        }
        #expect(folder.run("municipality", "report", "--db", folder.db).exit == 0)
    }

    @Test func `of thirty ten were born abroad, told once and the same ever after`() throws {
        let centre = try TestCentre()
        let office = try TestReplica("kontor", "coordinator", at: centre)
        let owner = try TestReplica("leder", "actionOwner", at: centre)
        func report() throws -> DeclarationReport {
            _ = try centre.service.write { try $0.tick() }
            return try centre.service.read { try DeclarationReport($0) }
        }
        for number in 0..<30 {
            let person = try person("Frivillig \(number)", at: centre)
            let device = try TestReplica("d\(number)", "volunteer", at: centre, person: person)
            try device.sync()
            let born = number < 10 ? "abroad" : "in_norway"
            _ = try device.replica.make(edits(person, born: born, at: centre))
            #expect(try device.sync().allSatisfy { $0.verdict == .applied })
            #expect(try device.replica.rows(.selfDeclaration).count == 1)
        }
        // No device but her own has it: not the coordinator's and not the field's.
        for device in [office, owner] {
            try device.sync()
            #expect(try device.replica.rows(.selfDeclaration).isEmpty)
        }
        let quarters = try report().quarters
        #expect(quarters.count == 1)
        let born = try #require(quarters.first?.tables.first { $0.attributes == ["born"] })
        #expect(born.cells == [.init(["in_norway"], 20), .init(["abroad"], 10)])
        // Of what nobody said anything about there is nothing to tell.
        #expect(quarters.first?.tables.count == 1)
        // Who takes back her yes is emptied, and no later sum tells that she is gone.
        let consents = try centre.rows(.consent).prefix(7)
        for consent in consents {
            _ = try centre.submit([Edit(.consent, consent.id, set: ["choice": "withdrawn"])])
        }
        #expect(try centre.rows(.selfDeclaration).count { $0["born"] == nil } == 7)
        #expect(try report().quarters.first?.tables.first?.cells == born.cells)
    }
}
