import Coordination
import SyncCore
import SyncEngine

/// `dugnad municipality report`: how many volunteers are of which kind, in sums that tell of nobody.
enum MunicipalityReport: Command {
    static let spec = CommandSpec(
        "municipality report",
        "Tells what volunteers have said of themselves, so that nobody can be found in it.",
        details: """
            Of those who said yes to being counted only, in the whole store. The hub counts when a quarter is over,
            those it has not counted before, where they are at least 30; else they wait for the next one. What was
            counted stays, and nobody is in two quarters. A table, by one attribute or by two, is told where every
            number in it is at least 5 and no answer stands alone; else not at all. Answers nobody gave are not listed.
            """,
        options: [.db, .json],
        example: "dugnad municipality report --db hub.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let report = try DeclarationReport(try context.hubReader())
        context.show(.array(report.quarters.map(json))) {
            var table = Table(context.language, "QUARTER", "WHAT", "ANSWER", "HOW MANY")
            for quarter in report.quarters {
                for told in quarter.tables {
                    for cell in told.cells {
                        table.add(
                            quarter.name,
                            told.attributes.joined(separator: " × "),
                            cell.answers.joined(separator: ", "),
                            "\(cell.count)"
                        )
                    }
                }
                guard quarter.tables.isEmpty else { continue }
                table.add(quarter.name, few(context), "", "")
            }
            return table.isEmpty ? few(context) : table.text
        }
        return .ok
    }

    private static func few(_ context: CommandContext) -> String {
        context.say(
            nb: "For få har svart.",
            nn: "For få har svart.",
            en: "Too few have answered."
        )
    }

    private static func json(_ quarter: DeclarationReport.Quarter) -> JSONValue {
        let tables = quarter.tables.map { table -> JSONValue in
            let cells = table.cells.map { cell -> JSONValue in
                [
                    "answers": .array(cell.answers.map { .string($0) }),
                    "count": .integer(cell.count),
                ]
            }
            return [
                "attributes": .array(table.attributes.map { .string($0) }),
                "cells": .array(cells),
            ]
        }
        return ["quarter": .string(quarter.name), "tables": .array(tables)]
    }
}
