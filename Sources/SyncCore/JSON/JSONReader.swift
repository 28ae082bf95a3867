import CSimdjson

/// What may not be exceeded when JSON from outside is read.
package struct JSONLimits: Sendable {
    /// The most bytes in one document.
    package var bytes: Int
    /// The most containers inside one another.
    package var depth: Int

    package init(bytes: Int = 1 << 20, depth: Int = 32) {
        self.bytes = bytes
        self.depth = depth
    }
}

/// Why bytes were not accepted as JSON.
///
/// Codes: `json.invalid`, `json.too_deep`, `json.number_range`, `json.text` (bad UTF-8 or a lone surrogate),
/// `json.too_large`, `json.duplicate_key`, `json.memory`.
package struct JSONError: Error, Sendable, Equatable {
    package let code: String
    package let message: String
}

extension JSONValue {
    /// Reads one JSON document (RFC 8259) by simdjson, which validates UTF-8, depth and number range.
    ///
    /// A name given twice in one object is refused, since two readers could take different ones.
    package static func parse(
        _ bytes: [UInt8],
        limits: JSONLimits = JSONLimits()
    ) throws(JSONError) -> JSONValue {
        var nodes: UnsafePointer<csimdjson_node>?
        var count = 0
        let code = bytes.span.withUnsafeBufferPointer { buffer in
            csimdjson_parse(
                buffer.baseAddress,
                buffer.count,
                limits.bytes,
                limits.depth,
                &nodes,
                &count
            )
        }
        guard code == 0 else { throw .of(csimdjson_error(UInt32(code))) }
        var builder = TreeBuilder(nodes: UnsafeBufferPointer(start: nodes, count: count))
        return try builder.next()
    }
}

/// Turns simdjson's flat array into a tree; depth was bounded by the parser.
private struct TreeBuilder {
    let nodes: UnsafeBufferPointer<csimdjson_node>
    var place = 0

    mutating func next() throws(JSONError) -> JSONValue {
        let node = nodes[place]
        place += 1
        switch csimdjson_kind(UInt32(node.kind)) {
        case CSIMDJSON_FALSE: return .bool(false)
        case CSIMDJSON_TRUE: return .bool(true)
        case CSIMDJSON_INTEGER: return .integer(node.integer)
        case CSIMDJSON_DOUBLE: return .double(node.real)
        case CSIMDJSON_STRING: return .string(text(of: node))
        case CSIMDJSON_ARRAY: return .array(try elements(Int(node.integer)))
        case CSIMDJSON_OBJECT: return .object(try members(Int(node.integer)))
        default: return .null
        }
    }

    private mutating func elements(_ count: Int) throws(JSONError) -> [JSONValue] {
        var out: [JSONValue] = []
        out.reserveCapacity(count)
        for _ in 0..<count { out.append(try next()) }
        return out
    }

    private mutating func members(_ count: Int) throws(JSONError) -> JSONObject {
        var members: [(key: String, value: JSONValue)] = []
        members.reserveCapacity(count)
        for _ in 0..<count {
            let name = text(of: nodes[place])
            place += 1
            members.append((key: name, value: try next()))
        }
        guard let object = JSONObject(unordered: members) else {
            throw JSONError(
                code: "json.duplicate_key",
                message: "A name stands twice in one JSON object."
            )
        }
        return object
    }

    private func text(of node: csimdjson_node) -> String {
        // simdjson has validated the bytes, so decoding repairs nothing.
        let start = UnsafeRawPointer(node.text)?.assumingMemoryBound(to: UInt8.self)
        return String(
            decoding: UnsafeBufferPointer(start: start, count: Int(node.length)),
            as: UTF8.self
        )
    }
}

extension JSONError {
    fileprivate static func of(_ error: csimdjson_error) -> JSONError {
        switch error {
        case CSIMDJSON_TOO_DEEP:
            JSONError(code: "json.too_deep", message: "The JSON is nested too deeply.")
        case CSIMDJSON_NUMBER_RANGE:
            JSONError(
                code: "json.number_range",
                message: "A number is outside the range of 64-bit whole numbers or doubles."
            )
        case CSIMDJSON_BAD_TEXT:
            JSONError(
                code: "json.text",
                message: "Text in the JSON is not valid Unicode (UTF-8 and paired surrogates)."
            )
        case CSIMDJSON_TOO_LARGE:
            JSONError(code: "json.too_large", message: "The JSON is larger than the limit.")
        case CSIMDJSON_NO_MEMORY:
            JSONError(code: "json.memory", message: "There was no memory to read the JSON.")
        default:
            JSONError(
                code: "json.invalid",
                message: "The bytes are not one complete JSON document."
            )
        }
    }
}
