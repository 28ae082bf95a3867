import Foundation
import SyncCore

/// The table of who may write what, read from where it stands for people: `CoordinationTests/Support`.
struct AccessTable {
    private var cells: [String: [String]] = [:]

    init() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent()
            .appendingPathComponent("CoordinationTests/Support/AccessTable.swift")
        let text = try String(contentsOf: file, encoding: .utf8)
        let line = /^ *([a-zA-Z]+): ((?:[CURp-]{3} ?)+)$/
        for match in text.split(separator: "\n").compactMap({ $0.wholeMatch(of: line) }) {
            cells[String(match.1)] = match.2.split(separator: " ").map(String.init)
        }
        let roles = try #/\n *role: (.+)/#.firstMatch(in: text)
        self.roles =
            roles.map { $0.1.split(separator: " ").map { Role(rawValue: String($0)) } }
            ?? []
    }

    let roles: [Role]

    /// What creating, updating and removing come to, such as `CU-`.
    func cell(_ entity: EntityName, _ role: Role) -> String? {
        roles.firstIndex(of: role).flatMap { cells[entity.rawValue]?[$0] }
    }
}
