import Foundation
import HTTPServer
import HubAPI
import Schema
import Testing

struct ContractTests {
    @Test func `the document lists every error code of the table, and no other`() {
        #expect(Described.document.codes == Set(ErrorTable.entries.keys))
        #expect(ErrorTable.entries.count > 50)
    }

    @Test func `the document describes every route`() {
        let paths = Set(Described.document.paths)
        #expect(paths.count == Described.document.paths.count)
        #expect(
            paths.isSuperset(of: [
                "/v1/health", "/v1/openapi.yaml", "/v1/devices", "/v1/sync/push", "/v1/sync/pull",
                "/v1/zones", "/v1/zones/{id}", "/v1/review", "/v1/office/operations",
                "/v1/office/batch", "/v1/office/invitations", "/v1/office/devices/{id}/retire",
                "/v1/office/devices/{id}/revoke", "/v1/office/tick",
                "/v1/office/durable", "/v1/office/persons/{id}/erase",
            ])
        )
    }

    @Test func `the document is what the hub serves`() throws {
        let hub = try TestHub()
        let answer = try hub.get("/v1/openapi.yaml")
        #expect(answer.header("Content-Type") == "application/yaml")
        #expect(answer.body == Schema.openAPI)
    }

    @Test func `the table agrees with what the HTTP server refuses by itself`() {
        let faults: [HTTPFault] = [
            .malformed(""), .contentTooLarge(limit: 1), .tooManyHeaderFields(limit: 1),
            .transferCodingNotSupported, .methodNotSupported, .overloaded, .stopping,
            .unusableResponse,
        ]
        for fault in faults { #expect(ErrorTable.entries[fault.code]?.status == fault.status) }
        let known = ErrorTable.entries.keys.filter { $0.hasPrefix("http.") }
        #expect(Set(known) == Set(faults.map(\.code)))
    }

    @Test func `every code a request can meet in the sources is in the table`() throws {
        // What is thrown while a store is opened, a hub started or a replica at work.
        let elsewhere: Set<String> = [
            "hub.no_threads", "hub.started", "office.unwritable", "tls.unreadable",
            "store.not_founded", "store.founded", "store.older", "store.corrupt",
            "notice.hook_url", "notice.hook_secret", "notice.hook_command",
        ]
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let thrown = /(?:Sync|Wire)Error\(\s*"([a-z_]+\.[a-z_]+)"/
        var seen: Set<String> = []
        for folder in ["HubAPI", "SyncEngine/Hub", "SyncCore/Operations"] {
            let base = root.appendingPathComponent("Sources/\(folder)")
            let files = try FileManager.default.subpathsOfDirectory(atPath: base.path)
            for file in files where file.hasSuffix(".swift") {
                let text = try String(
                    contentsOf: base.appendingPathComponent(file),
                    encoding: .utf8
                )
                seen.formUnion(text.matches(of: thrown).map { String($0.1) })
            }
        }
        #expect(seen.count > 30)
        // These become findings of an outcome, or a report of the tick.
        let findings: Set<String> = [
            "schema.unsupported", "outcome.malformed", "hub.rules_do_not_end",
        ]
        let missing = seen.subtracting(ErrorTable.entries.keys).subtracting(elsewhere)
        #expect(missing.subtracting(findings) == [])
    }

    @Test func `only errors of the client and of the hub are in the table`() {
        for (code, entry) in ErrorTable.entries {
            #expect((400...511).contains(entry.status), "\(code)")
        }
        #expect(ErrorTable.entries[ErrorTable.internalCode]?.status == 500)
    }

    @Test(.enabled(if: Python.hasYAML, "python3 with PyYAML is not installed"))
    func `the document is valid YAML whose references lead somewhere`() throws {
        #expect(try Python.run(Self.script, input: Schema.openAPI) == "ok\n")
    }

    private static let script = """
        import sys, yaml
        document = yaml.safe_load(sys.stdin.buffer.read())
        assert document["openapi"].startswith("3.1")
        def walk(node):
            if isinstance(node, dict):
                if "$ref" in node:
                    place = document
                    for part in node["$ref"].removeprefix("#/").split("/"): place = place[part]
                for value in node.values(): walk(value)
            if isinstance(node, list):
                for value in node: walk(value)
        walk(document)
        ids = [o["operationId"] for p in document["paths"].values() for o in p.values()]
        assert len(ids) == len(set(ids))
        for path in document["paths"].values():
            for operation in path.values(): assert operation["summary"] and operation["responses"]
        print("ok")
        """
}

/// The system's Python, where there is one.
private enum Python {
    static let hasYAML = (try? run("import yaml; print('ok')", input: [])) == "ok\n"

    static func run(_ script: String, input: [UInt8]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", script]
        let given = Pipe(), printed = Pipe()
        process.standardInput = given
        process.standardOutput = printed
        process.standardError = FileHandle.nullDevice
        try process.run()
        try given.fileHandleForWriting.write(contentsOf: Data(input))
        try given.fileHandleForWriting.close()
        let output = try printed.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: output, as: UTF8.self)
    }
}
