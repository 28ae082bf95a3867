import Glibc
import SampleData

/// A list of people as an office sends it: Windows-1252, semicolons, CRLF, no two of them the same.
struct RosterList {
    /// People at scale 1; ten times as many make the million the importer is made for.
    static let rowsPerScale = 100_000

    let rows: Int

    /// Writes the list; the same seed gives the same bytes.
    func write(to path: String) throws {
        guard let file = fopen(path, "w") else {
            throw Scratch.Failure(what: "the list cannot be written")
        }
        defer { fclose(file) }
        var random = SeededRandom(seed: 5)
        var line = Self.bytes(
            "Fornavn;Etternavn;Mobil;E-post;Fødselsdato;Adresse;Postnr;Poststed\r\n"
        )
        for row in 0..<rows {
            line += Self.bytes(person(row, &random) + "\r\n")
            guard line.count > 1 << 20 || row == rows - 1 else { continue }
            fwrite(line, 1, line.count, file)
            line.removeAll(keepingCapacity: true)
        }
    }

    private func person(_ row: Int, _ random: inout SeededRandom) -> String {
        func pick(_ words: [String]) -> String { words[random.below(words.count)] }
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let first = pick(Self.given)
        let given = random.below(5) == 0 ? first + " " + pick(Self.given) : first
        let stem = pick(Self.parts) + pick(Self.parts) + pick(Self.parts)
        let family =
            random.below(2) == 0
            ? pick(Self.family) : stem.prefix(1).uppercased() + stem.dropFirst()
        // 59 is the series of machines, which no person has; the factor is prime to a million, so that
        // among a million rows no number comes twice.
        let digits = String(1_000_000 + row * 7919 % 1_000_000).dropFirst()
        let mobile = "59\(digits.prefix(1)) \(digits.dropFirst().prefix(2)) \(digits.suffix(3))"
        let born =
            "\(two(1 + random.below(28))).\(two(1 + random.below(12))).\(1935 + random.below(70))"
        let (code, place) = Self.places[random.below(Self.places.count)]
        return [
            given, family, mobile, "person\(row)@example.no", born,
            "Storgata \(1 + random.below(200))", code, place,
        ].joined(separator: ";")
    }

    /// All that is written here lies below U+0100, where Windows-1252 has the numbers of Unicode.
    private static func bytes(_ text: String) -> [UInt8] {
        text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    }

    private static let given = words(
        """
        Anne Ingrid Kari Marit Liv Astrid Bjørg Solveig Åse Grethe Berit Inger Marianne Hilde Nina Tone
        Silje Ida Emma Nora Jan Per Bjørn Ole Lars Kjell Knut Svein Arne Thomas Hans Geir Tor Morten Terje
        Odd Erik Martin Andreas John Magnus Jonas Håkon Øyvind Åge Sølvi Pål Torbjørn Jørgen Stian
        """
    )
    private static let family = words(
        """
        Hansen Johansen Olsen Larsen Andersen Pedersen Nilsen Kristiansen Jensen Karlsen Johnsen Eriksen
        Berg Haugen Hagen Dahl Jørgensen Halvorsen Lund Sørensen Moen Gundersen Iversen Strand Solberg Eide
        Bakken Lie Ødegård Åsen Næss Sæther Bråten Vågen Håland Tveit Rønning
        """
    )
    private static let parts = words(
        "al bek da el fjell gar hav in jor kol lund mo nes os ren sol tun ul vik øy ås"
    )
    private static let places = [
        ("0150", "Oslo"), ("1337", "Sandvika"), ("5003", "Bergen"), ("7010", "Trondheim"),
        ("9008", "Tromsø"),
    ]

    private static func words(_ text: String) -> [String] {
        text.split(whereSeparator: \.isWhitespace).map(String.init)
    }
}
