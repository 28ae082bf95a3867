/// A made-up Norwegian roster, with the truth about every row.
///
/// Semicolons, Windows-1252 and CRLF, as Excel for Norway saves it. Nobody in it exists: names are
/// drawn from lists, numbers are of the machine-to-machine series 59, which no person has, and
/// addresses are at example.no.
///
///     let sample = RosterSample(rows: 1_000, seed: 7)
///     let table = try RosterReader.read(sample.bytes)
package struct RosterSample: Sendable {
    /// The file.
    package let bytes: [UInt8]
    package let truth: Truth

    /// What a careful reader should make of the rows.
    package struct Truth: Sendable {
        /// The person of each data row from row 2 on, nil for a row that must be refused.
        package var personOfRow: [Int?] = []
        /// The code each bad row must be refused with, by row number.
        package var refusals: [Int: String] = [:]
        /// Rows that tell of a person once more.
        package var duplicates = 0
        /// Rows of a person who has a name in common with another one.
        package var namesakes = 0
        /// Rows of a person who shares a number or an address with another one.
        package var sharers = 0

        /// How many persons the roster holds.
        package var people: Int { Set(personOfRow.compactMap(\.self)).count }
    }

    package init(rows: Int, seed: UInt64) {
        var maker = RosterMaker(seed: seed)
        var text = RosterSample.header + "\r\n"
        for _ in 0..<rows { text += maker.nextRow() + "\r\n" }
        // Every letter used is below U+0100, where Windows-1252 and Unicode agree.
        bytes = text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
        truth = maker.truth
    }

    static let header =
        "Fornavn;Etternavn;Fødselsdato;Mobil;E-post;Adresse;Postnr;Poststed;"
        + "Samtykke kontakt;Merknad"
}
