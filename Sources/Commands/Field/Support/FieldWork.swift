import Coordination
import SyncCore
import SyncEngine

/// A field client at work: its replica, and how what it makes is shown.
struct FieldWork {
    let context: CommandContext
    let replica: Replica

    init(_ context: CommandContext) throws {
        self.context = context
        replica = try context.replica()
    }

    var catalogue: Catalogue { replica.catalogue }
    var arguments: Arguments { context.arguments }
    var now: Int64 { context.environment.engine.now() }

    /// The entity named by an argument; throws `entity.unknown`.
    func entity(_ name: String = "ENTITY") throws -> EntitySpec {
        try catalogue.require(try arguments.text(name))
    }

    /// The id given to an option, in full or shortened.
    func id(option: String, of entity: EntityName) throws -> RowID? {
        try arguments.option(option).map { try id($0, of: entity) }
    }

    /// The person or pass that does it: those given, else the person this device is linked to.
    func author() throws -> (person: RowID?, token: RowID?) {
        let person = try id(option: "--person", of: .person)
        let token = try id(option: "--token", of: .claimToken)
        return (person ?? (token == nil ? replica.identity.person : nil), token)
    }

    /// The id written in full, or the one row of the entity whose id begins or ends like that.
    ///
    /// Ids made at about the same time begin alike, which is why an end will do as well.
    func id(_ text: String, of entity: EntityName) throws -> RowID {
        try ShortID.find(text, of: entity) { try replica.rows(entity).map(\.id) }
    }

    /// The row as this device shows it; throws `row.unknown`.
    func row(_ id: RowID, of entity: EntityName) throws -> RowState {
        guard let row = try replica.row(id), row.entity == entity else {
            throw Failure(
                "row.unknown",
                "This device has no \(entity) with this id; sync, or check the id.",
                exit: .unreadable
            )
        }
        return row
    }

    /// Puts the edits in the outbox as one operation and says so, with what is odd about them.
    ///
    /// - `more`: what else the JSON has; `lines`: what is told in the place of the rows.
    func make(
        _ edits: [Edit],
        warnings: [String?] = [],
        more: JSONObject = [:],
        lines: [String]? = nil
    ) throws -> ExitCode {
        for edit in edits {
            guard let spec = catalogue[edit.entity] else { continue }
            try FieldValue.check(edit, spec)
            try requireSense(edit, spec)
        }
        let number = try replica.make(try edits.map(withPersons))
        let waiting = try replica.waitingCount()
        let members: JSONObject = [
            "n": .integer(number), "waiting": .integer(Int64(waiting)),
            "edits": .array(
                edits.map { ["entity": .string($0.entity.rawValue), "id": $0.id.json] }
            ),
        ]
        context.show(.object(members.merging(more) { own, _ in own })) {
            let rows = lines ?? edits.map { "\($0.entity) \($0.id)" }
            return """
                \(rows.joined(separator: "\n"))
                Kept as operation \(number); \(Count.text(waiting, "operation")) \
                \(waiting == 1 ? "waits" : "wait") for the next sync.
                """
        }
        let told = warnings.compactMap(\.self)
        for warning in told { context.console.warn(warning) }
        return told.isEmpty ? .ok : .warnings
    }

    /// Throws what no hub would take, whatever it knows: a name of blanks, a least age above the greatest.
    private func requireSense(_ edit: Edit, _ spec: EntitySpec) throws {
        let before = try replica.row(edit.id)
        var after = before ?? RowState(entity: edit.entity, id: edit.id)
        for (field, value) in edit.set { after.fields[field] = value.isNull ? nil : value }
        guard let fault = Sense.faults(of: after, before: before, spec).first else { return }
        let sentence = Messages.sentence(for: fault, verdict: .refused, language: context.language)
        throw Failure(fault.code, sentence, findings: [fault])
    }

    /// Names the persons an edit is about, so that it is found when one of them is erased.
    private func withPersons(_ edit: Edit) throws -> Edit {
        guard let spec = catalogue[edit.entity], edit.about.isEmpty else { return edit }
        let current = try replica.row(edit.id)
        var edit = edit
        edit.about = spec.about.compactMap { field in
            if field == "id" { return edit.id }
            return (edit.set[field] ?? current?[field])?.text.flatMap { RowID($0) }
        }
        return edit
    }
}

/// Numbers with their noun.
enum Count {
    /// `1 operation`, `2 operations`.
    static func text(_ number: Int, _ noun: String) -> String {
        number == 1 ? "1 \(noun)" : "\(number) \(noun)s"
    }
}
