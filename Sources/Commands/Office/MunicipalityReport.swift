import Coordination
import SyncCore
import SyncEngine

/// `dugnad municipality report`: how many volunteers are of which kind, in sums that tell of nobody.
enum MunicipalityReport: Command {
    static let spec = CommandSpec(
        "municipality report",
        "Counts what volunteers have said of themselves, so that nobody can be found in it.",
        details: """
            Of those who said yes to being counted only. A number below 5 is shown as '<5', and as many others are
            withheld ('–') that it cannot be reckoned; where that is not enough, nothing of the table is told.
            """,
        options: [
            .db, .centre, .value("--least", "N", "the least number that is told, 5 to 100"), .json,
        ],
        example: "dugnad municipality report --db hub.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let arguments = context.arguments
        let least = try arguments.integer("--least", in: 5...100).map { Int($0) }
        let reader = try context.hubReader()
        let centre = try OfficeRows(reader).chosenCentre(arguments)
        let report = try DeclarationReport(
            reader,
            centre: centre,
            least: least ?? SafeCounts.leastSize,
            at: context.environment.engine.now()
        )
        context.show(.array(report.attributes.map { json($0, report.least) })) {
            var table = Table("WHAT", "ANSWER", "HOW MANY")
            for attribute in report.attributes {
                for (value, cell) in zip(attribute.values, attribute.counts.cells) {
                    table.add(attribute.field, value, text(cell, report.least))
                }
                table.add(attribute.field, "=", text(attribute.counts.sum, report.least))
            }
            return table.text
        }
        return .ok
    }

    private static func text(_ cell: SafeCounts.Cell, _ least: Int) -> String {
        switch cell {
        case .exact(let count): "\(count)"
        case .few: "<\(least)"
        case .withheld, .untold: "–"
        }
    }

    private static func json(_ attribute: DeclarationReport.Attribute, _ least: Int) -> JSONValue {
        var cells: JSONObject = [:]
        for (value, cell) in zip(attribute.values, attribute.counts.cells) {
            cells[value] = json(cell, least)
        }
        return [
            "attribute": .string(attribute.field), "cells": .object(cells),
            "sum": json(attribute.counts.sum, least),
        ]
    }

    private static func json(_ cell: SafeCounts.Cell, _ least: Int) -> JSONValue {
        if case .exact(let count) = cell { return .integer(Int64(count)) }
        return .string(text(cell, least))
    }
}
