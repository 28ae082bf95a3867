/// The rows of a plan, in memory or in their file; each can be looked at again.
enum PlanRows {
    case memory([PlanRow])
    case file(PlanReader)

    func forEach(_ body: (PlanRow) throws -> Void) throws {
        switch self {
        case .memory(let rows): for row in rows { try body(row) }
        case .file(let reader): try reader.forEach(body)
        }
    }

    func row(_ place: Int) throws(RosterError) -> PlanRow {
        switch self {
        case .memory(let rows): rows[place]
        case .file(let reader): try reader.row(place)
        }
    }

    /// The centres its rows are for.
    func centres() throws(RosterError) -> Set<String> {
        switch self {
        case .memory(let rows): Set(rows.map(\.centre))
        case .file(let reader): reader.centres
        }
    }
}
