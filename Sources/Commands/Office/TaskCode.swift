import Hashing
import QRCode
import SyncCore
import SyncEngine

/// `dugnad task code`: the action code of a task, also to print and scan.
enum TaskCode: Command {
    static let spec = CommandSpec(
        "task code",
        "Tells the action code of a task, also as a QR code to print and scan.",
        details: """
            The code never changes and is never shared: it is what a refund asks for. The QR code says \
            DUGNAD:CODE, and nothing of who or where.
            """,
        arguments: [
            ArgumentSpec("ID", "the task, or at least 6 characters of its start or end")
        ],
        options: [
            .db, .flag("--make", "give the task a code where it has none"),
            .flag("--qr", "draw it in the terminal"),
            .value("--svg", "FILE", "write it as an image; it must not exist"), .json,
        ],
        exits: [
            .refused: "the task has no code, or the file exists",
            .unreadable: "there is no such task, or the file cannot be written",
        ],
        example: "dugnad task code 0197a3c1 --make --qr --svg kode.svg --db hub.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let arguments = context.arguments
        let task = try OfficeRows(try context.hubReader())
            .row(try arguments.text("ID"), of: .task)
        let known = task["actionCode"]?.text
        let image = arguments.option("--svg")
        // A code is for ever: none is made where what was asked for cannot be had.
        if let image { try NewFile.requireNew(image, option: "--svg") }
        let text =
            arguments.flag("--make") && known == nil ? try made(for: task, context) : known
        guard let text else {
            throw Failure(
                "task.no_code",
                context.say(
                    nb: "Oppdraget har ingen aksjonskode; --make gir det en.",
                    nn: "Oppdraget har ingen aksjonskode; --make gjev det ein.",
                    en: "The task has no action code; --make gives it one."
                )
            )
        }
        let payload = payload(text)
        let code: QRCode
        do { code = try QRCode(payload) } catch {
            throw Failure(error.code, "The code has no form as a QR code.")
        }
        if let image { try NewFile.write(Array(code.svg.utf8), to: image, option: "--svg") }
        var out: JSONObject = [
            "task": task.id.json, "code": .string(text), "payload": .string(payload),
        ]
        out["file"] = image.map { .string($0) }
        context.show(.object(out)) {
            arguments.flag("--qr") ? "\(code.text)\n\(text)" : text
        }
        return .ok
    }

    /// Without hyphens where it is a code of ours; one that came from elsewhere stays as it is.
    static func payload(_ code: String) -> String {
        "DUGNAD:" + (ReadableCode(code)?.canonical ?? code)
    }

    /// Another device may have given it one meanwhile: what stands in the end is told.
    private static func made(for task: RowState, _ context: CommandContext) throws -> String? {
        let drawn = ReadableCode.random().grouped
        return try Office.with(context) { office in
            let edit = Edit(.task, task.id, set: ["actionCode": .string(drawn)])
            let outcome = try office.submit([edit])
            let stands = try office.read { try $0.row(task.id) }?["actionCode"]?.text
            guard outcome.verdict == .refused, stands == nil else { return stands }
            throw Failure(
                outcome.findings.first?.code ?? "op.refused",
                "The task got no code.",
                findings: outcome.findings
            )
        }
    }
}
