import HTTPServer
import Testing

@Suite struct BasicTests {
    @Test func `a request is answered with what the handler says`() throws {
        let server = try TestServer()
        let client = try server.client()
        client.get("/show?a=1&b=x%20y+z&a=%2F&odd=%zz", headers: "X-TEST: yes\r\n")
        let answer = try #require(client.answer())
        #expect(answer.status == 200)
        #expect(answer.text == "GET /show [a=1,b=x y z,a=/,odd=%zz] yes 127.0.0.1")
        #expect(answer.header("Content-Type") == "text/plain")
        #expect(answer.header("Date") != nil)
        server.stop()
    }

    @Test func `a connection serves one request after the other`() throws {
        let server = try TestServer()
        let client = try server.client()
        for round in 0..<50 {
            let body = [UInt8](repeating: UInt8(round), count: round * 1000)
            client.post("/echo", body)
            #expect(client.answer()?.body == body)
        }
        #expect(server.server.connections == 1)
        server.stop()
    }
}
