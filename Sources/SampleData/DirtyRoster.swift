/// A made-up roster as an office has it after ten years and five clerks, with the truth about it.
///
/// Of a hundred rows eight tell of somebody once more, in six ways in turn; three are namesakes;
/// one is a son with his father's name and address; six are of families that share numbers and
/// addresses; two are wrong. Dates, numbers and letters are written as each clerk liked. A clean
/// one has the same people, each once, and nothing wrong.
///
/// Nobody in it exists: numbers are of the machine-to-machine series 59, addresses at example.no.
///
///     let roster = DirtyRoster(rows: 10_000, seed: 7)
///     let table = try RosterReader.read(roster.bytes)
package struct DirtyRoster: Sendable {
    /// The file as text; every letter of it is below U+0100.
    package let text: String
    /// Row by row, from row 2 on.
    package let truth: [RosterTruth]

    package init(rows: Int, seed: UInt64, isClean: Bool = false) {
        var maker = DirtyRosterMaker(seed: seed, isClean: isClean)
        var text = RosterSample.header + "\r\n"
        for _ in 0..<rows { text += maker.nextRow().joined(separator: ";") + "\r\n" }
        self.text = text
        truth = maker.truth
    }

    /// The file in Windows-1252, as Excel for Norway saves it.
    package var bytes: [UInt8] { text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) } }

    /// How many persons it tells of.
    package var people: Int { Set(truth.compactMap(\.person)).count }
}
