import SyncCore
import Testing

@Suite struct `reading and writing JSON` {
    private func read(_ text: String, depth: Int = 32, bytes: Int = 1 << 20) throws -> JSONValue {
        try JSONValue.parse(Array(text.utf8), limits: JSONLimits(bytes: bytes, depth: depth))
    }

    private func code(_ bytes: [UInt8], depth: Int = 32, limit: Int = 1 << 20) -> String? {
        do {
            _ = try JSONValue.parse(bytes, limits: JSONLimits(bytes: limit, depth: depth))
            return nil
        } catch { return error.code }
    }

    private func canonical(_ text: String) throws -> String {
        String(decoding: try read(text).bytes(), as: UTF8.self)
    }

    @Test(arguments: [
        ("", "json.invalid"), ("{", "json.invalid"), (#"{"a":1"#, "json.invalid"),
        ("[1,]", "json.invalid"), ("{a:1}", "json.invalid"), ("1 2", "json.invalid"),
        ("nul", "json.invalid"), ("[1e400]", "json.number_range"),
        ("[-1e400]", "json.number_range"),
        ("[9223372036854775808]", "json.number_range"),
        ("[-9223372036854775809]", "json.number_range"),
        ("[18446744073709551615]", "json.number_range"), (#"["\ud800"]"#, "json.text"),
        (#"["\udc00\ud800"]"#, "json.text"), (#"["\x"]"#, "json.text"),
        ("[\"a\u{1}\"]", "json.text"),
        (#"{"a":1,"a":2}"#, "json.duplicate_key"), (#"{"a":1,"\u0061":2}"#, "json.duplicate_key"),
        (#"[{"x":{"b":1,"b":1}}]"#, "json.duplicate_key"),
    ])
    func `what could be read in two ways is refused`(text: String, expected: String) {
        #expect(code(Array(text.utf8)) == expected)
    }

    @Test func `bytes that are no UTF-8 are refused`() {
        for bytes in [[0xFF], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80]]
            as [[UInt8]]
        {
            #expect(code([0x22] + bytes + [0x22]) == "json.text")
        }
    }

    @Test func `depth and size have their limits`() {
        let three = Array("[[[]]]".utf8)
        #expect(code(three, depth: 3) == nil)
        #expect(code(three, depth: 2) == "json.too_deep")
        #expect(code(three, limit: 6) == nil)
        #expect(code(three, limit: 5) == "json.too_large")
        let deep =
            String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
        #expect(code(Array(deep.utf8)) == "json.too_deep")
    }

    @Test func `the ends of the whole numbers are exact`() throws {
        #expect(try read("9223372036854775807") == .integer(.max))
        #expect(try read("-9223372036854775808") == .integer(.min))
        #expect(try read("1.0") == .double(1))
        #expect(try read("-0.0").bytes() == Array("-0.0".utf8))
    }

    @Test func `members are sorted by their bytes`() throws {
        #expect(
            try canonical(#"{ "b" : 1, "a":2, "Z":3, "æ":4, "aa":5 }"#)
                == #"{"Z":3,"a":2,"aa":5,"b":1,"æ":4}"#
        )
    }

    @Test func `text is escaped only where it has to be`() throws {
        #expect(
            try canonical(#""\u00e6\/\"\\\n\r\t\b\u0001\ud83d\ude00""#)
                == #""æ/\"\\\n\r\t\u0008\u0001😀""#
        )
    }

    @Test(arguments: ["0.1", "1e-07", "5e-324", "1.7976931348623157e+308", "58.123456789", "-7.5"])
    func `doubles are written in their shortest form and read back the same`(text: String) throws {
        #expect(try canonical(text) == text)
        #expect(try read(canonical(text)) == read(text))
    }

    @Test func `what was computed and is no number becomes null`() {
        #expect(
            JSONValue.array([.double(.infinity), .double(.nan)]).bytes()
                == Array("[null,null]".utf8)
        )
    }

    @Test func `canonical bytes are read back as the same value, and written as the same bytes`()
        throws
    {
        let value: JSONValue = [
            "a": [1, .double(2.5), nil, true, "x"], "b": ["c": [:], "d": []],
            "": "Ærfugl \"skjær\"",
        ]
        let again = try JSONValue.parse(value.bytes())
        #expect(again == value)
        #expect(again.bytes() == value.bytes())
    }
}
