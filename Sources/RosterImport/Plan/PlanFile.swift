import Foundation

/// A plan as JSON lines: the header, one line a row, and a last line that vouches for the rest.
package enum PlanFile {
    private struct Ending: Codable {
        /// How many rows stand above.
        var end: Int
        /// Fingerprint of every byte above this line.
        var check: String
    }

    private struct Format: Decodable { var format: Int }

    /// The whole file; the same plan gives the same bytes.
    package static func write(_ plan: Plan) throws(RosterError) -> [UInt8] {
        do {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            var bytes = try line(plan.header, encoder)
            for row in plan.rows { bytes += try line(row, encoder) }
            let ending = Ending(end: plan.rows.count, check: fingerprint(of: bytes[...]))
            return try bytes + line(ending, encoder)
        } catch {
            throw RosterError(
                code: "roster.plan_unwritable",
                message: "The plan holds text that is no Unicode."
            )
        }
    }

    /// Reads a plan back whole; throws `roster.plan_damaged` or `roster.plan_newer`.
    package static func read(_ bytes: [UInt8]) throws(RosterError) -> Plan {
        let lines = bytes.split(separator: 0x0A)
        let decoder = JSONDecoder()
        if let first = lines.first,
            let format = try? decoder.decode(Format.self, from: Data(first)),
            format.format > PlanHeader.currentFormat
        {
            throw RosterError(
                code: "roster.plan_newer",
                message: "The plan was made by a newer version. Make it again with this one."
            )
        }
        guard bytes.last == 0x0A, lines.count >= 2, let last = lines.last,
            let ending = try? decoder.decode(Ending.self, from: Data(last)),
            ending.end == lines.count - 2,
            ending.check == fingerprint(of: bytes[..<last.startIndex]),
            let header = try? decoder.decode(PlanHeader.self, from: Data(lines[0]))
        else { throw damaged }
        var rows: [PlanRow] = []
        for line in lines[1..<(lines.count - 1)] {
            guard let row = try? decoder.decode(PlanRow.self, from: Data(line)) else {
                throw damaged
            }
            rows.append(row)
        }
        try require(header.counts, fit: rows)
        return Plan(header: header, rows: rows)
    }

    private static func require(
        _ counts: PlanCounts,
        fit rows: [PlanRow]
    ) throws(RosterError) {
        var found = PlanCounts()
        found.rowsRead = rows.count
        for row in rows { found.count(row.action) }
        guard found == counts else { throw damaged }
        try counts.check()
    }

    private static func line(_ value: some Encodable, _ encoder: JSONEncoder) throws -> [UInt8] {
        Array(try encoder.encode(value)) + [0x0A]
    }

    private static func fingerprint(of bytes: ArraySlice<UInt8>) -> String {
        var fingerprint = Fingerprint()
        fingerprint.add(bytes)
        return fingerprint.text
    }

    private static var damaged: RosterError {
        RosterError(
            code: "roster.plan_damaged",
            message: "The plan is not as it was written. Make it again from the source file."
        )
    }
}
