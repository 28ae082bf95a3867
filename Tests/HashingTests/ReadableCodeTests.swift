import Hashing
import Testing

@Suite struct ReadableCodeTests {
    @Test func `bytes of every length come back`() {
        for length in 0...40 {
            let bytes = RandomSource.bytes(length)
            let text = Crockford.encode(bytes)
            #expect(text.count == (length * 8 + 4) / 5)
            #expect(Crockford.decode(text) == bytes, "\(bytes)")
        }
    }

    @Test func `the alphabet and the order of the bits are Crockford's`() {
        #expect(Crockford.encode([0xff, 0x00, 0xff, 0x00, 0xff]) == "ZW0FY07Z")
        #expect(Crockford.encode([0]) == "00")
        #expect(Crockford.decode("zw0f-yo7z") == [0xff, 0x00, 0xff, 0x00, 0xff])
    }

    @Test(arguments: ["U0", "0", "01", "000", "0*", "å0", "ZZ"])
    func `what no bytes encode to is refused`(text: String) {
        #expect(Crockford.decode(text) == nil)
    }

    @Test func `a code has twelve characters and a check, all ordinary`() throws {
        for _ in 0..<500 {
            let code = ReadableCode.random()
            #expect(code.canonical.count == 13)
            #expect(code.canonical.allSatisfy { "0123456789ABCDEFGHJKMNPQRSTVWXYZ".contains($0) })
            #expect(code.grouped.split(separator: "-").map(\.count) == [4, 4, 4, 1])
            #expect(ReadableCode(code.grouped) == code)
        }
    }

    @Test func `the check is the number modulo 37`() {
        // The first draw is the number 32, whose check would be a sign, so the second one counts.
        var draws = Array(repeating: UInt32(0), count: 10) + [1, 0]
        draws += Array(repeating: 0, count: 11) + [30]
        let code = ReadableCode.random { _ in draws.removeFirst() }
        #expect(code.canonical == "00000000000YY")
    }

    @Test(arguments: ["oooo-OOOO-ooO0-0", "000000000000 0", "0000 0000 0000 o"])
    func `reading forgives case, look-alikes, spaces and hyphens`(text: String) {
        #expect(ReadableCode(text)?.canonical == "0000000000000")
    }

    @Test func `i and l are ones`() {
        #expect(ReadableCode("0000-0000-000i-L")?.canonical == "0000000000011")
    }

    @Test func `one wrong character or one swap is found`() {
        for _ in 0..<50 {
            let right = Array(ReadableCode.random().canonical)
            for place in right.indices {
                var wrong = right
                wrong[place] = right[place] == "7" ? "8" : "7"
                #expect(ReadableCode(String(wrong)) == nil)
            }
            for place in right.indices.dropLast() where right[place] != right[place + 1] {
                var swapped = right
                swapped.swapAt(place, place + 1)
                #expect(ReadableCode(String(swapped)) == nil)
            }
        }
    }

    @Test(arguments: ["", "-", "0000", "00000000000000", "000000000000U", "000000000000~"])
    func `what is no code is refused`(text: String) {
        #expect(ReadableCode(text) == nil)
    }

    @Test func `an endless text is not even read`() {
        #expect(ReadableCode("0000000000000" + String(repeating: "-", count: 51)) != nil)
        #expect(ReadableCode("0000000000000" + String(repeating: "-", count: 52)) == nil)
    }
}
