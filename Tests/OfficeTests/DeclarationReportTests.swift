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

    @Test
    func `of fourteen four were born abroad and nothing is told; of fifteen five, and all is`()
        throws
    {
        let centre = try TestCentre()
        let office = try TestReplica("kontor", "coordinator", at: centre)
        let owner = try TestReplica("leder", "actionOwner", at: centre)
        func report() throws -> DeclarationReport {
            let now = Environment.system.now()
            return try centre.service.read { try DeclarationReport($0, at: now) }
        }
        for number in 0..<15 {
            if number == 14 {
                #expect(try report().attributes.allSatisfy { $0.answers == nil })
            }
            let person = try person("Frivillig \(number)", at: centre)
            let device = try TestReplica("d\(number)", "volunteer", at: centre, person: person)
            try device.sync()
            let born = number < 4 || number == 14 ? "abroad" : "in_norway"
            _ = try device.replica.make(edits(person, born: born, at: centre))
            #expect(try device.sync().allSatisfy { $0.verdict == .applied })
            #expect(try device.replica.rows(.selfDeclaration).count == 1)
        }
        // No device but her own has it: not the coordinator's and not the field's.
        for device in [office, owner] {
            try device.sync()
            #expect(try device.replica.rows(.selfDeclaration).isEmpty)
        }
        let born = try #require(try report().attributes.first { $0.field == "born" })
        #expect(born.answers == [.init("in_norway", 10), .init("abroad", 5)])
        // Of what nobody said anything about there is nothing to tell.
        #expect(try report().attributes.count { $0.answers != nil } == 1)
        // Who takes back her yes is counted no more.
        let consents = try centre.rows(.consent).prefix(10)
        for consent in consents {
            _ = try centre.submit([Edit(.consent, consent.id, set: ["choice": "withdrawn"])])
        }
        #expect(try report().attributes.allSatisfy { $0.answers == nil })
    }
}
