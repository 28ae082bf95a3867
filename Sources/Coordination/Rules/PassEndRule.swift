import Geometry
import SyncCore
import SyncEngine

/// A pass that nobody was linked to is cut loose for good a year after it ended (DOMAIN.md M1).
///
/// Its sign-ups, claims and reports stay and count; the name that was given with a claim goes, and the pass can be
/// linked to nobody any more.
struct PassEndRule: Rule {
    let reach = Reach.only([.claimToken])

    /// How long after a pass has ended, or was made where it has no end: 365 days, in milliseconds.
    static let keptFor: Int64 = 365 * 86_400_000
    /// What stands where a public name was.
    static let nobody: JSONValue = "–"

    func judge(
        _ changes: [RowChange],
        by actor: Actor,
        in world: any World,
        _ objections: inout Objections
    ) throws {
        for change in changes where change.entity == .claimToken && change.changed("personId") {
            guard change.before?["anonymisedAt"] != nil else { continue }
            objections.refuse(Finding("token.anonymised", change.after, field: "personId"))
        }
    }

    func consequences(
        of changes: [RowChange],
        by actor: Actor,
        in world: any World
    ) throws -> [Edit] {
        changes.filter { $0.entity == .claimToken && $0.isNew }.compactMap { change in
            Write.edit(
                change.after,
                set: ["keptUntilOn": .string("\(Self.last(change.after, world))")]
            )
        }
    }

    /// The last day it may be linked; yesterday for one that came in later than that.
    private static func last(_ pass: RowState, _ world: any World) -> LocalDate {
        let made = min(pass.stamps["secretHash"]?.at ?? world.now, world.now)
        // A pass without an end, or with one beyond any year, ends when it was made.
        let end = pass.integer("expiresAt").flatMap { (0...farthest).contains($0) ? $0 : nil }
        let yesterday = OsloTime.date(at: world.now).adding(days: -1)
        return max(OsloTime.date(at: (end ?? made) + keptFor), yesterday)
    }

    /// The year 9000, in Unix milliseconds.
    private static let farthest: Int64 = 221_845_392_000_000

    /// Runs every minute, so that it asks for the last days only; once an hour for those a hub may have slept through.
    func tick(in world: any World) throws -> [Edit] {
        let today = OsloTime.date(at: world.now)
        let days = world.now % 3_600_000 < 60_000 ? 1100 : 2
        return try (1...days).flatMap { day in
            let last = JSONValue.string(today.adding(days: -day).description)
            return try world.rows(.claimToken, where: "keptUntilOn", is: last).flatMap { pass in
                try cutLoose(pass, in: world)
            }
        }
    }

    private func cutLoose(_ pass: RowState, in world: any World) throws -> [Edit] {
        var set: JSONObject = ["keptUntilOn": .null]
        guard pass["personId"] == nil else { return [Edit(.claimToken, pass.id, set: set)] }
        set["anonymisedAt"] = .integer(world.now)
        let claims = try world.rows(.claim, where: "tokenId", is: pass.id.json)
        return [Edit(.claimToken, pass.id, set: set)]
            + claims.compactMap { Write.edit($0, set: ["byName": Self.nobody]) }
    }
}
