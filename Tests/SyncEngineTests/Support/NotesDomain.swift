import SyncCore
import SyncEngine

/// A domain as small as the engine's tests need: clubs own notes, notes have lines.
struct NotesDomain: Domain {
    let catalogue: Catalogue

    init() throws { catalogue = try Catalogue(Array(Self.json.utf8)) }

    init(_ catalogue: Catalogue) { self.catalogue = catalogue }

    func admit(
        _ edit: Edit,
        current: RowState?,
        by actor: Actor,
        in world: any World
    ) throws -> Ruling {
        guard edit.set["title"]?.text != "forbidden" else {
            return .refuse([Finding("access.denied", entity: edit.entity, row: edit.id)])
        }
        guard actor.role != .none else {
            return .refuse([Finding("access.denied", entity: edit.entity, row: edit.id)])
        }
        if let club = try Self.club(of: edit, current, in: world), club != actor.centre {
            let id = edit.set["noteId"]?.text.flatMap { RowID($0) } ?? edit.id
            guard try world.wasSeen(id) else {
                return .refuse([Finding("access.denied", entity: edit.entity, row: edit.id)])
            }
            return .lapsed([Finding("scope.left", entity: edit.entity, row: edit.id)])
        }
        // Whoever may decide could have written it herself.
        let mayDecide = actor.role == Role(rawValue: "chief")
        return edit.set["title"]?.text == "ask first" && !mayDecide && !world.isWaived
            ? .hold([Finding("access.proposed", entity: edit.entity, row: edit.id)]) : .accept
    }

    private static func club(
        of edit: Edit,
        _ current: RowState?,
        in world: any World
    ) throws -> RowID? {
        let note = try edit.set["noteId"]?.text.flatMap { RowID($0) }.flatMap { try world.row($0) }
        let value = (note ?? current)?["clubId"] ?? edit.set["clubId"]
        return value?.text.flatMap { RowID($0) }
    }

    func judge(_ changes: [RowChange], by actor: Actor, in world: any World) throws -> Ruling {
        .accept
    }

    /// Counts a note's lines in a field of the hub.
    func consequences(
        of changes: [RowChange],
        by actor: Actor,
        in world: any World
    ) throws -> [Edit] {
        try changes.filter { $0.entity == "line" && $0.isNew }.compactMap { change in
            guard let note = change.after["noteId"]?.text.flatMap({ RowID($0) }) else { return nil }
            let count = try world.rows("line", where: "noteId", is: note.json).count
            return Edit("note", note, set: ["lines": .integer(Int64(count))])
        }
    }

    func remarks(on rows: [RowState], in world: any World) throws -> [Finding] { [] }

    func barred(_ edits: [Edit]) -> [Finding] { [] }

    func samePersons(as person: RowID, in world: any World) throws -> [RowID] { [] }

    func traces(in rows: [RowState]) -> [String] { [] }

    func tick(in world: any World) throws -> [Edit] { [] }

    /// Clerks see the desk, too.
    func scopes(for grant: Grant) -> Set<ScopeKey> {
        let isClerk = grant.role == Role(rawValue: "clerk")
        let audiences = isClerk ? ["field", "desk"] : ["field"]
        return Set(audiences.map { .centre(grant.centre, $0) })
    }

    /// A note lends its club's desk to the person it names, until the day it says.
    func loans(of row: RowState) -> [Loan] {
        guard row.entity == "note", let person = row["personId"]?.text.flatMap({ RowID($0) }),
            let club = row["clubId"]?.text.flatMap({ RowID($0) })
        else { return [] }
        return [Loan(.centre(club, "desk"), to: person, ends: row["until"]?.integer)]
    }

    func mayBorrow(_ grant: Grant) -> Bool { grant.role != Role(rawValue: "guest") }

    func founding(centre: RowID, name: String, municipality: String?) -> [Edit] {
        [Edit("club", centre, set: ["name": .string(name)])]
    }

    static let json = """
        { "schemaVersion": 1, "lifecycles": {
            "review": {"initial": ["open"], "states": ["open", "decided"], "transitions": []}},
          "entities": [
          {"name": "club", "number": 1, "scopes": {"centre": "id", "audiences": ["field"]},
           "fields": [{"name": "name", "type": "text", "policy": "latest"}]},
          {"name": "note", "number": 2, "history": {"days": 200, "entries": 3}, "scopes": {"centre": "clubId", "audiences": ["field"]},
           "about": ["personId"],
           "fields": [
            {"name": "clubId", "type": "reference", "to": "club", "policy": "latest",
             "required": true, "indexed": true},
            {"name": "personId", "type": "reference", "to": "human", "policy": "latest",
             "indexed": true},
            {"name": "title", "type": "text", "policy": "latest", "same": "text", "personal": true},
            {"name": "chief", "type": "text", "policy": "human"},
            {"name": "tags", "type": "list", "policy": "set"},
            {"name": "until", "type": "instant", "policy": "latest"},
            {"name": "lines", "type": "integer", "policy": "hub"}]},
          {"name": "memo", "number": 7, "scopes": {"centre": "clubId", "audiences": ["desk"]},
           "fields": [
            {"name": "clubId", "type": "reference", "to": "club", "policy": "latest",
             "required": true, "indexed": true},
            {"name": "title", "type": "text", "policy": "latest"}]},
          {"name": "line", "number": 3, "fact": true, "scopes": {"parent": "noteId", "audiences": ["field"]},
           "fields": [
            {"name": "noteId", "type": "reference", "to": "note", "policy": "fact",
             "required": true, "indexed": true},
            {"name": "text", "type": "text", "policy": "fact"}]},
          {"name": "human", "number": 4, "scopes": {"centre": "clubId", "audiences": ["field"]},
           "about": ["id"], "erase": "row",
           "fields": [
            {"name": "clubId", "type": "reference", "to": "club", "policy": "latest",
             "indexed": true},
            {"name": "name", "type": "text", "policy": "latest"},
            {"name": "gone", "type": "bool", "policy": "erase"}]},
          {"name": "reviewItem", "number": 5, "scopes": {"centre": "centreId", "audiences": ["field"]},
           "fields": [
            {"name": "centreId", "type": "reference", "to": "club", "policy": "hub"},
            {"name": "kind", "type": "text", "policy": "hub"},
            {"name": "subjectEntity", "type": "text", "policy": "hub"},
            {"name": "subjectId", "type": "text", "policy": "hub", "indexed": true},
            {"name": "unit", "type": "text", "policy": "hub"},
            {"name": "operationSeq", "type": "integer", "policy": "hub", "indexed": true},
            {"name": "openedAt", "type": "instant", "policy": "hub"},
            {"name": "state", "type": "code", "values": ["open", "decided"], "policy": "lifecycle",
             "lifecycle": "review"},
            {"name": "decision", "type": "code", "values": ["accept", "reject", "keep", "take"],
             "policy": "human", "group": "decision"},
            {"name": "side", "type": "reference", "to": "reviewSide", "policy": "human",
             "group": "decision"},
            {"name": "decidedReason", "type": "text", "policy": "human", "group": "decision"},
            {"name": "decidedAt", "type": "instant", "policy": "hub"}]},
          {"name": "reviewSide", "number": 6, "scopes": {"parent": "itemId", "audiences": ["field"]},
           "fields": [
            {"name": "itemId", "type": "reference", "to": "reviewItem", "policy": "hub",
             "indexed": true},
            {"name": "operationSeq", "type": "integer", "policy": "hub"},
            {"name": "authorRole", "type": "text", "policy": "hub"},
            {"name": "claimedAt", "type": "instant", "policy": "hub"},
            {"name": "isInForce", "type": "bool", "policy": "hub"},
            {"name": "values", "type": "json", "max": 10000, "policy": "hub"},
            {"name": "personId", "type": "reference", "to": "human", "policy": "hub"}]}
        ]}
        """
}
