package import SyncCore
package import SyncEngine

/// A notice as it is sent on: what its reader may see of it, and no more.
///
/// A sentence in her language, ids of rows, and the public name of who came first. How to reach her is in it only
/// where the hub's owner asked for that: it is what the centre has recorded, of a minor her guardian's.
package struct NoticeEnvelope: Sendable {
    /// Older ones are news to nobody: 7 days, in milliseconds.
    package static let newsFor: Int64 = 7 * 86_400_000

    package let json: JSONValue

    /// Why a notice is not sent on.
    package enum Refusal: Error {
        /// The row is gone, or whom it was for.
        case gone
        /// It was written too long before sending on was begun again.
        case old
        /// She has asked that nobody writes to her.
        case doNotContact
    }

    /// Throws `Refusal` where it must not be sent, and all that reading a store can throw.
    package init(
        _ id: RowID,
        at now: Int64,
        isFirstTurn: Bool,
        withContacts: Bool,
        _ reader: HubReader
    ) throws {
        guard let row = try reader.row(id), row.entity == .notice, !row.isRemoved, !row.isErased,
            let centre = row.reference("centreId")
        else { throw Refusal.gone }
        let written = row.integer("at") ?? now
        guard !isFirstTurn || now - written < Self.newsFor else { throw Refusal.old }
        var members: JSONObject = [
            "id": id.json, "code": row["code"] ?? .null, "at": .integer(written),
            "centre": [
                "id": centre.json, "name": try reader.row(centre)?["name"] ?? .null,
            ],
        ]
        var language = Language.nb
        if let named = row.reference("personId") {
            let reached = try Reached(named, centre: centre, at: now, reader)
            language = Language(tag: reached.language)
            members["person"] = named.json
            if withContacts { members["to"] = .array(reached.contacts) }
        }
        for field in ["subjectId", "subjects", "detail"] { members[field] = row[field] }
        members["language"] = .string(language.rawValue)
        members["text"] = .string(try Self.sentence(row, language, reader))
        json = .object(members)
    }

    /// Names only of what is public: a claim's name is shown as its maker wanted it.
    private static func sentence(
        _ row: RowState,
        _ language: Language,
        _ reader: HubReader
    ) throws -> String {
        let winner = row["subjects"]?["winnerId"]?.text.flatMap { RowID($0) }
        let found = try winner.flatMap { try reader.row($0) }
        return Messages.sentence(forNotice: row, language: language) { _ in found }
    }
}

/// Whom a notice is for, as her centre has recorded her.
private struct Reached {
    let language: String?
    let contacts: [JSONValue]

    private static let ageOfMajority: Int64 = 18

    init(_ id: RowID, centre: RowID, at now: Int64, _ reader: HubReader) throws {
        guard let person = try reader.row(id), !person.isRemoved, !person.isErased else {
            throw NoticeEnvelope.Refusal.gone
        }
        let same = try SamePersons.of(id) { try reader.rows($0, where: $1, is: $2) }
        let records = try ([id] + same).flatMap {
            try reader.rows(.personPrivate, where: "personId", is: $0.json)
        }
        guard !records.contains(where: { $0.flag("doNotContact") }) else {
            throw NoticeEnvelope.Refusal.doNotContact
        }
        language = person.text("language")
        let isMinor = records.contains { ParticipantCard.isMinor($0, at: now) }
        contacts = try reader.rows(.contactPoint, where: "personId", is: id.json)
            .filter { $0.reference("centreId") == centre }
            .filter { !isMinor || $0.text("ownedBy") == "guardian" }
            .compactMap { contact in
                guard let kind = contact["kind"], let value = contact["valueNormalised"] else {
                    return nil
                }
                return ["kind": kind, "value": value]
            }
    }
}
