import Coordination
import SyncCore
import SyncEngine

/// What both kinds of report have in common.
enum ReportOptions {
    static let hazardCodes = Sense.hazards

    static let place = OptionSpec.value("--zone", "ID", "the cleanup zone; else the segment's")
    static let hazards = OptionSpec.repeated(
        "--hazard",
        "CODE",
        "a danger found: \(hazardCodes.joined(separator: ", "))"
    )
    static let note = OptionSpec.value("--note", "TEXT", "what else should be known; no names")
    static let person = OptionSpec.value("--person", "ID", "the person who reports")
    static let time = OptionSpec.value("--at", "TIME", "when it was; else now")

    /// The fields both reports have; `timeField` is where the report keeps its time.
    static func fields(_ work: FieldWork, timeField: String) throws -> JSONObject {
        let arguments = work.arguments
        var set: JSONObject = ["centreId": work.replica.identity.centre.json]
        set["zoneId"] = try work.id(option: "--zone", of: .cleanupZone)?.json
        set["note"] = arguments.option("--note").map { .string($0) }
        set["reportedById"] = try work.id(option: "--person", of: .person)?.json
        set[timeField] = .integer(try time(work))
        let hazards = try hazards(arguments)
        if !hazards.isEmpty { set["hazards"] = .array(hazards.map { .string($0) }) }
        return set
    }

    /// The zone a segment lies in, where this device knows the segment.
    static func zone(ofSegment id: RowID, _ work: FieldWork) throws -> JSONValue? {
        guard let segment = try work.replica.row(id), segment.entity == .segment else { return nil }
        return segment["zoneId"]
    }

    private static func time(_ work: FieldWork) throws -> Int64 {
        guard let text = work.arguments.option("--at") else { return work.now }
        guard let time = TimeText.milliseconds(text) else {
            throw UsageError("--at takes a time such as 2026-05-01T12:00.")
        }
        guard time <= work.now else {
            throw Failure("report.future", "A report tells what has been; --at lies in the future.")
        }
        return time
    }

    private static func hazards(_ arguments: Arguments) throws -> [String] {
        let given = arguments.options("--hazard")
        for code in given where !hazardCodes.contains(code) {
            throw UsageError(
                "--hazard takes one of \(hazardCodes.joined(separator: ", "))"
                    + Suggestion.text(for: code, among: hazardCodes) + "."
            )
        }
        return given
    }
}
