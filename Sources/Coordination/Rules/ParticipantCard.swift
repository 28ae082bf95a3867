import Geometry
import SyncCore
import SyncEngine

/// What the leaders of a task are shown of somebody who signed up: her name and how to reach her.
///
/// A minor is shown by first name, with her guardian's contact; nobody's address is in it.
struct ParticipantCard {
    let fields: JSONObject

    private static let ageOfMajority = 18

    /// The card of a person as the centre that holds the task has recorded her.
    ///
    /// Where other records are said to be the same person, the strictest of what they say about reaching her holds.
    init(
        _ signup: SignupView,
        _ person: RowState,
        task: TaskView,
        in world: any World
    ) throws {
        let centre = task.row["centreId"]
        let records = try ([person.id] + SamePersons.of(person.id, in: world)).flatMap {
            try world.rows(.personPrivate, where: "personId", is: $0.json)
        }.filter { $0["centreId"] == centre }
        let recorded = records.first { $0.reference("personId") == person.id }
        let contacts = try world.rows(.contactPoint, where: "personId", is: person.id.json)
            .filter { $0["centreId"] == centre }
        let isMinor = records.contains { Self.isMinor($0, at: task.starts ?? world.now) }
        let isReachable = !records.contains { $0.flag("doNotContact") }
        let usable = contacts.filter { !isMinor || $0.text("ownedBy") == "guardian" }
        func contact(_ kinds: String...) -> JSONValue {
            guard isReachable else { return .null }
            let found = kinds.lazy.compactMap { kind in usable.first { $0.text("kind") == kind } }
            return found.first?["valueNormalised"] ?? .null
        }
        fields = [
            "taskId": task.id.json, "signupId": signup.id.json, "personId": person.id.json,
            "name": Self.name(person, recorded, isMinor: isMinor).map { .string($0) } ?? .null,
            "isMinor": .bool(isMinor),
            "phone": contact("mobile", "phone"), "email": contact("email"),
            "guardianName": isMinor
                ? records.lazy.compactMap { $0["guardianName"] }.first ?? .null : .null,
        ]
    }

    private static func name(_ person: RowState, _ recorded: RowState?, isMinor: Bool) -> String? {
        let given = recorded?.text("givenName")
        let full = [given, recorded?.text("familyName")].compactMap { $0 }.joined(separator: " ")
        let shown = person.text("displayName") ?? (full.isEmpty ? nil : full)
        guard isMinor else { return shown }
        return (given ?? shown)?.split(separator: " ").first.map(String.init)
    }

    /// Where only the year is known, whoever may still be a minor counts as one.
    static func isMinor(_ recorded: RowState, at time: Int64) -> Bool {
        let day = OsloTime.date(at: time)
        if let birth = recorded.date("birthOn") {
            let hadBirthday = (birth.month, birth.day) <= (day.month, day.day)
            return day.year - birth.year - (hadBirthday ? 0 : 1) < ageOfMajority
        }
        if let year = recorded.integer("birthYear") {
            return Int64(day.year) - year <= Int64(ageOfMajority)
        }
        return recorded.says("guardianName")
    }
}
