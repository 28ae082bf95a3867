package import SyncCore
package import SyncEngine

/// Whether somebody takes part in what nobody has to take part in: her own yes, of a minor her guardian's.
package struct OptIn: Sendable {
    package let isGiven: Bool
    /// The guardian's name, where a guardian speaks for her.
    package let guardian: String?

    package init(_ person: RowID, to purpose: String, in world: any World) throws {
        func isMeant(_ word: RowState) -> Bool { word.text("purpose") == purpose }
        let isYes = try ConsentWord.isGiven(by: person, in: world, where: isMeant)
        guard isYes else {
            isGiven = false
            guardian = nil
            return
        }
        let records = try [person] + SamePersons.of(person, in: world)
        let recorded = try records.flatMap {
            try world.rows(.personPrivate, where: "personId", is: $0.json)
        }
        let isMinor = recorded.contains { ParticipantCard.isMinor($0, at: world.now) }
        let words = try records.flatMap { try world.rows(.consent, where: "personId", is: $0.json) }
        let isGuardians =
            ConsentWord.last(of: words.filter(isMeant))?.text("givenBy") == "guardian"
        isGiven = !isMinor || isGuardians
        guardian = isMinor ? recorded.lazy.compactMap { $0.text("guardianName") }.first : nil
    }
}
