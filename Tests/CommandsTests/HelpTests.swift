import Commands
import Testing

struct HelpTests {
    static let specs = Registry.all.map { $0.spec }

    @Test(arguments: specs.map(\.path))
    func `help names usage, options, exit codes and an example`(path: [String]) throws {
        let run = TestRun(path + ["--help"])
        #expect(run.exit == 0)
        #expect(run.errors.isEmpty)
        let spec = try #require(Self.specs.first { $0.path == path })
        for part in ["Usage: \(spec.name)", "Options:", "Exit codes:", "Example:\n  dugnad "] {
            #expect(run.output.contains(part))
        }
        for code in [0, 1, 2, 3, 64] { #expect(run.output.contains("\n  \(code) ")) }
        #expect(TestRun(["help"] + path).output == run.output)
    }

    @Test(arguments: specs.map(\.path))
    func `an unknown option is a usage error of every command`(path: [String]) {
        let run = TestRun(path + ["--no-such-thing"])
        #expect(run.exit == 64)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains("--no-such-thing"))
    }

    @Test func `no two commands have the same words`() {
        #expect(Set(Self.specs.map(\.path)).count == Self.specs.count)
    }

    @Test func `help lists every command`() {
        let run = TestRun(["help"])
        #expect(run.exit == 0)
        for spec in Self.specs { #expect(run.output.contains(spec.path.joined(separator: " "))) }
    }

    @Test func `nothing at all is a usage error that shows the commands`() {
        let run = TestRun([])
        #expect(run.exit == 64)
        #expect(run.errors.contains("catalogue"))
    }

    @Test func `a mistyped command is answered with the nearest one`() {
        let run = TestRun(["catalog"])
        #expect(run.exit == 64)
        #expect(run.errors.contains("did you mean catalogue?"))
    }

    @Test func `the version is one line`() {
        #expect(TestRun(["--version"]).output == "dugnad \(Commands.version)\n")
    }

    @Test func `every command that prints takes json`() {
        // What serves or writes a stream has nothing to print as one document.
        let silent: Set<[String]> = [["serve"]]
        for spec in Self.specs where !silent.contains(spec.path) { #expect(spec.printsJSON) }
    }
}
