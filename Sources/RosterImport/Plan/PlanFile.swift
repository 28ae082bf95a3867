import Foundation

/// A plan as JSON lines: the header, one line a row, and a last line that vouches for the rest.
///
/// White space at the end of a line says nothing: a plan that is written while its file is read
/// keeps room there for what only the end tells.
package enum PlanFile {
    struct Ending: Codable {
        /// How many rows stand above.
        var end: Int
        /// Fingerprint of every line above this one.
        var check: String
    }

    private struct Format: Decodable { var format: Int }

    /// The whole file; the same plan gives the same bytes.
    package static func write(_ plan: Plan) throws(RosterError) -> [UInt8] {
        var bytes = try line(plan.header)
        var check = PlanCheck()
        check.add(bytes, at: 0)
        for (place, row) in plan.rows.enumerated() {
            let start = bytes.count
            PlanLine.write(row, to: &bytes)
            bytes.append(0x0A)
            check.add(bytes[start...], at: place + 1)
        }
        return try bytes + line(Ending(end: plan.rows.count, check: check.text))
    }

    /// Reads a plan back whole; throws `roster.plan_damaged` or `roster.plan_newer`.
    package static func read(_ bytes: [UInt8]) throws(RosterError) -> Plan {
        let reader = try PlanReader(RosterBytes(bytes))
        var rows: [PlanRow] = []
        rows.reserveCapacity(reader.header.counts.rowsRead)
        try reader.forEach { row throws(RosterError) in rows.append(row) }
        return Plan(header: reader.header, rows: rows)
    }

    static func line(_ value: some Encodable) throws(RosterError) -> [UInt8] {
        do {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return Array(try encoder.encode(value)) + [0x0A]
        } catch {
            throw RosterError(
                code: "roster.plan_unwritable",
                message: "The plan holds text that is no Unicode."
            )
        }
    }

    /// The header a first line holds; throws as `read`.
    static func header(_ line: ArraySlice<UInt8>) throws(RosterError) -> PlanHeader {
        let decoder = JSONDecoder()
        let data = Data(line)
        guard let format = try? decoder.decode(Format.self, from: data).format else {
            throw damaged
        }
        guard format <= PlanHeader.currentFormat else {
            throw RosterError(
                code: "roster.plan_newer",
                message: "The plan was made by a newer version. Make it again with this one."
            )
        }
        guard format == PlanHeader.currentFormat else {
            throw RosterError(
                code: "roster.plan_older",
                message: "The plan was made by an older version. Make it again with this one."
            )
        }
        guard let header = try? decoder.decode(PlanHeader.self, from: data) else { throw damaged }
        return header
    }

    static func ending(_ line: ArraySlice<UInt8>) -> Ending? {
        try? JSONDecoder().decode(Ending.self, from: Data(line))
    }

    static var damaged: RosterError {
        RosterError(
            code: "roster.plan_damaged",
            message: "The plan is not as it was written. Make it again from the source file."
        )
    }
}
