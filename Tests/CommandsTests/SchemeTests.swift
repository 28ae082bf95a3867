import FieldClient
import Foundation
import HTTPServer
import SyncEngine
import Testing

@testable import Commands

/// What a client is told when the address and the hub disagree about TLS.
struct SchemeTests {
    static let openSSL = "/usr/bin/openssl"
    static let hasOpenSSL = FileManager.default.isExecutableFile(atPath: openSSL)

    let folder: TestFolder

    init() throws { folder = try TestFolder() }

    func error(_ url: String) throws -> NetworkError {
        let error = #expect(throws: NetworkError.self) {
            try HubClient(url: url, token: "t")
                .pull(
                    cursor: nil,
                    lacks: [],
                    incarnation: Environment.system.newID(),
                    waitSeconds: 0
                )
        }
        return try #require(error)
    }

    /// A self-signed certificate, which no machine trusts.
    func identity() throws -> HTTPServer.TLS {
        let process = Process()
        process.executableURL = URL(filePath: Self.openSSL)
        process.arguments = [
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
            "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1", "-days", "1",
            "-keyout", folder["key.pem"], "-out", folder["certificate.pem"],
        ]
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return HTTPServer.TLS(
            certificatePEM: try String(contentsOfFile: folder["certificate.pem"], encoding: .utf8),
            keyPEM: try String(contentsOfFile: folder["key.pem"], encoding: .utf8)
        )
    }

    @Test(.enabled(if: hasOpenSSL, "openssl is not installed"))
    func `a certificate nobody vouches for and http where TLS is spoken have their own codes`()
        throws
    {
        var configuration = HTTPServer.Configuration()
        configuration.workers = 1
        configuration.tls = try identity()
        let server = HTTPServer(configuration: configuration) { _, _ in .respond(HTTPResponse()) }
        let port = try server.start()
        defer { server.drain(deadlineMilliseconds: 0) }
        let untrusted = try error("https://127.0.0.1:\(port)")
        #expect(untrusted.code == "network.certificate")
        #expect(untrusted.message.contains("update-ca-certificates"))
        #expect(!untrusted.isPassing)
        let plain = try error("http://127.0.0.1:\(port)")
        #expect(plain.code == "network.scheme")
        #expect(plain.message.contains("https://"))
        let joined = TestRun([
            "field", "join", "https://127.0.0.1:\(port)", "AAAA", "--replica", folder["a.db"],
        ])
        #expect(joined.exit == 3)
        #expect(joined.errors.contains("[network.certificate]"))
    }

    @Test func `https where http is spoken has its own code`() throws {
        let stub = try StubServer(HTTPResponse())
        let error = try error("https" + stub.url.dropFirst(4))
        #expect(error.code == "network.scheme")
        #expect(error.message.contains("http://"))
        #expect(!error.isPassing)
    }
}
