import Foundation

/// A ledger's file as a test reads and spoils it.
struct LedgerBytes {
    let path: String

    init(_ path: String) { self.path = path }

    func read() throws -> [UInt8]? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    }

    func create(_ bytes: [UInt8]) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        chmod(path, 0o600)
    }
}
