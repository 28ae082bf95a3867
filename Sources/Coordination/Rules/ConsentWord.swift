package import SyncCore
import SyncEngine

/// What a person has said to a purpose last, over all records that are said to be hers (DESIGN.md section 4).
package enum ConsentWord {
    /// Of several words to one purpose the one that counts.
    package static func last(of said: some Sequence<RowState>) -> RowState? {
        // A yes that waits for a person, since another says otherwise, is none yet.
        said.filter { $0["replacedBy"] == nil && !($0.flag("contested") && !isNo($0)) }
            .max { order($0) < order($1) }
    }

    /// Whether she has agreed: some record has her yes, and none has a no that came last in it.
    static func isGiven(
        by person: RowID,
        in world: any World,
        where isMeant: (RowState) -> Bool
    ) throws -> Bool {
        var isGiven = false
        for record in try [person] + SamePersons.of(person, in: world) {
            let said = try world.rows(.consent, where: "personId", is: record.json)
                .filter(isMeant)
            guard let last = last(of: said) else { continue }
            guard !isNo(last) else { return false }
            isGiven = true
        }
        return isGiven
    }

    private static func isNo(_ word: RowState) -> Bool { word.text("choice") != "given" }

    /// When the word counts from, and of two at one time the no after the yes.
    ///
    /// A yes may have been said on paper before it was written down, but never after: a clock that runs ahead does
    /// not keep a yes above a later no (DESIGN.md 3.4). A no counts from when it was written.
    private static func order(_ word: RowState) -> (Int64, Int, Int64) {
        let choice = word.stamps["choice"]
        guard !isNo(word) else { return (choice?.at ?? .max, 1, choice?.seq ?? .max) }
        let written = word.stamps["givenAt"]
        let said = word.integer("givenAt") ?? .min
        return (min(said, written?.at ?? said), 0, written?.seq ?? .min)
    }
}
