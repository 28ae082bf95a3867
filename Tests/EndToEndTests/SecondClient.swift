import Foundation
import SyncCore
import Testing

/// The client in Python, as another app's author would write it; see `Tests/SecondClient`.
struct SecondClient {
    static let script = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "SecondClient/client.py").path

    let store: String

    /// Enrols a new store with a code of the centre.
    ///
    /// - `place`: the hub's store, where it is another than the centre's first.
    init(
        _ name: String,
        _ role: String,
        _ hub: HubProcess,
        _ centre: Centre,
        at place: String? = nil
    ) throws {
        store = centre.folder.file("\(name)-second.db")
        let code = try centre.code(role, at: place)
        let answer = try run("join", hub.url, code, "--name", name)
        try #require(answer.status == 0, "\(answer.errors)")
    }

    private init(store: String) { self.store = store }

    /// A second machine with what the store holds now.
    func copied(_ place: String) throws -> SecondClient {
        try FileManager.default.copyItem(atPath: store, toPath: place)
        return SecondClient(store: place)
    }

    @discardableResult
    func run(_ words: String...) throws -> Program.Answer {
        try Program.execute(
            "/usr/bin/env",
            ["python3", Self.script] + words + ["--store", store, "--json"]
        )
    }

    /// A process that runs on; its output goes nowhere.
    func start(_ words: String...) throws -> Process {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", Self.script] + words + ["--store", store, "--json"]
        process.environment = Program.environment([:])
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    /// Syncs and gives the report.
    @discardableResult
    func sync() throws -> JSON {
        let answer = try run("sync")
        try #require(answer.status == 0, "\(answer.errors)")
        return try answer.json
    }

    /// Makes an operation and gives the id of its row.
    func edit(_ words: String...) throws -> String {
        let answer = try Program.execute(
            "/usr/bin/env",
            ["python3", Self.script, "edit"] + words + ["--store", store, "--json"]
        )
        try #require(answer.status == 0, "\(answer.errors)")
        return try #require(try answer.json["id"].text)
    }

    /// The names of an entity's rows as shown.
    func names(_ entity: String, _ field: String = "name") throws -> [String] {
        try run("rows", entity).json.elements.compactMap { $0["fields"][field].text }.sorted()
    }

    /// What became of its operations, oldest first, and how many wait.
    func outcomes() throws -> (answered: [String], waiting: Int) {
        let outbox = try run("outbox").json
        return (
            outbox["answered"].elements.compactMap { $0["outcome"].text },
            outbox["waiting"].elements.count
        )
    }

    func sums() throws -> [String: String] {
        let sums = try run("status").json["sums"].value.object ?? [:]
        return Dictionary(uniqueKeysWithValues: sums.map { ($0.key, $0.value.text ?? "") })
    }
}
