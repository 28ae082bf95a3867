import Testing

@testable import Commands

struct ParserTests {
    static let spec = CommandSpec(
        "try",
        "Tries.",
        arguments: [
            ArgumentSpec("FILE", "a file"),
            ArgumentSpec("REST", "more", isRequired: false, isRepeated: true),
        ],
        options: [
            .value("--db", "FILE", "a store", isRequired: true, variable: "DUGNAD_DB"),
            .value("--rows", "N", "how many"), .repeated("--add", "X", "add"),
            .flag("--watch", "watch"), .json,
        ],
        example: "dugnad try FILE"
    )

    func parse(_ words: String..., variables: [String: String] = [:]) throws -> Arguments {
        try ArgumentParser.parse(words, by: Self.spec, variables: variables)
    }

    func message(_ words: String...) throws -> String {
        let error = #expect(throws: UsageError.self) {
            try ArgumentParser.parse(words, by: Self.spec, variables: [:])
        }
        return try #require(error).message
    }

    @Test func `options may stand anywhere and in both forms`() throws {
        let arguments = try parse(
            "--db",
            "a.db",
            "in.csv",
            "--add=one",
            "x",
            "--watch",
            "--add",
            "two"
        )
        #expect(try arguments.required("--db") == "a.db")
        #expect(try arguments.text("FILE") == "in.csv")
        #expect(arguments.list("REST") == ["x"])
        #expect(arguments.options("--add") == ["one", "two"])
        #expect(arguments.flag("--watch"))
        #expect(!arguments.flag("--json"))
    }

    @Test func `after two dashes everything is an argument`() throws {
        let arguments = try parse("--db", "a", "--", "--watch", "-x")
        #expect(arguments.list("REST") == ["-x"])
        #expect(try arguments.text("FILE") == "--watch")
        #expect(!arguments.flag("--watch"))
    }

    @Test func `a lone dash is an argument`() throws {
        #expect(try parse("--db", "a", "-").text("FILE") == "-")
    }

    @Test func `a value with an equals sign in it stays whole`() throws {
        #expect(try parse("--db=a=b", "f").required("--db") == "a=b")
    }

    @Test func `an unknown option names the nearest one`() throws {
        #expect(try message("f", "--db", "a", "--wacth").contains("did you mean --watch?"))
        #expect(
            try message("f", "--db", "a", "--quite-different")
                == "There is no option --quite-different."
        )
    }

    @Test func `a missing value does not swallow the option behind it`() throws {
        #expect(try message("f", "--db", "--watch").contains("--db needs its value"))
        #expect(try message("f", "--db").contains("--db needs its value"))
        #expect(try message("f", "--db=").contains("--db needs its value"))
    }

    @Test func `what is needed is asked for by name`() throws {
        #expect(try message("--db", "a").contains("FILE is missing"))
        #expect(try message("f").contains("--db FILE is needed"))
    }

    @Test func `a flag takes no value and an option is given once`() throws {
        #expect(try message("f", "--db", "a", "--watch=yes") == "--watch takes no value.")
        #expect(try message("f", "--db", "a", "--db", "b") == "--db is given twice.")
    }

    @Test func `a variable stands in for an option, which wins`() throws {
        #expect(try parse("f", variables: ["DUGNAD_DB": "v"]).required("--db") == "v")
        #expect(try parse("f", "--db", "a", variables: ["DUGNAD_DB": "v"]).required("--db") == "a")
    }

    @Test(arguments: ["0", "11", "1x", "", "9223372036854775808", "-1"])
    func `numbers outside the range are usage errors`(text: String) throws {
        var arguments = Arguments()
        arguments.values["--rows"] = [text]
        #expect(throws: UsageError.self) { try arguments.integer("--rows", in: 1...10) }
    }

    @Test(arguments: ["1", "10"])
    func `the ends of the range are inside`(text: String) throws {
        var arguments = Arguments()
        arguments.values["--rows"] = [text]
        #expect(try arguments.integer("--rows", in: 1...10) == Int64(text))
    }

    @Test func `one argument too many is not dropped`() throws {
        let spec = CommandSpec("one", "One.", arguments: [ArgumentSpec("A", "a")], example: "x")
        #expect(throws: UsageError("'b' is one argument too many.")) {
            try ArgumentParser.parse(["a", "b"], by: spec, variables: [:])
        }
    }
}
