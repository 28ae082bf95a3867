import Coordination
import SyncCore
import SyncEngine

/// The persons of the store as it is when a plan is applied, by the blocks in which a row looks for whom it may be.
///
/// Gone through once, when the first row asks that is new to the store; a second run of a plan has none.
final class ApplyPersons {
    private let snapshot: PersonSnapshot
    private let inView: Set<RowID>
    private let today: CalendarDate
    private var found: Found?
    private var firstRows: [UInt64: Int64]?
    private var laterRows: [UInt64: [Int64]] = [:]

    /// Somebody whom a row may be.
    struct Other {
        let id: RowID
        let isInView: Bool
    }

    private struct Found {
        let known: KnownPersons
        var table: EntityTable
        var index: BlockIndex

        init(_ known: KnownPersons) throws(RosterError) {
            self.known = known
            let count = try known.expected()
            table = EntityTable(expecting: count)
            index = BlockIndex(expecting: count * 5)
        }

        mutating func add(_ person: KnownPerson, isInView: Bool) {
            let number = table.count
            let profile = MatchProfile(person)
            table.append(profile, isInView ? [] : .isElsewhere)
            for block in profile.ownBlocks { index.insert(block.number, number) }
        }
    }

    init(_ snapshot: PersonSnapshot, inView: Set<RowID>, today: CalendarDate) {
        self.snapshot = snapshot
        self.inView = inView
        self.today = today
    }

    /// Whom an earlier import made of a row with this key.
    func imported(by contentKey: String) throws -> RowID? {
        guard let key = UInt64(contentKey, radix: 16), let first = try keys()[key] else {
            return nil
        }
        let persons = try ([first] + (laterRows[key] ?? [])).compactMap { number in
            try snapshot.reader.row(number: number)?.id(in: "personId")
                .map(snapshot.survivor(of:)).flatMap {
                    try snapshot.standing(of: $0) == .there ? $0 : nil
                }
        }
        return persons.min { $0.description < $1.description }
    }

    /// The rows of memberships by the keys of the list's rows they came from: a glance at an index, and no row read.
    private func keys() throws -> [UInt64: Int64] {
        if let firstRows { return firstRows }
        var rows: [UInt64: Int64] = [:]
        var later: [UInt64: [Int64]] = [:]
        try snapshot.reader.eachText(of: "externalId", in: .centreMembership) { text, number in
            for key in RowKeys(text)?.keys ?? [] {
                guard let key = UInt64(key, radix: 16) else { continue }
                if rows[key] == nil {
                    rows[key] = number
                } else {
                    later[key, default: []] += [number]
                }
            }
        }
        (firstRows, laterRows) = (rows, later)
        return rows
    }

    /// What of a person the plan should have read; nil where she is not there.
    func version(of id: RowID) throws -> String? {
        try snapshot.record(id).flatMap { snapshot.known($0, inView: inView, today: today) }?
            .version
    }

    /// Whether the closure says yes to anybody whom the row may be.
    func holds(
        like profile: MatchProfile,
        _ isMeant: (Other, Verdict) throws -> Bool
    ) throws -> Bool {
        let all = try all()
        for (number, way) in all.index.candidates(for: profile) {
            guard let id = RowID(all.known.id(number)) else { continue }
            let isInView = !all.table[number].contains(.isElsewhere)
            guard let verdict = try verdict(profile, all, number, way) else { continue }
            if try isMeant(Other(id: id, isInView: isInView), verdict) { return true }
        }
        return false
    }

    private func verdict(
        _ profile: MatchProfile,
        _ all: Found,
        _ number: Int,
        _ way: Way
    ) throws -> Verdict? {
        if way != .contact {
            switch all.table.glance(profile, at: number, sharesName: way == .name) {
            case .different: return nil
            case .namesake(let isStrong, _): return .ask(isStrong: isStrong)
            case .unclear: break
            }
        }
        let other = MatchProfile(try all.known.person(number))
        return Evidence(profile, other, today: today).verdict
    }

    private func all() throws -> Found {
        if let found { return found }
        var all = try Found(KnownPersons(snapshot, inView: inView, today: today))
        try all.known.load { person in
            all.add(
                person,
                isInView: person.centres.contains { RowID($0).map(inView.contains) ?? false }
            )
        }
        found = all
        return all
    }
}
