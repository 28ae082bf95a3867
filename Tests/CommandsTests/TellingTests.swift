import Coordination
import Storage
import SyncCore
import SyncEngine
import Testing

@testable import Commands

/// What commands say: to a terminal, in a language, and when something is wrong.
struct TellingTests {
    let folder: TestFolder
    let hub: TestHub
    let device: TestDevice

    init() throws {
        folder = try TestFolder()
        hub = try TestHub(folder)
        device = try TestDevice("ane", role: "coordinator", hub, folder)
    }

    @Test func `a name cannot forge lines, columns or the order of its letters`() throws {
        let name = "Rød\nFALSK\tlinje\u{202E}bakfram\u{2066}\u{1B}[31m\u{85}"
        let id = try device.make("new", "organisation", "name=\(name)", "kind=registered")
        for words in [["list", "organisation"], ["show", "organisation", id]] {
            let output = device.run(words).output
            for mark in ["\t", "\u{202E}", "\u{2066}", "\u{1B}", "\u{85}", "\nFALSK"] {
                #expect(!output.unicodeScalars.contains(mark.unicodeScalars), "\(words)")
            }
            #expect(output.contains(#"Rød\nFALSK\tlinje\u{202E}bakfram\u{2066}\u{1B}[31m\u{85}"#))
        }
        #expect(try device.fields("organisation", id)["name"]?.text == name)
    }

    @Test func `what is waiting and what was answered are told in the language chosen`() throws {
        let volunteer = try TestDevice("bo", role: "volunteer", hub, folder)
        _ = try volunteer.make("new", "organisation", "name=Velet", "kind=informal_group")
        _ = try device.make("new", "task", "kind=cleanup", "title=Rydding")
        #expect(device.run("outbox", "--language", "nb").output.contains("#1  venter"))
        #expect(device.run("outbox", "--language", "nn").output.contains("#1  ventar"))
        #expect(device.run("sync", "--language", "nb").output.contains("#1  gjennomført"))
        #expect(device.run("outbox", "--language", "en").output.contains("#1  applied"))
        _ = volunteer.run("sync")
        let words = ["til vurdering", "avvist"]
        let told = volunteer.run("outbox", "--language", "nb").output
        #expect(words.contains { told.contains("#1  \($0)") }, "\(told)")
        #expect(VerdictText.word(.merged, .nb) == "flettet")
        #expect(VerdictText.word(.merged, .nn) == "fletta")
    }

    @Test func `a text that is too long is told with its limit, and once`() throws {
        let long = String(repeating: "å", count: 3000)
        let run = device.run(
            "report",
            "litter",
            "--amount",
            "bagful",
            "--note",
            long,
            "--point",
            "8,58"
        )
        #expect(run.exit == 2)
        #expect(run.errors.contains("'note' takes text of at most"))
        let missing = Finding("row.required", entity: .task, field: "title")
        let unfit = Finding("field.type", entity: .task, field: "title")
        let other = Finding("row.required", entity: .task, field: "kind")
        #expect([unfit, missing, other].told == [unfit, other])
        let outcome = Outcome(number: 1, verdict: .refused, seq: 1, findings: [unfit, missing])
        #expect(Sentences.text(for: outcome, .en).count == 1)
    }

    @Test func `an outbox of no answers is a wrong command line`() {
        #expect(device.run("outbox", "--limit", "0").exit == 64)
        #expect(device.run("outbox", "--limit", "1").exit == 0)
    }

    @Test func `a damaged device is told of the rescue, a damaged hub of its backup`() {
        let damaged = StorageError(
            .corrupt,
            "The store is damaged; restore the latest good backup."
        )
        let field = Failure(damaged).told(by: FieldStatus.spec)
        #expect(field.exit == .unreadable)
        #expect(!field.message.contains("backup"))
        #expect(field.message.contains("field rescue"))
        #expect(Failure(damaged).told(by: Serve.spec).message.contains("backup"))
    }

    @Test func `a suggestion ends like a sentence`() {
        let run = device.run("new", "task", "titel=x")
        #expect(run.errors.contains("(did you mean title?)."))
        #expect(!run.errors.contains("?."))
    }

    @Test(arguments: [["foo"], ["field", "foo"], ["field"]])
    func `a command there is not is told as JSON too`(words: [String]) throws {
        let run = TestRun(words + ["--json"])
        #expect(run.exit == 64)
        #expect(try run.json()["error"]?["code"]?.text == "usage")
        #expect(TestRun(words).output.isEmpty)
    }

    @Test func `a list shows what tells rows apart, and the names of what they belong to`() throws {
        let zone = try device.make("new", "cleanupZone", "name=Vågen", "mode=self_organised")
        _ = try device.make("new", "segment", "zoneId=\(zone)", "name=Nordre odde", "position=1")
        let person = try device.make("new", "person", "displayName=Ane", "status=active")
        _ = try device.make("new", "centreMembership", "personId=\(person)")
        let contact = try device.make(
            "new",
            "contactPoint",
            "personId=\(person)",
            "kind=mobile",
            "valueNormalised=+4791234567",
            "valueAsWritten=912 34 567"
        )
        let segments = device.run("list", "segment").output
        #expect(segments.contains("Vågen") && segments.contains("Nordre odde"))
        let contacts = device.run("list", "contactPoint").output
        #expect(contacts.contains("+4791234567") && contacts.contains("Ane"))
        _ = try device.make("set", "contactPoint", contact, "valueNormalised=+4798765432")
        let fields = try device.fields("contactPoint", contact)
        #expect(fields["valueAsWritten"]?.text == "+4798765432")
        _ = try device.make(
            "set",
            "contactPoint",
            contact,
            "valueNormalised=+4791111111",
            "valueAsWritten=91 11 11 11"
        )
        #expect(
            try device.fields("contactPoint", contact)["valueAsWritten"]?.text == "91 11 11 11"
        )
    }

    @Test func `the columns of every entity are its fields`() throws {
        let catalogue = try Coordination.domain().catalogue
        for entity in catalogue.ordered {
            let columns = RowText.columns(entity)
            #expect(!columns.isEmpty)
            #expect(columns.allSatisfy { entity.fields[$0] != nil }, "\(entity.name): \(columns)")
        }
    }

    @Test(arguments: ["coordinator", "volunteer"])
    func `a decision about held work is told to its author`(role: String) throws {
        let device = try TestDevice("bo", role: role, hub, folder)
        if role == "coordinator" {
            _ = try device.make("set", "volunteerCentre", "\(hub.centre)", "openingHours=10-15")
        } else {
            _ = try device.make("new", "task", "kind=cleanup", "title=Rydding")
        }
        #expect(device.run("sync").exit == 1)
        #expect(!device.run("outbox").output.contains("decided:"))
        let item = try #require(try hub.service.read { try $0.rows(.reviewItem) }.first)
        try hub.office(
            Edit(
                .reviewItem,
                item.id,
                set: ["decision": "reject", "side": .null, "decidedReason": "Stengt\nda"]
            )
        )
        #expect(device.run("sync").exit == 0)
        #expect(device.run("outbox").output.contains(#"decided: rejected — Stengt\nda"#))
        let own = try device.json("outbox")["answered"]?.array?.first
        #expect(own?["decision"]?["decision"]?.text == "reject")
        #expect(own?["decision"]?["reason"]?.text == "Stengt\nda")
    }
}

extension String.UnicodeScalarView {
    fileprivate func contains(_ other: String.UnicodeScalarView) -> Bool {
        guard !other.isEmpty, count >= other.count else { return false }
        let (own, wanted) = (Array(self), Array(other))
        return own.indices.dropLast(wanted.count - 1).contains {
            own[$0..<($0 + wanted.count)].elementsEqual(wanted)
        }
    }
}
