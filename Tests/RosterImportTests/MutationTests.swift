import Foundation
import RosterImport
import SampleData
import Testing

/// Files with bytes changed, cut, doubled and moved: read or refused, and every row accounted for.
///
/// Two thousand of them; as many as `DUGNAD_MUTATED` says in `make mutate`.
@Suite struct MutationTests {
    private static let files =
        ProcessInfo.processInfo.environment["DUGNAD_MUTATED"].flatMap { Int($0) } ?? 2_000

    private static let traps: [[UInt8]] = GoldenCase.themes.flatMap { GoldenCase.all(of: $0) }
        .compactMap { try? $0.list }.filter { !$0.isEmpty }

    /// A generator of its own, so that a find can be made again from its seed.
    private struct Chance {
        var state: UInt64

        mutating func below(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % max(bound, 1)
        }
    }

    private static func mutated(_ bytes: [UInt8], _ chance: inout Chance) -> [UInt8] {
        var out = bytes
        for _ in 0...chance.below(4) where !out.isEmpty {
            let place = chance.below(out.count)
            let length = min(chance.below(40) + 1, out.count - place)
            switch chance.below(6) {
            case 0: out[place] = UInt8(chance.below(256))
            case 1: out.removeSubrange(place..<(place + length))
            case 2:
                out.insert(contentsOf: out[place..<(place + length)], at: chance.below(out.count))
            case 3: out[place] = [0x22, 0x3B, 0x0A, 0x0D, 0, 0xFF, 0x3C, 0x26][chance.below(8)]
            case 4: out[place] ^= 1 << UInt8(chance.below(8))
            default: out.removeLast(out.count - place)
            }
        }
        return out
    }

    /// Reads, maps and plans; every row that was read is in the plan, once.
    private static func take(_ bytes: [UInt8], _ seed: UInt64) throws -> String {
        let table: ReadTable
        do { table = try RosterReader.read(bytes) } catch { return error.code }
        let mapping = HeaderMapping(of: table)
        guard mapping.hasName else { return "no name" }
        let plan = try Planner.plan(table, mapping: mapping, known: [], options: try options())
        let counts = plan.header.counts
        #expect(plan.rows.map(\.row) == table.rows.map(\.number), "seed \(seed)")
        #expect(
            counts.accepted + counts.unchanged + counts.reject + counts.ask == table.rows.count,
            "seed \(seed)"
        )
        #expect(Set(table.rows.map(\.number)).count == table.rows.count, "seed \(seed)")
        return "read"
    }

    @Test(arguments: 0..<4 as Range<UInt64>)
    func `mutated lists lose no row and end no process`(part: UInt64) throws {
        let list = RosterSample(rows: 12, seed: part).bytes
        var outcomes: [String: Int] = [:]
        let count = Self.files / 8
        for seed in 0..<count {
            var chance = Chance(state: part << 32 | UInt64(seed))
            // Every other one is a trap that has become a worse one.
            let trap = Self.traps[(seed / 2 * 4 + Int(part)) % Self.traps.count]
            let bytes = Self.mutated(seed % 2 == 0 ? list : trap, &chance)
            outcomes[try Self.take(bytes, chance.state), default: 0] += 1
        }
        #expect(outcomes["read", default: 0] > count / 2, "\(outcomes)")
    }

    @Test func `mutated containers are read or refused`() throws {
        let book = try TinyWorkbook(Self.sheet).bytes()
        var outcomes: [String: Int] = [:]
        for seed in 0..<(Self.files / 4) {
            var chance = Chance(state: 7 << 32 | UInt64(seed))
            let bytes = Self.mutated(book, &chance)
            outcomes[try Self.take(bytes, chance.state), default: 0] += 1
        }
        #expect(
            outcomes["roster.workbook_damaged", default: 0] > Self.files * 3 / 40,
            "\(outcomes)"
        )
        #expect(outcomes["read", default: 0] > 10, "\(outcomes)")
    }

    @Test func `workbooks with mutated sheets are read or refused`() throws {
        let parts = TinyWorkbook(Self.sheet).parts
        var outcomes: [String: Int] = [:]
        for seed in 0..<(Self.files / 4) {
            var chance = Chance(state: 11 << 32 | UInt64(seed))
            var changed = parts
            // The list of relations, the workbook, its styles and texts, and most often the sheet.
            let place = chance.below(3) > 0 ? parts.count - 1 : 1 + chance.below(parts.count - 1)
            changed[place].bytes = Self.mutated(parts[place].bytes, &chance)
            let bytes = try ZipMaker.zip(changed)
            outcomes[try Self.take(bytes, chance.state), default: 0] += 1
        }
        #expect(outcomes["read", default: 0] > 10, "\(outcomes)")
        #expect(outcomes["roster.workbook_damaged", default: 0] > 50, "\(outcomes)")
    }

    private static let sheet: String = {
        let rows = (2...12).map { number in
            textRow(number, ["Kari", "Moe", "9123\(1000 + number)", "kari\(number)@example.no"])
        }
        return textRow(1, ["Fornavn", "Etternavn", "Mobil", "E-post"]) + rows.joined()
    }()
}
