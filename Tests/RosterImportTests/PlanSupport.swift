import RosterImport
import Testing

/// The day the tests' files are read.
func options(
    centre: String = "c1",
    centres: [String: String] = [:],
    fileDate: String? = nil,
    capitalisesNames: Bool = false,
    register: PostalRegister? = nil
) throws -> PlanOptions {
    PlanOptions(
        centre: centre,
        centres: centres,
        today: try #require(CalendarDate(iso: "2025-06-01")),
        fileDate: fileDate.flatMap { CalendarDate(iso: $0) },
        postalRegister: register,
        capitalisesNames: capitalisesNames,
        sourceHash: "abc",
        created: "2025-06-01T12:00:00Z"
    )
}

/// Plans a text with the mapping its header gives.
func plan(
    _ text: String,
    known: [KnownPerson] = [],
    options given: PlanOptions? = nil
) throws -> Plan {
    let table = try read(text)
    return try Planner.plan(
        table,
        mapping: HeaderMapping(of: table),
        known: known,
        options: try given ?? options()
    )
}

/// A person of the store with what the test needs.
func known(
    _ id: String,
    _ given: String,
    _ family: String,
    born: String? = nil,
    mobile: String? = nil,
    email: String? = nil,
    values: [RosterField: String] = [:],
    centres: Set<String> = ["c1"],
    standing: KnownPerson.Standing = .active,
    editedOn: [RosterField: CalendarDate] = [:],
    contentKeys: Set<String> = []
) -> KnownPerson {
    var contacts: [RosterContact] = []
    if let mobile { contacts.append(.init(kind: .mobile, value: mobile, asWritten: mobile)) }
    if let email { contacts.append(.init(kind: .email, value: email, asWritten: email)) }
    return KnownPerson(
        id: id,
        version: "v-" + id,
        name: PersonName(given: given, family: family),
        birth: born.flatMap { CalendarDate(iso: $0) }.map { .day($0) },
        contacts: contacts,
        values: values,
        centres: centres,
        standing: standing,
        editedOn: editedOn,
        contentKeys: contentKeys
    )
}

extension Plan {
    var actions: [PlanRow.Action] { rows.map(\.action) }

    func codes(_ index: Int) -> [String] { rows[index].reasons.map(\.code) }
}

/// The store after a plan was applied as it stands: what an apply would write, in memory.
func applied(_ plan: Plan, to known: [KnownPerson]) -> [KnownPerson] {
    var people = Dictionary(uniqueKeysWithValues: known.map { ($0.id, $0) })
    for row in plan.rows {
        guard [.create, .update, .link, .unchanged].contains(row.action) else { continue }
        let id = row.person ?? "row\(row.sameAsRow ?? row.row)"
        var person =
            people[id]
            ?? KnownPerson(id: id, name: PersonName(given: "", family: ""), centres: [])
        for change in row.changes { person.take(change) }
        person.contacts += row.contacts.map(\.contact)
        person.centres.insert(row.centre)
        person.contentKeys.insert(row.contentKey)
        people[id] = person
    }
    return people.values.sorted { $0.id < $1.id }
}

extension KnownPerson {
    fileprivate mutating func take(_ change: FieldChange) {
        switch change.field {
        case .givenName: name.given = change.new
        case .familyName: name.family = change.new
        case .birthDate: birth = CalendarDate(iso: change.new).map { .day($0) }
        case .birthYear:
            birth = Int(change.new.drop { $0 == "~" }).map {
                .year($0, isEstimated: change.new.hasPrefix("~"))
            }
        default: values[change.field] = change.new
        }
    }
}
