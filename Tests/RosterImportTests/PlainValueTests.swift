import Testing

@testable import RosterImport

/// The short ways through plain cells say what the long ways say.
@Suite struct PlainValueTests {
    private static let letters = Array("0123456789 .-@abzæøåÅ_+'/")

    /// Cells near the shapes that have a short way.
    private func cells(like shapes: [String], seed: UInt64) -> [String] {
        var state = seed
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        return (0..<4_000).map { _ in
            var cell = Array(shapes[next(shapes.count)])
            for _ in 0..<next(3) {
                let letter = Self.letters[next(Self.letters.count)]
                let place = next(cell.count + 1)
                if place == cell.count || next(3) == 0 {
                    cell.insert(letter, at: place)
                } else {
                    cell[place] = letter
                }
            }
            return String(cell)
        }
    }

    /// White space at the start keeps a cell from every short way, and says nothing.
    private func expectSame<Value>(_ cell: String, _ read: (String) -> ValueReading<Value>) {
        let (short, long) = (read(cell), read("\u{A0}" + cell))
        #expect(short.value == long.value)
        #expect(short.warnings == long.warnings)
        #expect(short.error == long.error)
    }

    @Test func `telephone numbers`() {
        let shapes = [
            "912 34 567", "59 012 345", "91234567", "22 33 44 55", "47123456", "5812345678",
            "02345",
        ]
        for cell in cells(like: shapes, seed: 1) { expectSame(cell, PhoneReader.read) }
    }

    @Test func `e-mail addresses`() {
        let shapes = ["kari.moe@example.no", "a_b-c@x.example.org", "post@a-b.no", "a@b"]
        for cell in cells(like: shapes, seed: 2) { expectSame(cell, EmailReader.read) }
        let long = String(repeating: "a.", count: 40) + "a@example.no"
        expectSame(long, EmailReader.read)
    }

    @Test func `dates`() throws {
        let reader = DateReader(today: try #require(CalendarDate(iso: "2025-06-01")))
        let shapes = ["03.05.1984", "29.02.2000", "31.12.2025", "01.01.1899", "3.5.84"]
        for cell in cells(like: shapes, seed: 3) { expectSame(cell, reader.read) }
    }

    @Test func `keys of names in the letters of western Europe`() {
        for value in 0xC0...0xFF as ClosedRange<UInt32> {
            guard let scalar = Unicode.Scalar(value) else { continue }
            for name in ["\(scalar)", "Kari \(scalar)\(scalar)b-\(scalar)a", "a\(scalar)e"] {
                // ő has no short way.
                #expect(NameKey.of(name + "qő") == NameKey.of(name + "q") + "o", "\(value)")
            }
        }
    }

    @Test func `parts of names`() {
        for (given, family) in [
            ("Åse", "Lie"), ("Anne-Grete", "Å"), ("Per", "Ås"), ("Ole", "Aaas"),
        ] {
            let keys = MatchProfile.NameKeys(PersonName(given: given, family: family))
            let long = (given + " " + family).split { $0 == " " || $0 == "-" }
                .map { NameKey.of(String($0)) }.sorted()
            #expect(keys.parts == long)
        }
    }

    @Test func `a name without anything odd is the name, and told without warnings`() {
        let plain = NameReader.read(given: "Åse Marie", family: "Lie-Ødegård")
        #expect(plain.value == PersonName(given: "Åse Marie", family: "Lie-Ødegård"))
        #expect(plain.warnings.isEmpty && plain.error == nil)
        #expect(NameReader.read(given: "KARI", family: "MOEN").warnings == ["name.all_capitals"])
        #expect(NameReader.read(given: "Kari og Ole", family: "Moen").error == "name.two_people")
        #expect(NameReader.read(given: "Kari", family: "").warnings == ["name.single"])
        #expect(NameReader.read(given: "Kari3", family: "Moen").warnings == ["name.has_digits"])
    }
}
