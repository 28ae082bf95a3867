import Commands
import Foundation
import HTTPServer
import Testing

/// What `serve` ends with when it cannot.
struct ServeExitTests {
    @Test func `an address or certificate that cannot be served ends with 2, as the help says`()
        throws
    {
        let folder = try TestFolder()
        let file = folder["hub.db"]
        #expect(TestRun(["init", "--db", file, "--centre", "Testsentralen"]).exit == 0)
        let stub = try StubServer(HTTPResponse())
        let taken = stub.url.dropFirst("http://".count)
        // A second store would do as well as a certificate: neither is PEM.
        let cases = [
            ("http.port_in_use", ["--listen", "\(taken)"]),
            ("http.bad_address", ["--listen", "203.0.113.1:0"]),
            ("http.tls", ["--listen", "127.0.0.1:0", "--tls-cert", file, "--tls-key", file]),
        ]
        for (code, words) in cases {
            let run = TestRun(["serve", "--db", file] + words)
            #expect(run.exit == 2, "\(code): \(run.errors)")
            #expect(run.errors.contains("[\(code)]"))
        }
    }

    @Test func `a hub that is told to stop says so, in the reader's language`() throws {
        let folder = try TestFolder()
        let file = folder["hub.db"]
        #expect(TestRun(["init", "--db", file, "--centre", "Testsentralen"]).exit == 0)
        let run = TestRun(
            ["serve", "--db", file, "--listen", "127.0.0.1:0", "--language", "nb"],
            environment: CommandEnvironment(isStopping: { true })
        )
        #expect(run.exit == 0)
        #expect(run.output.contains("Serving at http://127.0.0.1:"))
        #expect(run.errors == "Stopper: det som er i gang, får bli ferdig.\n")
    }

    @Test func `a hook that cannot be used is refused before anything is served`() throws {
        let folder = try TestFolder()
        let file = folder["hub.db"]
        #expect(TestRun(["init", "--db", file, "--centre", "Testsentralen"]).exit == 0)
        let hook = ["serve", "--db", file, "--listen", "127.0.0.1:0", "--notice-hook"]
        #expect(TestRun(hook + ["https://example.org/"]).exit == 64)
        let secret = ["--notice-secret", folder["secret"]]
        try Data("long enough for a secret\n".utf8).write(to: URL(filePath: folder["secret"]))
        let plain = TestRun(hook + ["http://example.org/"] + secret)
        #expect(plain.exit == 2)
        #expect(plain.errors.contains("[notice.hook_url]"))
    }
}
