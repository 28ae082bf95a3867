import Simulation

/// What was asked for on the command line.
struct Arguments {
    var seeds: UInt64?
    var from: UInt64 = 1
    var steps: Int?
    var seconds: Int?
    var threads = 2
    var isJSON = false
    var replay: String?
    var folder = "."
    var sabotage: Sabotage?
    /// How many field days at once, where that is what is asked for.
    var fieldDay: Int?
    var isHelp = false

    init(_ words: ArraySlice<String>) throws {
        var words = words
        while let word = words.popFirst() {
            switch word {
            case "--help", "-h": isHelp = true
            case "--json": isJSON = true
            case "--seeds": seeds = UInt64(try Self.number(word, &words))
            case "--from": from = UInt64(try Self.number(word, &words))
            case "--steps": steps = try Self.number(word, &words)
            case "--time-limit": seconds = try Self.number(word, &words)
            case "--threads": threads = min(max(try Self.number(word, &words), 1), 64)
            case "--replay": replay = try Self.value(word, &words)
            case "--sabotage":
                let name = try Self.value(word, &words)
                guard let known = Sabotage(rawValue: name) else {
                    let all = Sabotage.allCases.map(\.rawValue).joined(separator: ", ")
                    throw UsageError(message: "the faults to put in are: \(all)")
                }
                sabotage = known
            case "--field-day": fieldDay = max(1, try Self.number(word, &words))
            case "--out": folder = try Self.value(word, &words)
            default: throw UsageError(message: "there is no option '\(word)'")
            }
        }
    }

    private static func value(_ option: String, _ words: inout ArraySlice<String>) throws -> String
    {
        guard let value = words.popFirst() else {
            throw UsageError(message: "\(option) needs a value")
        }
        return value
    }

    private static func number(_ option: String, _ words: inout ArraySlice<String>) throws -> Int {
        guard let number = Int(try value(option, &words)), number >= 0 else {
            throw UsageError(message: "\(option) needs a whole number")
        }
        return number
    }

    static let help = """
        dugnad-simulate: runs simulated seasons of hub, devices and network, and holds sync to its promises.

            dugnad-simulate [--seeds N] [--from FIRST] [--steps N] [--time-limit SECONDS]
                            [--threads N] [--out FOLDER] [--json]
            dugnad-simulate --replay FILE [--json]
            dugnad-simulate --field-day SCALE [--from SEED] [--json]

          --seeds N        how many seeds (200; with a time limit alone: until it is over)
          --from FIRST     the first seed (1)
          --steps N        how many steps each season has (by lot)
          --time-limit S   no seed is begun after so many seconds
          --threads N      how many seeds run at once (2)
          --replay FILE    run the scenario of an earlier failure
          --field-day N    one day of N centres with 168 actions and 2,381 cleaners each
          --out FOLDER     where the scenario of a failure is written (.)
          --sabotage NAME  put a fault in on purpose, to see it found
          --json           one object a line for programs

        A seed is one world on one thread: the same seed always runs the same, byte for byte, and its
        digest says so. A failure is made small, told step by step, and written to
        FOLDER/seed-N.json, beside it a story for sync-fixtures/ where that form can tell it.

        Exit codes: 0 all promises held, 1 one did not, 64 wrong usage, 74 a file could not be read
        or written.
        """
}

struct UsageError: Error {
    let message: String
}
