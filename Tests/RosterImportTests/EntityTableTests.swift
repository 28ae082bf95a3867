import Testing

@testable import RosterImport

/// A glance at what is kept of a person never says what the whole record would not.
@Suite struct EntityTableTests {
    private static let given = [
        "Anne", "Ane", "Anna", "Anne Grete", "Ole", "Ola", "Åse", "Ase", "",
    ]
    private static let family = [
        "Moen", "Mona", "Moe", "Bø", "Bo", "Bør", "Hansen", "Olsen", "Å", "",
    ]
    private static let births = ["1980-02-01", "1980-02-01", "1981-02-01", nil, "year"]
    private static let codes = ["0150", "5003", nil]

    private func people() -> [RosterPerson] {
        var people: [RosterPerson] = []
        var number = 0
        for given in Self.given {
            for family in Self.family where !(given + family).isEmpty {
                for birth in Self.births {
                    number += 1
                    let day = birth.flatMap { CalendarDate(iso: $0) }
                    var values: [RosterField: String] = [:]
                    values[.postalCode] = Self.codes[number % 3]
                    let mobile = "+479000\(1000 + number)"
                    people.append(
                        RosterPerson(
                            row: number,
                            name: PersonName(given: given, family: family),
                            birth: day.map { .day($0) }
                                ?? (birth == nil ? nil : .year(1980, isEstimated: true)),
                            contacts: number % 2 == 0
                                ? [] : [.init(kind: .mobile, value: mobile, asWritten: mobile)],
                            values: values,
                            centre: "c1"
                        )
                    )
                }
            }
        }
        return people
    }

    @Test func `whoever a glance tells apart is somebody else, and its codes are the record's`()
        throws
    {
        let today = try #require(CalendarDate(iso: "2025-06-01"))
        let people = people()
        let profiles = people.map { MatchProfile($0) }
        var table = EntityTable(expecting: people.count)
        for profile in profiles { table.append(profile) }
        var told = 0
        for one in profiles {
            let asked = Set(one.askedBlocks)
            for (number, other) in profiles.enumerated() {
                let shared = asked.intersection(other.ownBlocks)
                guard !shared.isEmpty,
                    !shared.contains(where: { $0.isContact || $0.kind == .externalId })
                else { continue }
                let sharesName = shared.contains { $0.kind == .name }
                let evidence = Evidence(one, other, today: today)
                switch table.glance(one, at: number, sharesName: sharesName) {
                case .unclear: continue
                case .different: #expect(evidence.verdict == .different)
                case .namesake(let isStrong, let codes):
                    #expect(evidence.verdict == .ask(isStrong: isStrong))
                    #expect(evidence.codes == codes)
                }
                told += 1
            }
        }
        #expect(told > 500)
    }

    @Test func `blocks hold whom they were given, up to their limit, also when they grow`() {
        var index = BlockIndex(expecting: 0)
        for person in 0..<5_000 {
            index.insert(UInt64(person % 700), person)
            index.insert(1_000_000, person)
        }
        for key in 0..<700 {
            var found: [Int] = []
            index.forEach(in: UInt64(key)) { found.append($0) }
            #expect(found.sorted() == Array(stride(from: key, to: 5_000, by: 700)))
        }
        var count = 0
        index.forEach(in: 1_000_000) { _ in count += 1 }
        #expect(count == BlockIndex.largestBlock)
        let hasOthers = index.insert(5, 5)
        #expect(hasOthers)
        var again = 0
        index.forEach(in: 5) { _ in again += 1 }
        #expect(again == 8)
    }
}
