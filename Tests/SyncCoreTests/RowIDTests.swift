import SyncCore
import Testing

@Suite struct `row ids` {
    private let text = "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b"

    @Test func `text and bytes go both ways`() throws {
        let id = try #require(RowID(text))
        #expect(id.description == text)
        #expect(RowID(bytes: id.bytes) == id)
        #expect(id.bytes.count == 16 && id.bytes.first == 0x01 && id.bytes.last == 0x5B)
        #expect(RowID(text.uppercased()) == id)
    }

    @Test(arguments: [
        "", "0190a1b2", "0190a1b2c3d47e5f8a9b0c1d2e3f4a5b", "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5",
        "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b0", "0190a1b2_c3d4-7e5f-8a9b-0c1d2e3f4a5b",
        "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5g", "{190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5}",
        "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5é", "-190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b",
    ])
    func `any other text is no id`(_ text: String) { #expect(RowID(text) == nil) }

    @Test func `another number of bytes is no id`() {
        #expect(RowID(bytes: []) == nil)
        #expect(RowID(bytes: Array(repeating: 0, count: 15)) == nil)
        #expect(RowID(bytes: Array(repeating: 0, count: 17)) == nil)
    }

    /// RFC 9562 section 5.7 and its example: 48 bits of time, version 7, variant 10.
    @Test func `version 7 has its time, version and variant in place`() {
        let id = RowID.version7(milliseconds: 0x017F_22E2_79B0, random: (.max, .max))
        #expect(id.description == "017f22e2-79b0-7fff-bfff-ffffffffffff")
        let empty = RowID.version7(milliseconds: 0, random: (0, 0))
        #expect(empty.description == "00000000-0000-7000-8000-000000000000")
    }
}
