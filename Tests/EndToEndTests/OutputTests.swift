import Foundation
import Testing

/// What is printed arrives, or the command says that it did not.
struct OutputTests {
    @Test func `an answer that cannot be written ends with 3 and says so`() throws {
        let process = Process()
        process.executableURL = URL(filePath: Program.path)
        process.arguments = ["catalogue"]
        process.standardOutput = FileHandle(forWritingAtPath: "/dev/full")
        let folder = try Folder()
        process.standardError = try folder.newFile("errors")
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 3)
        #expect(try folder.text("errors").contains("[output.failed]"))
    }
}
