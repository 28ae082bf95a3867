import Foundation
import HTTPServer
import Synchronization
import Testing

@Suite(.enabled(if: OpenSSL.path != nil, "openssl is not installed"))
struct TLSTests {
    @Test func `a request over TLS is answered`() throws {
        let openSSL = try OpenSSL()
        let server = try TestServer { $0.tls = openSSL.identity }
        let answer = try openSSL.talk(
            to: server.port,
            "GET /hello HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n"
        )
        #expect(answer.starts(with: Data("HTTP/1.1 200 OK\r\n".utf8)))
        #expect(answer.suffix(9) == Data("\r\n\r\nhello".utf8))
        server.stop()
    }

    @Test func `a parked request over TLS is answered`() throws {
        let openSSL = try OpenSSL()
        let server = try TestServer { $0.tls = openSSL.identity }
        server.desk.parkMilliseconds.store(100, ordering: .relaxed)
        let answer = try openSSL.talk(
            to: server.port,
            "GET /park HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n"
        )
        #expect(answer.suffix(12) == Data("\r\n\r\ndeadline".utf8))
        server.stop()
    }

    @Test func `a stream over TLS arrives whole`() throws {
        let openSSL = try OpenSSL()
        let server = try TestServer { $0.tls = openSSL.identity }
        let answer = try openSSL.talk(
            to: server.port,
            "GET /stream?bytes=3000000 HTTP/1.0\r\nHost: test\r\n\r\n"
        )
        #expect(answer.suffix(3_000_000) == Data(Counting.content(count: 3_000_000)))
        server.stop()
    }

    @Test func `TLS 1.1 is not spoken`() throws {
        let openSSL = try OpenSSL()
        let server = try TestServer { $0.tls = openSSL.identity }
        let answer = try openSSL.talk(
            to: server.port,
            "GET /hello HTTP/1.0\r\nHost: test\r\n\r\n",
            options: ["-tls1_1", "-cipher", "DEFAULT:@SECLEVEL=0"]
        )
        #expect(answer.isEmpty)
        server.stop()
    }

    @Test func `a handshake that does not come is ended`() throws {
        let openSSL = try OpenSSL()
        let server = try TestServer { configuration in
            configuration.tls = openSSL.identity
            configuration.headerSeconds = 1
        }
        let client = try server.client()
        client.send([0x16, 3, 1])
        #expect(client.closes(within: 4))
        server.stop()
    }

    @Test func `a key of another certificate is an error`() throws {
        var identity = try OpenSSL().identity
        identity.keyPEM = try OpenSSL().identity.keyPEM
        #expect(try startError(identity).code == "http.tls")
    }

    @Test func `a certificate that is no PEM is an error`() throws {
        let identity = HTTPServer.TLS(certificatePEM: "certificate", keyPEM: "key")
        #expect(try startError(identity).code == "http.tls")
    }

    private func startError(_ identity: HTTPServer.TLS) throws -> HTTPServerError {
        var configuration = HTTPServer.Configuration()
        configuration.tls = identity
        let server = HTTPServer(configuration: configuration) { _, _ in .respond(text("")) }
        return try #require(throws: HTTPServerError.self) { try server.start() }
    }
}

/// A fresh self-signed certificate, and a client that trusts it.
private final class OpenSSL {
    static let path = ["/usr/bin/openssl", "/usr/local/bin/openssl"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    let identity: HTTPServer.TLS
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let certificate = folder.appending(path: "certificate.pem")
        let key = folder.appending(path: "key.pem")
        _ = try Self.run([
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
            "-subj", "/CN=localhost", "-days", "1", "-keyout", key.path, "-out", certificate.path,
        ])
        identity = HTTPServer.TLS(
            certificatePEM: try String(contentsOf: certificate, encoding: .utf8),
            keyPEM: try String(contentsOf: key, encoding: .utf8)
        )
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    /// What the server sends until it closes.
    func talk(to port: UInt16, _ request: String, options: [String] = []) throws -> Data {
        try Self.run(
            [
                "s_client", "-connect", "127.0.0.1:\(port)", "-quiet", "-verify_return_error",
                "-CAfile", folder.appending(path: "certificate.pem").path,
            ] + options,
            input: request
        )
    }

    private static func run(_ arguments: [String], input: String = "") throws -> Data {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(path))
        process.arguments = arguments
        let (standardInput, standardOutput) = (Pipe(), Pipe())
        process.standardInput = standardInput
        process.standardOutput = standardOutput
        process.standardError = FileHandle.nullDevice
        try process.run()
        try? standardInput.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        let output = try standardOutput.fileHandleForReading.readToEnd() ?? Data()
        try? standardInput.fileHandleForWriting.close()
        process.waitUntilExit()
        return output
    }
}
