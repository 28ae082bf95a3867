import FieldClient
import Foundation
import SyncCore
import SyncEngine
import Testing

/// A founded store in a folder of its own.
struct Centre {
    let folder: Folder
    let store: String
    let id: String

    init() throws {
        folder = try Folder()
        store = folder.file("hub.db")
        let answer = try Program.run(
            "init",
            "--db",
            store,
            "--centre",
            "Prøvesentralen",
            "--json"
        )
        try #require(answer.status == 0, "\(answer.errors)")
        id = try #require(try answer.json["centre"].text)
    }

    /// A single-use code for a role.
    func code(_ role: String, at place: String? = nil) throws -> String {
        let answer = try Program.run(
            "device",
            "invite",
            "--db",
            place ?? store,
            "--centre",
            id,
            "--role",
            role,
            "--json"
        )
        try #require(answer.status == 0, "\(answer.errors)")
        return try #require(try answer.json["code"].text)
    }

    /// Enrols a store of this folder as a field client and returns its file.
    func join(_ name: String, _ role: String, _ hub: HubProcess) throws -> String {
        let replica = folder.file("\(name).db")
        let answer = try Program.run(
            "field",
            "join",
            hub.url,
            try code(role),
            "--replica",
            replica,
            "--name",
            name
        )
        try #require(answer.status == 0, "\(answer.errors)")
        return replica
    }

    /// The sums of all scopes at the hub, by scope.
    func sums() throws -> [String: String] {
        let answer = try Program.run("doctor", "--db", store, "--json")
        try #require(answer.status <= 1, "\(answer.errors)")
        return Self.sums(try answer.json)
    }

    static func sums(of replica: String) throws -> [String: String] {
        let answer = try Program.run("field", "status", "--replica", replica, "--json")
        try #require(answer.status == 0, "\(answer.errors)")
        return sums(try answer.json)
    }

    static func sums(_ json: JSON) -> [String: String] {
        let pairs = json["scopes"].elements.compactMap { scope in
            scope["scope"].text.flatMap { name in scope["sum"].text.map { (name, $0) } }
        }
        return Dictionary(pairs) { first, _ in first }
    }
}
