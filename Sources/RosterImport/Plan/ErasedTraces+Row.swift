import Coordination
import SyncEngine

extension ErasedTraces {
    /// Whether a row is somebody who was erased, by two things that belong together.
    func areSure(of person: RosterPerson) -> Bool {
        !isEmpty && PersonTraces(person).sure.contains(where: holds)
    }

    /// Whether a number or an address of the row was that of somebody who was erased.
    func hint(at person: RosterPerson) -> Bool {
        !isEmpty && PersonTraces(person).hints.contains(where: holds)
    }
}

extension PersonTraces {
    fileprivate init(_ person: RosterPerson) {
        var births: [String] = []
        if case .day(let date) = person.birth { births.append(date.iso) }
        self.init(
            names: ["\(person.name.given) \(person.name.family)"],
            births: births,
            contacts: person.contacts.map(\.value)
        )
    }
}
