import Coordination
import Foundation
import SyncCore
import SyncEngine

/// A hub that dies of an operation: `dugnad-dying-hub STORE TOKEN PUSH`.
///
/// Takes the push in the file PUSH from the device with that token, as the product does but for one rule more
/// (`MortalDomain`), and prints the answer. For tests only; no product has that rule.
@main enum DyingHub {
    static func main() throws {
        let words = CommandLine.arguments
        guard words.count == 4 else {
            FileHandle.standardError.write(Data("dugnad-dying-hub STORE TOKEN PUSH\n".utf8))
            exit(64)
        }
        let answer = try take(store: words[1], token: words[2], push: words[3])
        FileHandle.standardOutput.write(Data(answer.bytes))
    }

    private nonisolated static func take(
        store path: String,
        token: String,
        push file: String
    ) throws -> PushAnswer {
        let request = try PushRequest(Array(try Data(contentsOf: URL(filePath: file))))
        let service = try HubService(
            path: path,
            domain: MortalDomain(mortal: try Coordination.domain()),
            environment: .system
        )
        defer { service.close() }
        guard let device = try service.read({ try $0.device(token: token) }) else {
            throw SyncError("device.unknown", "The hub does not know the token.")
        }
        return try service.write { try $0.push(request, from: device) }
    }
}
