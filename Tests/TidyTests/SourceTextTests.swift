import Foundation
import Testing

/// What must not stand in a source, and how long one may be.
@Suite struct SourceTextTests {
    static let forbidden = ["try!", "as!", "fatalError(", "TODO", "FIXME", "print(\"DEBUG"]

    @Test func `nothing in Sources traps on input or was left for later`() throws {
        for file in try Repository.sources() {
            for (index, line) in file.lines.enumerated() {
                for word in Self.forbidden where line.contains(word) {
                    Issue.record("\(file.path):\(index + 1) has \(word)")
                }
            }
        }
    }

    @Test func `a file holds one idea`() throws {
        let files = try Repository.sources()
        for file in files {
            #expect(file.lines.count <= 700, "\(file.path) has \(file.lines.count) lines")
        }
        let lengths = files.map(\.lines.count).sorted()
        #expect(lengths[lengths.count / 2] <= 150, "half of the files are longer than 150 lines")
    }

    @Test func `an unchecked promise to the compiler comes with its argument`() throws {
        for file in try Repository.sources() {
            for (index, line) in file.lines.enumerated()
            where line.contains("@unchecked Sendable") || line.contains("nonisolated(unsafe)") {
                let near = file.lines[max(0, index - 12)...index]
                #expect(
                    near.contains { $0.contains("//") },
                    "\(file.path):\(index + 1) says nowhere why this is safe"
                )
            }
        }
    }

    @Test func `a file imports a module once`() throws {
        for file in try Repository.sources() {
            let imports = Repository.imports(file)
            #expect(Set(imports).count == imports.count, "\(file.path)")
        }
    }
}
