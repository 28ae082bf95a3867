import Hashing
import Testing

@Suite struct DigestTests {
    private let abc = Array("abc".utf8)

    private func hex(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef")
        return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }

    @Test func `the digest of abc is that of RFC 7693, appendix A`() {
        #expect(
            hex(Digest.blake2b(abc, length: 64))
                == "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"
                + "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923"
        )
    }

    // Made with the hashlib of Python.
    @Test func `shorter, keyed and empty digests agree with another implementation`() {
        #expect(hex(Digest.blake2b(abc, length: 16)) == "cf4ab791c62b8d2b2109c90275287816")
        #expect(
            hex(Digest.blake2b([]))
                == "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8"
        )
        #expect(
            hex(Digest.blake2b(abc, key: Array(0..<32)))
                == "d63a32d3e44738d7907f964316c241adaba0abfeabc32349677578a15a203f7f"
        )
    }

    @Test func `slices and bytes on loan have the same digest`() {
        let padded = [0] + abc + [0]
        #expect(Digest.blake2b(padded[1...3]) == Digest.blake2b(abc))
        #expect(Digest.blake2b(abc.span.bytes) == Digest.blake2b(abc))
        #expect(Digest.blake2b([UInt8]().span.bytes) == Digest.blake2b([]))
    }

    @Test func `parts are told apart`() {
        let (ab, c, a, bc) = (Array("ab".utf8), Array("c".utf8), Array("a".utf8), Array("bc".utf8))
        #expect(Digest.blake2b64(parts: ab, c) == 17_063_491_624_948_803_144)
        #expect(Digest.blake2b64(parts: ab, c) != Digest.blake2b64(parts: a, bc))
        #expect(Digest.blake2b64(parts: abc) != Digest.blake2b64(parts: abc, []))
    }

    @Test(arguments: [15, 65])
    func `a length that BLAKE2b has not is a fault in the program`(length: Int) async {
        await #expect(processExitsWith: .failure) { [length] in
            _ = Digest.blake2b([], length: length)
        }
    }

    @Test func `secrets are compared whole`() {
        #expect(constantTimeEqual([1, 2, 3], [1, 2, 3]))
        #expect(!constantTimeEqual([1, 2, 3], [1, 2, 4]))
        #expect(!constantTimeEqual([1, 2, 3], [1, 2]))
        #expect(constantTimeEqual([], []))
    }

    @Test func `random bytes differ and have the length asked for`() {
        #expect(RandomSource.bytes(0).isEmpty)
        #expect(RandomSource.bytes(32).count == 32)
        #expect(RandomSource.bytes(32) != RandomSource.bytes(32))
        #expect((0..<100).allSatisfy { _ in RandomSource.number(below: 3) < 3 })
    }
}
