import Foundation
import Testing

/// Package.swift as the toolchain reads it.
enum Manifest {
    private struct Package: Decodable {
        let dependencies: [Dependency]
        let targets: [Target]
    }

    private struct Dependency: Decodable {}

    private struct Target: Decodable {
        let name: String
        let dependencies: [Use]
    }

    /// `{"byName": ["Storage", null]}`; products, which another package would have, are not used here.
    private struct Use: Decodable {
        let byName: [String?]?
        let target: [String?]?
    }

    /// Which targets each target names as its dependencies.
    static func uses() throws -> [String: [String]] {
        let pairs = try package().targets.map { target in
            (target.name, target.dependencies.compactMap { ($0.byName ?? $0.target)?.first ?? nil })
        }
        return Dictionary(uniqueKeysWithValues: pairs)
    }

    static func dependencyCount() throws -> Int { try package().dependencies.count }

    private static func package() throws -> Package {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        // A scratch path of its own: `swift test` may hold the lock of the usual one.
        let scratch = FileManager.default.temporaryDirectory
            .appending(path: "tidy-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: scratch) }
        process.arguments = [
            "swift", "package", "--package-path", Repository.root.path,
            "--scratch-path", scratch.path, "dump-package",
        ]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "swift package dump-package failed")
        return try JSONDecoder().decode(Package.self, from: bytes)
    }
}
