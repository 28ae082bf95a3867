import Geometry
import SyncCore
import SyncEngine

/// What people say of themselves is counted once, when a quarter is over, and never again (DOMAIN.md M5).
///
/// Sums of the same people at two times would tell by their difference of those who came, left or answered otherwise
/// between. So each declaration is in the sums of one quarter, sums of different quarters are of different people, and
/// what stands in them stays, whatever becomes of a yes later. Whether a quarter is closed hangs on how many there are
/// and not on what they said: with too few, they wait for the next one.
struct DeclarationSumRule: Rule {
    let catalogue: Catalogue

    let reach = Reach.only([])

    /// So many people there are at least in the sums of a quarter.
    static let leastPeople = 30

    func tick(in world: any World) throws -> [Edit] {
        let quarter = Self.quarter(before: OsloTime.date(at: world.now))
        let known = try world.rows(
            .declarationSum,
            where: "quarter",
            is: .string(quarter)
        )
        guard known.isEmpty else { return [] }
        let all = try world.rows(.selfDeclaration)
        guard let centre = all.first?["centreId"] else { return [] }
        let through =
            try world.rows(.declarationSum).compactMap { $0.integer("throughSeq") }.max() ?? 0
        let fresh = all.filter { Self.seq(of: $0) > through }
        let counted = try Self.persons(in: fresh, world)
        var set: JSONObject = [
            "centreId": centre, "quarter": .string(quarter), "throughSeq": .integer(through),
        ]
        if counted.count >= Self.leastPeople {
            set["tables"] = DeclarationTables(counted, catalogue[.selfDeclaration]).json
            set["throughSeq"] = .integer(fresh.map(Self.seq).max() ?? through)
        }
        return [Edit(.declarationSum, world.newID(), set: set)]
    }

    /// One declaration of each person whose yes stands; somebody with several records is one.
    private static func persons(in said: [RowState], _ world: any World) throws -> [RowState] {
        var out: [RowState] = []
        var counted: Set<RowID> = []
        for row in said {
            guard let person = row.reference("personId"), !counted.contains(person),
                try OptIn(person, to: DeclarationRule.purpose, in: world).isGiven
            else { continue }
            counted.insert(person)
            counted.formUnion(try SamePersons.of(person, in: world))
            out.append(row)
        }
        return out
    }

    /// When the hub had it first.
    private static func seq(of row: RowState) -> Int64 { row.stamps["centreId"]?.seq ?? 0 }

    /// The last quarter that is over on a day, such as `2026-Q3`.
    static func quarter(before day: LocalDate) -> String {
        let number = (day.month - 1) / 3
        return number == 0 ? "\(day.year - 1)-Q4" : "\(day.year)-Q\(number)"
    }
}
