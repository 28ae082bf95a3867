import Coordination
import RosterImport
import Storage
import SyncCore
import SyncEngine
import Testing

struct RosterUndoTests {
    private let roster = RosterApplyTests.roster

    @Test func `what an import made goes, and the import says that it is undone`() throws {
        let centre = try TestCentre()
        let done = try centre.apply(try centre.plan(roster))
        let (undo, failed) = try centre.undo(done.batch)
        #expect(failed.isEmpty)
        #expect(undo.kept.isEmpty)
        for entity in [EntityName.person, .personPrivate, .contactPoint, .centreMembership] {
            #expect(try centre.rows(entity).isEmpty)
        }
        // A consent is a fact: it is withdrawn, never deleted.
        #expect(try centre.rows(.consent).allSatisfy { $0["choice"] == "withdrawn" })
        let batch = try require(try centre.rows(.importBatch).first)
        #expect(batch["undoneAt"]?.integer != nil)
    }

    @Test func `earlier values come back, and what somebody has changed since stays`() throws {
        let centre = try TestCentre()
        try centre.apply(try centre.plan(roster))
        let newer = roster.replacing("4630;KRISTIANSAND", with: "4632;KRISTIANSAND")
            .replacing(
                "Kari;Nordmann;03.05.1984;91234567",
                with: "Kari;Nordmann;03.05.1984;98765432"
            )
        let second = try centre.apply(try centre.plan(newer))
        let kari = try require(try centre.rows(.personPrivate).first)
        #expect(kari["postalCode"] == "4632")
        let person = try require(kari["personId"]?.text.flatMap { RowID($0) })
        _ = try centre.submit([Edit(.person, person, set: ["displayName": "Kari N."])])
        let (undo, failed) = try centre.undo(second.batch)
        #expect(failed.isEmpty)
        #expect(undo.kept.isEmpty)
        let after = try require(try centre.service.read { try $0.row(kari.id) })
        #expect(after["postalCode"] == "4630")
        #expect(try centre.rows(.contactPoint).count == 4)
        #expect(try centre.rows(.person).count == 3)
    }

    @Test func `a value somebody has changed since the import is listed and kept`() throws {
        let centre = try TestCentre()
        try centre.apply(try centre.plan(roster))
        let newer = roster.replacing("4630;KRISTIANSAND", with: "4632;KRISTIANSAND")
        let second = try centre.apply(try centre.plan(newer))
        let kari = try require(try centre.rows(.personPrivate).first)
        _ = try centre.submit([
            Edit(
                .personPrivate,
                kari.id,
                set: ["postalCode": "4639", "postalPlace": "KRISTIANSAND"]
            )
        ])
        let (undo, _) = try centre.undo(second.batch)
        #expect(undo.kept.map(\.code) == ["undo.changed_since"])
        #expect(undo.kept.map(\.field) == ["postal"])
        #expect(try centre.service.read { try $0.row(kari.id) }?["postalCode"] == "4639")
    }

    @Test func `a value is not blanked where the history of what it was is folded`() throws {
        let centre = try TestCentre()
        try centre.apply(try centre.plan(roster))
        let newer = roster.replacing("4630;KRISTIANSAND", with: "4632;KRISTIANSAND")
        let second = try centre.apply(try centre.plan(newer))
        try centre.service.write { hub in
            try hub.store.run(
                """
                UPDATE history SET decision = 'compacted', value = NULL WHERE unit = 'postal'
                    AND seq = (SELECT min(h.seq) FROM history h
                        WHERE h.row = history.row AND h.unit = 'postal')
                """
            )
        }
        let kari = try require(try centre.rows(.personPrivate).first)
        let (undo, _) = try centre.undo(second.batch)
        #expect(undo.kept.map(\.code) == ["undo.value_erased"])
        #expect(try centre.service.read { try $0.row(kari.id) }?["postalCode"] == "4632")
    }

    @Test func `a person somebody has built on stays whole`() throws {
        let centre = try TestCentre()
        let done = try centre.apply(try centre.plan(roster))
        let kari = try require(try centre.rows(.personPrivate).first)
        _ = try centre.submit([Edit(.personPrivate, kari.id, set: ["note": "Har nøkkel"])])
        let (undo, failed) = try centre.undo(done.batch)
        #expect(failed.isEmpty)
        #expect(try centre.rows(.person).map { $0["displayName"]?.text } == ["Kari Nordmann"])
        #expect(try centre.rows(.centreMembership).count == 1)
        #expect(Set(undo.kept.map(\.code)) == ["undo.changed_since"])
    }

    @Test func `an import is taken back once, and one that never was not at all`() throws {
        let centre = try TestCentre()
        let done = try centre.apply(try centre.plan(roster))
        _ = try centre.undo(done.batch)
        let twice = #expect(throws: RosterError.self) { try centre.undo(done.batch) }
        #expect(twice?.code == "roster.batch_undone")
        let never = #expect(throws: RosterError.self) { try centre.undo(RowID(high: 1, low: 1)) }
        #expect(never?.code == "roster.batch_unknown")
    }

    @Test func `after taking it back the roster can be imported again`() throws {
        let centre = try TestCentre()
        _ = try centre.undo(try centre.apply(try centre.plan(roster)).batch)
        let again = try centre.apply(try centre.plan(roster))
        #expect(again.count(.created) == 3)
        #expect(try centre.rows(.person).count == 3)
    }

    @Test func `the very same plan can be applied again after it was taken back`() throws {
        let centre = try TestCentre()
        let plan = try centre.plan(roster)
        let first = try centre.apply(plan)
        _ = try centre.undo(first.batch)
        let again = try centre.apply(plan)
        #expect(again.batch != first.batch)
        #expect(again.count(.created) == 3)
        #expect(again.count(.refused) == 0)
        #expect(try centre.rows(.person).count == 3)
        _ = try centre.undo(again.batch)
        #expect(try centre.apply(plan).count(.created) == 3)
        // Once in, it is in: the plan a fourth time writes nothing.
        let head = try centre.head()
        #expect(try centre.apply(plan).count(.unchanged) == 3)
        #expect(try centre.head() == head)
    }

    @Test func `taking back says how many consents stay withdrawn`() throws {
        let centre = try TestCentre()
        let text = """
            Fornavn;Etternavn;Fødselsdato;Mobil;Samtykke
            Kari;Moe;03.05.1984;91234567;ja
            Ole;Bø;04.05.1985;91234568;nei
            Liv;Ås;05.05.1986;91234569;

            """
        let done = try centre.apply(try centre.plan(text))
        let consents = try centre.rows(.consent).count
        let (undo, failed) = try centre.undo(done.batch)
        #expect(failed.isEmpty)
        #expect(consents == 2)
        #expect(undo.consents == consents)
        #expect(undo.restored == 0)
        #expect(try centre.rows(.consent).allSatisfy { $0["choice"] == "withdrawn" })
    }

    @Test func `a consent a later list withdrew stays so, and is told as what it is`() throws {
        let centre = try TestCentre()
        func text(_ word: String) -> String {
            "Fornavn;Etternavn;Fødselsdato;Mobil;Samtykke\nKari;Moe;03.05.1984;91234567;\(word)\n"
        }
        try centre.apply(try centre.plan(text("ja")))
        let second = try centre.apply(try centre.plan(text("nei")))
        let (undo, _) = try centre.undo(second.batch)
        #expect(undo.kept.map(\.code).contains("undo.consent_stays"))
        #expect(try centre.rows(.consent).map { $0["choice"] } == ["withdrawn"])
    }

    @Test func `somebody erased since is not told as new when the plan comes again`() throws {
        let centre = try TestCentre()
        let plan = try centre.plan(roster)
        try centre.apply(plan)
        let kari = try require(try centre.rows(.person).first)
        let token = try centre.service.read { try $0.erasurePlan(kari.id).token }
        try centre.service.write { try $0.erase(kari.id, confirm: token) }
        let again = try centre.decide(plan)
        #expect(again.count(.created) == 0)
        #expect(again.rows.flatMap(\.codes).contains("roster.person_left"))
        let head = try centre.head()
        try centre.apply(plan)
        #expect(try centre.head() == head)
    }
}
