import SyncCore
import SyncEngine

/// A message to a person or a centre about what became of her work, as a row of the catalogue.
struct Notice {
    let code: String
    /// Whom it is for; nil when the claimant or volunteer has no record of her own.
    let person: RowID?
    let about: RowState
    var detail: String?
    /// Other rows the sentence speaks of, by id: a name copied here would outlive its owner's erasure.
    var subjects: [String: RowID] = [:]

    init(
        _ code: String,
        to person: RowID?,
        about row: RowState,
        detail: String? = nil,
        subjects: [String: RowID] = [:]
    ) {
        self.code = code
        self.person = person
        about = row
        self.detail = detail
        self.subjects = subjects
    }

    /// The edit that writes it; nil when the row belongs to no one centre that could see it.
    func edit(_ owners: Owners, in world: any World) throws -> Edit? {
        guard let centre = try owners.centre(of: about, in: world) else { return nil }
        var named = subjects
        named["\(about.entity)Id"] = about.id
        var set: JSONObject = [
            "centreId": centre.json, "code": .string(code), "subjectId": about.id.json,
            "subjects": .object(JSONObject(named.mapValues(\.json))), "at": .integer(world.now),
        ]
        if let person { set["personId"] = person.json }
        if let detail { set["detail"] = .string(detail) }
        return Edit(.notice, world.newID(), set: set, about: person.map { [$0] } ?? [])
    }
}
