import Foundation
import SyncCore
import SyncEngine
import Testing

@testable import Coordination

@Suite struct MessagesTests {
    /// Thrown to programs, and told to people by them alone.
    private static let errors: Set<String> = [
        "hub.rules_do_not_end",
        // Told by the commands that split and merge, in sentences of their own.
        "zone.merge_centres", "zone.merge_retired", "zone.merge_same", "zone.no_shape",
        "zone.split_all", "zone.split_count", "zone.split_outside", "zone.split_retired",
    ]

    /// Dotted codes in the sources that decide about operations.
    private static func codesInSources() throws -> Set<String> {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources")
        var codes: Set<String> = []
        for folder in ["Coordination", "SyncCore/Merge", "SyncEngine/Hub"] {
            let files = FileManager.default.enumerator(
                at: root.appending(path: folder),
                includingPropertiesForKeys: nil
            )
            while let file = files?.nextObject() as? URL {
                let isRelevant =
                    folder != "SyncEngine/Hub" || file.lastPathComponent.hasPrefix("OperationRun")
                // What `UnitRule` names are rules, told by 'explain' in sentences of their own.
                guard file.pathExtension == "swift", !file.path.contains("/Messages/"), isRelevant,
                    file.lastPathComponent != "UnitRule.swift"
                else { continue }
                let text = try String(contentsOf: file, encoding: .utf8)
                for match in text.matches(of: /"([a-z]+\.[a-z_]+)"/) {
                    codes.insert(String(match.output.1))
                }
            }
        }
        return codes.subtracting(errors).subtracting(rules)
    }

    /// Names of rules that explain an entry of the history; no finding carries them.
    private static let rules: Set<String> = [
        "hub.rule", "removal.edit_stays", "review.reopen", "review.take", "set.seen",
        "set.unseen_kept",
    ]

    @Test func `every code in the sources has its sentences`() throws {
        let codes = try Self.codesInSources()
        #expect(codes.count > 50)
        #expect(codes.subtracting(Messages.codes).sorted() == [])
    }

    @Test(arguments: [
        "field.lost", "field.review", "field.hub_only", "field.unknown", "field.type",
        "field.unseen_kept", "group.incomplete", "fact.immutable", "fact.contested",
        "state.transition", "row.removed", "row.brought_back", "row.entity_mismatch",
        "row.required", "entity.unknown", "op.too_large", "op.malformed", "op.unknown_key",
        "push.gap", "device.forked", "device.revoked", "scope.never_seen", "scope.left",
        "depends.held", "schema.ahead", "person.erased", "hub.could_not_decide", "access.denied",
        "access.proposed", "refused.before",
    ])
    func `the engine's codes have sentences`(code: String) {
        #expect(Messages.codes.contains(code))
    }

    @Test func `no code has two sentences`() {
        let parts = [
            Messages.sync, Messages.rows, Messages.review, Messages.people, Messages.places,
            Messages.work, Messages.field, Messages.imports,
        ]
        #expect(parts.reduce(0) { $0 + $1.count } == Messages.table.count)
    }

    @Test func `every sentence is whole in all three languages, with and without its values`() {
        let values = ["detail": "2026-08-01", "field": "navn", "winner": "Lag 1"]
        for (code, sentence) in Messages.table {
            for language in Language.allCases {
                let template = sentence.text(in: language)
                let full = Sentence.filled(template, values)
                let bare = Sentence.filled(template, [:])
                for text in [full, bare] {
                    #expect(text.hasSuffix("."), "\(code) \(language)")
                    #expect(!text.contains(where: { "[]{}".contains($0) }), "\(code) \(language)")
                    #expect(!text.contains("  "), "\(code) \(language)")
                }
            }
            let names = Language.allCases.map { language in
                ["{detail}", "{field}", "{winner}"].map {
                    sentence.text(in: language).contains($0)
                }
            }
            #expect(Set(names).count == 1, "\(code): the languages name different values")
        }
    }

    @Test func `a finding becomes a sentence with its values and what becomes of it`() {
        let finding = Finding("season.closed", field: "startsAt", detail: "2026-08-01")
        #expect(
            Messages.sentence(for: finding, verdict: .held, language: .nb)
                == "Stedet er stengt for ferdsel da. Første tillatte dag er 2026-08-01. "
                + "Det er tatt vare på, og en koordinator avgjør."
        )
        let lost = Finding("field.lost", field: "emergencyContact", winner: 12)
        #expect(
            Messages.sentence(for: lost, verdict: .merged, language: .nn)
                == "Nokon endra dette etter deg, og den endringa gjeld: pårørande."
        )
        let denied = Finding("access.denied")
        #expect(
            Messages.sentence(for: denied, verdict: .refused, language: .en)
                == "You may not change this. Nothing was changed."
        )
    }

    @Test func `a notice names the winner`() {
        var row = RowState(entity: .notice, id: RowID(1))
        row.fields = [
            "code": "claim.superseded", "subjects": ["winnerId": RowID(7).json],
        ]
        var claim = RowState(entity: .claim, id: RowID(7))
        claim.fields = ["byName": "Lag {detail}"]
        #expect(
            Messages.sentence(forNotice: row, language: .en) { $0 == claim.id ? claim : nil }
                == "The stretch was already taken by Lag {detail}. Please choose another one."
        )
        #expect(
            Messages.sentence(forNotice: row, language: .en)
                == "The stretch was already taken. Please choose another one."
        )
    }

    @Test func `a code from a newer hub is shown as it is`() {
        let text = Messages.sentence(
            for: Finding("moon.full"),
            verdict: nil,
            language: Language(tag: "nn-NO")
        )
        #expect(text == "Svar frå sentralen: moon.full.")
    }

    @Test func `languages the project does not speak fall back to bokmål`() {
        #expect(Language(tag: "pl") == .nb)
        #expect(Language(tag: nil) == .nb)
        #expect(Language(tag: "EN-gb") == .en)
    }
}
