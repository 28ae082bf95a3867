import Coordination
import SyncCore
import SyncEngine

/// The persons of a store as a plan meets them: by number, in the order of their ids.
///
/// Of a store's persons a few bytes are kept; whom a row may be is read again when it matters.
package final class KnownPersons {
    private enum Source {
        case list([KnownPerson])
        case store(PersonSnapshot, inView: Set<RowID>, today: CalendarDate)
    }

    private let source: Source
    /// Of a store's persons, in the order of the ids.
    private var ids: [RowID] = []
    private var versions: [UInt64] = []

    /// Persons in memory.
    package init(_ persons: [KnownPerson]) {
        // Their order is somebody else's affair; a plan must not depend on it.
        source = .list(persons.sorted { $0.id < $1.id })
    }

    init(_ snapshot: PersonSnapshot, inView: Set<RowID>, today: CalendarDate) {
        source = .store(snapshot, inView: inView, today: today)
    }

    /// How many there may be at most.
    func expected() throws(RosterError) -> Int {
        switch source {
        case .list(let persons): return persons.count
        case .store(let snapshot, _, _):
            return try reading { try snapshot.reader.count(.person) }
        }
    }

    /// Goes through all of them; from then on they have numbers.
    func load(_ body: (KnownPerson) -> Void) throws(RosterError) {
        switch source {
        case .list(let persons): persons.forEach(body)
        case .store(let snapshot, let inView, let today):
            (ids, versions) = ([], [])
            try reading {
                try snapshot.forEach { record in
                    guard let person = snapshot.known(record, inView: inView, today: today),
                        let version = UInt64(person.version, radix: 16)
                    else { return }
                    ids.append(record.id)
                    versions.append(version)
                    body(person)
                }
            }
        }
    }

    /// How many have a number.
    var count: Int { if case .list(let persons) = source { persons.count } else { ids.count } }

    func id(_ number: Int) -> String {
        if case .list(let persons) = source { persons[number].id } else { ids[number].description }
    }

    /// What is to be found unchanged when the plan is applied.
    func version(_ number: Int) -> String {
        if case .list(let persons) = source { return persons[number].version }
        return Fingerprint.text(versions[number])
    }

    /// All of a person; throws `roster.store_moved` where she is not there any more.
    func person(_ number: Int) throws(RosterError) -> KnownPerson {
        switch source {
        case .list(let persons): return persons[number]
        case .store(let snapshot, let inView, let today):
            let id = ids[number]
            let found = try reading {
                try snapshot.record(id).flatMap {
                    snapshot.known($0, inView: inView, today: today)
                }
            }
            guard let found else { throw Self.moved }
            return found
        }
    }

    private func reading<R>(_ body: () throws -> R) throws(RosterError) -> R {
        do { return try body() } catch { throw (error as? RosterError) ?? Self.moved }
    }

    private static let moved = RosterError(
        code: "roster.store_moved",
        message: "The store could not be read again as it was. Try once more."
    )
}
