package import Coordination
import Geometry

/// Lists of weighed cleanups: `id,beach,lat,lon,weight_kg,date,team`, in any encoding and
/// delimiter.
package enum LitterFile {
    /// What a row could not be read for; the row's number and a code.
    package struct Problem: Sendable, Equatable {
        package let row: Int
        package let code: String
    }

    /// Reads the rows that can stand; throws `litter.columns` when a needed column is not there.
    package static func read(
        _ table: ReadTable
    ) throws(RosterError) -> (
        weights: [(row: Int, weight: LitterImport.Weight)], problems: [Problem]
    ) {
        let columns = try Columns(table.header)
        var weights: [(row: Int, weight: LitterImport.Weight)] = []
        var problems: [Problem] = []
        var seen: Set<String> = []
        for row in table.rows {
            switch columns.weight(row) {
            case .failure(let problem):
                problems.append(Problem(row: row.number, code: problem.code))
            case .success(let weight) where !seen.insert(weight.sourceID).inserted:
                problems.append(Problem(row: row.number, code: "litter.id_twice"))
            case .success(let weight): weights.append((row.number, weight))
            }
        }
        return (weights, problems)
    }

    private struct Unread: Error { let code: String }

    private struct Columns {
        private let id: Int
        private let beach: Int
        private let latitude: Int
        private let longitude: Int
        private let kilograms: Int
        private let date: Int
        private let team: Int?

        init(_ header: [String]) throws(RosterError) {
            let names = header.map(HeaderKey.of)
            func find(_ name: String) throws(RosterError) -> Int {
                guard let place = names.firstIndex(of: HeaderKey.of(name)) else {
                    throw RosterError(
                        code: "litter.columns",
                        message:
                            "The list needs the columns id, beach, lat, lon, weight_kg and date."
                    )
                }
                return place
            }
            id = try find("id")
            beach = try find("beach")
            latitude = try find("lat")
            longitude = try find("lon")
            kilograms = try find("weight_kg")
            date = try find("date")
            team = names.firstIndex(of: HeaderKey.of("team"))
        }

        func weight(_ row: SourceRow) -> Result<LitterImport.Weight, Unread> {
            func cell(_ place: Int) -> String {
                place < row.fields.count ? row.fields[place].cleaned : ""
            }
            guard !cell(id).isEmpty else { return .failure(Unread(code: "litter.no_id")) }
            guard let north = Double(cell(latitude)), (-90.0...90.0).contains(north),
                let east = Double(cell(longitude)), (-180.0...180.0).contains(east)
            else { return .failure(Unread(code: "litter.place")) }
            guard let kilos = Double(cell(kilograms)), (0...1_000_000).contains(kilos) else {
                return .failure(Unread(code: "litter.weight"))
            }
            guard let day = LocalDate(cell(date)) else {
                return .failure(Unread(code: "litter.date"))
            }
            return .success(
                LitterImport.Weight(
                    sourceID: cell(id),
                    beach: cell(beach),
                    place: Position(longitude: east, latitude: north),
                    grams: Int64((kilos * 1000).rounded()),
                    day: day,
                    team: team.map(cell) ?? ""
                )
            )
        }
    }
}
