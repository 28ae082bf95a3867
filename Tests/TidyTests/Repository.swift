import Foundation
import Testing

/// The checkout these tests were built from.
enum Repository {
    /// Three components above this file, as `Tests/TidyTests/Repository.swift` lies.
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    struct File: CustomTestStringConvertible {
        /// From the root, with `/`.
        let path: String
        let text: String

        var name: String { path.split(separator: "/").last.map(String.init) ?? path }
        /// The folder below `Sources` or `Tests`: the target's name.
        var target: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }
        var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
        var testDescription: String { path }
    }

    static func url(_ path: String) -> URL { root.appending(path: path) }

    static func text(_ path: String) throws -> String {
        try String(contentsOf: url(path), encoding: .utf8)
    }

    /// Every file under a folder whose name ends so, in the order of its path.
    static func files(_ folder: String, _ ending: String) throws -> [File] {
        let paths = try FileManager.default.subpathsOfDirectory(atPath: url(folder).path)
        return try paths.filter { $0.hasSuffix(ending) }.sorted().map { path in
            File(path: "\(folder)/\(path)", text: try text("\(folder)/\(path)"))
        }
    }

    static func sources() throws -> [File] { try files("Sources", ".swift") }

    /// The modules a file imports, whatever access level stands before.
    static func imports(_ file: File) -> [String] {
        file.lines.filter { $0.contains("import ") && !$0.hasPrefix("//") }.compactMap { line in
            let words = line.split(separator: " ")
            guard let place = words.firstIndex(of: "import"), place + 2 == words.endIndex,
                words[..<place].allSatisfy({ modifiers.contains(String($0)) })
            else { return nil }
            return String(words[place + 1])
        }
    }

    private static let modifiers: Set = ["@testable", "package", "public", "internal"]
}
