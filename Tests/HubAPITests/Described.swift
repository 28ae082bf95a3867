import Schema
import Testing

/// The routes of the OpenAPI document, read line by line: path, method, status, content types.
struct Described: Sendable {
    static let document = Described(String(decoding: Schema.openAPI, as: UTF8.self))

    private(set) var responses: [String: Set<String>] = [:]
    private(set) var paths: [String] = []
    /// The enum of the error code.
    private(set) var codes: Set<String> = []

    init(_ yaml: String) {
        var path = "", method = "", status = "", section = ""
        var isCodeSchema = false
        var isInCodes = false
        for line in yaml.split(separator: "\n", omittingEmptySubsequences: false) {
            let indent = line.prefix { $0 == " " }.count
            let text = line.dropFirst(indent)
            guard !text.isEmpty, !text.hasPrefix("#") else { continue }
            if indent == 0 { section = String(text.prefix { $0 != ":" }) }
            if text == "ErrorCode:" { isCodeSchema = true }
            if isCodeSchema, text == "enum:" {
                isInCodes = true
                continue
            }
            if isInCodes {
                if text.hasPrefix("- ") {
                    codes.insert(String(text.dropFirst(2)))
                } else {
                    isInCodes = false
                }
            }
            guard section == "paths" else { continue }
            let name = String(text.prefix { $0 != ":" }.filter { $0 != "\"" && $0 != "'" })
            switch indent {
            case 2:
                path = name
                paths.append(path)
            case 4: method = name.uppercased()
            case 8 where Int(name) != nil:
                status = name
                responses["\(method) \(path) \(status)", default: []].formUnion([])
                if text.contains("#/components/responses/Error") {
                    responses["\(method) \(path) \(status)"] = ["application/json"]
                }
            case 12 where name.contains("/"):
                responses["\(method) \(path) \(status)", default: []].insert(name)
            default: break
            }
        }
    }

    /// Demands that the answer is one the document promises for the path.
    func check(_ answer: TestClient.Answer, _ method: String, _ path: String) {
        let method = method == "HEAD" ? "GET" : method
        guard let known = paths.first(where: { Self.matches(path, $0) }),
            answer.code?.hasPrefix("http.") != true, answer.code != "route.method"
        else {
            // Outside the described routes everything is one error body.
            #expect(answer.status >= 400, "\(method) \(path) is not described")
            return
        }
        let type = answer.header("Content-Type")
        let types = responses["\(method) \(known) \(answer.status)"]
        #expect(types != nil, "\(method) \(known) \(answer.status) is not described")
        if let types, let type { #expect(types.contains(type), "\(type) of \(method) \(known)") }
        if let code = answer.code { #expect(codes.contains(code), "\(code) is not listed") }
    }

    private static func matches(_ path: String, _ pattern: String) -> Bool {
        let parts = path.split(separator: "/")
        let wanted = pattern.split(separator: "/")
        return parts.count == wanted.count
            && zip(parts, wanted).allSatisfy { $1.hasPrefix("{") || $0 == $1 }
    }
}
