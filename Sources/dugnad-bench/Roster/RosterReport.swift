import Glibc

/// What an import of a long list costs, beside the plainest that could be done with the same file.
struct RosterReport {
    let rounds: Int
    let printer: Printer

    private struct Figures {
        var sqlite: [ProgramRun] = []
        var python: [ProgramRun] = []
        var read: [ProgramRun] = []
        var check: [ProgramRun] = []
    }

    func print() throws {
        let scratch = try Scratch()
        let list = RosterList(rows: RosterList.rowsPerScale * printer.scale)
        let files = Files(scratch)
        defer { files.remove() }
        try list.write(to: files.list)
        printer.say(
            "\(list.rows) people, \(Scratch.size(files.list) / 1_000_000) MB Windows-1252, "
        )
        printer.say("\(rounds) rounds, medians; \(Machine.words)\n")
        let program = try Program.sibling("dugnad")
        var figures = Figures()
        try files.makeStore(program)
        for _ in 0..<rounds {
            if let run = sqlite(files) { figures.sqlite.append(run) }
            if let run = python(files) { figures.python.append(run) }
            figures.read.append(
                try ProgramRun(
                    [program, "roster", "read", files.list],
                    output: files.output,
                    codes: [0, 1]
                )
            )
            unlink(files.plan)
            figures.check.append(try check(program, files))
        }
        tell(figures, list)
        try tellApplying(program, files, list, yardstick: figures.sqlite)
    }

    private func check(_ program: String, _ files: Files) throws -> ProgramRun {
        try ProgramRun(
            [program, "roster", "check", files.list, "--db", files.store, "--plan", files.plan],
            output: files.output,
            codes: [0, 1]
        )
    }

    /// The shell of SQLite, which takes fields as they stand.
    private func sqlite(_ files: Files) -> ProgramRun? {
        unlink(files.raw)
        return try? ProgramRun(
            [
                "sqlite3", files.raw, ".mode csv", ".separator ;", ".import \(files.list) list",
                "SELECT count(*) FROM list;",
            ],
            output: files.output
        )
    }

    /// Python's own module, decoding and counting fields.
    private func python(_ files: Files) -> ProgramRun? {
        let script = """
            import csv, sys
            with open(sys.argv[1], encoding="cp1252", newline="") as f:
                print(sum(len(row) for row in csv.reader(f, delimiter=";")))
            """
        return try? ProgramRun(["python3", "-c", script, files.list], output: files.output)
    }

    private func tell(_ figures: Figures, _ list: RosterList) {
        let yardstick = median(figures.sqlite)
        rate("sqlite3 .import", figures.sqlite, list, yardstick)
        rate("Python's csv", figures.python, list, yardstick)
        rate("roster read", figures.read, list, yardstick)
        rate("roster check, with its plan", figures.check, list, yardstick)
        if let python = median(figures.python), let check = median(figures.check) {
            printer.line(
                "roster check to Python's csv",
                check / python,
                "times",
                ratio: python / check,
                of: "PYTHON"
            )
        }
    }

    /// Once, since a store is applied to once: the first time, the same plan again, and a new check.
    private func tellApplying(
        _ program: String,
        _ files: Files,
        _ list: RosterList,
        yardstick: [ProgramRun]
    ) throws {
        let apply = [program, "roster", "apply", files.plan, "--db", files.store]
        let first = try ProgramRun(apply, output: files.output, codes: [0, 1])
        rate("roster apply", [first], list, median(yardstick))
        let size = files.storeSize
        let again = try ProgramRun(apply, output: files.output, codes: [0, 1])
        rate("roster apply, second run", [again], list, median(yardstick))
        printer.line("  bytes the store grew by", Double(files.storeSize - size), "bytes")
        unlink(files.plan)
        let second = try check(program, files)
        rate("roster check, second run", [second], list, median(yardstick))
        let text = String(decoding: second.output, as: UTF8.self)
        let counts = text.split(separator: "\n").last { $0.contains(" unchanged, ") } ?? ""
        let written = counts.split(separator: ",").first { $0.hasSuffix(" new") } ?? ""
        let changes = written.split(separator: " ").first.flatMap { Double($0) } ?? .nan
        printer.line("  people it would write", changes, "people")
    }

    private func rate(
        _ name: String,
        _ runs: [ProgramRun],
        _ list: RosterList,
        _ yardstick: Double?
    ) {
        guard let seconds = median(runs) else {
            return printer.say("\(name): not on this machine\n")
        }
        printer.line(
            name,
            seconds,
            "s",
            ratio: yardstick.map { $0 / seconds },
            of: "SQLITE"
        )
        printer.line("  rows", Double(list.rows) / seconds, "rows/s")
        printer.line("  processor", Printer.median(runs.map(\.processor)), "s")
        printer.line("  memory", Printer.median(runs.map { Double($0.memory) / 1e6 }), "MB")
    }

    private func median(_ runs: [ProgramRun]) -> Double? {
        runs.isEmpty ? nil : Printer.median(runs.map(\.seconds))
    }

    /// What the runs read and write.
    struct Files {
        let list: String
        let plan: String
        let raw: String
        let store: String
        let output: String
        private let scratch: Scratch

        init(_ scratch: Scratch) {
            self.scratch = scratch
            list = scratch.file("list.csv")
            plan = scratch.file("list.plan")
            raw = scratch.file("raw.db")
            store = scratch.file("hub.db")
            output = scratch.file("output")
        }

        func makeStore(_ program: String) throws {
            _ = try ProgramRun(
                [program, "init", "--db", store, "--centre", "Måling"],
                output: output
            )
        }

        /// The store with the log beside it.
        var storeSize: Int { Scratch.size(store) + Scratch.size(store + ".ledger") }

        func remove() { for file in [list, plan, raw, output] { unlink(file) } }
    }
}
