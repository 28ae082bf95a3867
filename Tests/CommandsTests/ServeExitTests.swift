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
}
