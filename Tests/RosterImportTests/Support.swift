import Foundation
import RosterImport
import Testing

/// The folder of real inputs named by DUGNAD_CORPUS, nil where there is none.
let corpus = ProcessInfo.processInfo.environment["DUGNAD_CORPUS"].map(URL.init(fileURLWithPath:))

func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

func read(_ text: String, _ options: ReadOptions = ReadOptions()) throws -> ReadTable {
    try RosterReader.read(bytes(text), options: options)
}

/// One manifest line: the file, and what its source says should become of it.
struct CorpusFile: CustomTestStringConvertible {
    var path: String
    var expected: String
    var testDescription: String { path }

    var bytes: [UInt8] {
        get throws {
            guard let corpus else { return [] }
            return Array(try Data(contentsOf: corpus.appendingPathComponent(path)))
        }
    }

    /// The `.csv` and `.tsv` files under a folder of the corpus.
    static func all(under folder: String) -> [CorpusFile] {
        guard let corpus,
            let manifest = try? String(
                contentsOf: corpus.appendingPathComponent("MANIFEST.tsv"),
                encoding: .utf8
            )
        else { return [] }
        return manifest.split(separator: "\n").compactMap { line in
            let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
            guard let path = columns.first.map(String.init), path.hasPrefix(folder + "/"),
                path.hasSuffix(".csv") || path.hasSuffix(".tsv"), let expected = columns.last
            else { return nil }
            return CorpusFile(path: path, expected: String(expected))
        }
    }
}
