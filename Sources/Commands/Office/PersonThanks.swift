import Coordination
import Geometry
import SyncCore
import SyncEngine

/// `dugnad person thanks`: a thank-you or diploma for somebody who wants one.
enum PersonThanks: Command {
    static let spec = CommandSpec(
        "person thanks",
        "Writes a thank-you for a volunteer who has said yes to one: what she did in a year.",
        details: """
            A file that ends in .html is a page to print, any other is plain text. It compares her with nobody. Her
            yes is a row of its own: 'office new consent purpose=thanks …'.
            """,
        arguments: [
            ArgumentSpec("ID", "the person, or at least 6 characters of its start or end"),
            ArgumentSpec("OUT", "the file to write; it must not exist"),
        ],
        options: [.db, .value("--year", "YEAR", "the calendar year; else this one"), .json],
        exits: [
            .refused: "she has not said yes to it, or the file exists",
            .unreadable: "there is no such person",
        ],
        example: "dugnad person thanks 0197a3c1 takk.html --year 2026 --db hub.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let arguments = context.arguments
        let path = try arguments.text("OUT")
        let now = context.environment.engine.now()
        let year =
            try arguments.integer("--year", in: 2000...9999).map { Int($0) }
            ?? OsloTime.date(at: now).year
        let reader = try context.hubReader()
        let person = try OfficeRows(reader).row(try arguments.text("ID"), of: .person).id
        guard let done = try VolunteerYear(person, year: year, reader, at: now) else {
            throw Failure(
                "thanks.no_consent",
                "She has not said yes to being thanked in writing, or her guardian has not."
            )
        }
        let letter = ThanksLetter(done, context.language)
        try NewFile.write(
            path.hasSuffix(".html") ? letter.html : letter.text,
            to: path,
            mode: 0o600
        )
        context.show(
            [
                "file": .string(path), "year": .integer(Int64(year)),
                "actions": .integer(Int64(done.actions)),
                "reports": .integer(Int64(done.reports)), "bagsFull": .integer(done.bagsFull),
                "bagsHalf": .integer(done.bagsHalf), "weightG": .integer(done.weight.grams),
                "isEstimated": .bool(done.weight.isEstimated),
            ]
        ) {
            path
        }
        return .ok
    }
}
