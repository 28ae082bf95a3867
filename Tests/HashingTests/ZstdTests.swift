import Compression
import Hashing
import Testing

@Suite struct ZstdTests {
    private func failure(_ bytes: [UInt8], limit: Int = 1 << 20, ratio: Int = 200)
        -> CompressionError?
    {
        do throws(CompressionError) {
            _ = try unzstd(bytes, limit: limit, ratio: ratio)
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [0, 1, 16_383, 16_384, 16_385, 300_000])
    func `what was packed comes back`(count: Int) throws {
        let bytes = RandomSource.bytes(count)
        let same = try unzstd(try zstd(bytes), limit: count) == bytes
        #expect(same)
    }

    @Test(arguments: [1, 3, 19] as [Int32])
    func `a page larger than any window comes back`(level: Int32) throws {
        let rows = (0..<60_000).flatMap { Array(#"{"id":\#($0),"name":"rake the leaves"}"#.utf8) }
        let packed = try zstd(rows, level: level)
        let same = try unzstd(packed, limit: rows.count) == rows
        #expect(same)
    }

    // Made with the zstd of Debian, which tells no size when it reads from a pipe.
    @Test func `a zstd of another program is read`() throws {
        let packed: [UInt8] = [
            40, 181, 47, 253, 4, 88, 41, 0, 0, 104, 101, 108, 108, 111, 163, 109, 159, 136,
        ]
        #expect(try unzstd(packed, limit: 5) == Array("hello".utf8))
    }

    @Test func `several frames are read as one text`() throws {
        let packed = try zstd(Array("a".utf8)) + zstd(Array("b".utf8))
        #expect(try unzstd(packed, limit: 2) == Array("ab".utf8))
    }

    @Test func `the limit is exact`() throws {
        let packed = try zstd(RandomSource.bytes(50_000))
        #expect(failure(packed, limit: 50_000) == nil)
        #expect(failure(packed, limit: 49_999) == .zstdTooLarge)
    }

    @Test func `a bomb is stopped by its ratio, long before the limit`() throws {
        let bomb = try zstd([UInt8](repeating: 0, count: 100 << 20))
        #expect(bomb.count < 20_000)
        #expect(failure(bomb, limit: 1 << 30) == .zstdRatio)
        #expect(failure(bomb, limit: 1 << 20, ratio: 1_000_000) == .zstdTooLarge)
        let small = try zstd([UInt8](repeating: 0, count: 65_536))
        #expect(failure(small) == nil, "below 64 KiB no ratio is suspicious")
    }

    @Test func `a window that would take much memory is refused`() {
        // A frame's head that asks for 16 MiB, and one block of a single byte (RFC 8878 section 3.1.1.1.2).
        let block: [UInt8] = [0b0000_1011, 0, 0, 65]
        #expect(failure([0x28, 0xB5, 0x2F, 0xFD, 0, (24 - 10) << 3] + block) == .zstdTooLarge)
        #expect(failure([0x28, 0xB5, 0x2F, 0xFD, 0, (23 - 10) << 3] + block) == nil)
    }

    @Test func `every cut is found`() throws {
        let packed = try zstd(Array("rake the leaves".utf8))
        for count in packed.indices {
            #expect(failure(Array(packed.prefix(count))) == .zstdTruncated, "\(count)")
        }
    }

    @Test func `changed bytes and other formats are corrupt`() throws {
        var packed = try zstd(Array("rake the leaves".utf8))
        #expect(failure(packed + [1, 2, 3, 4]) == .zstdCorrupt)
        packed[packed.count - 6] ^= 1
        #expect(failure(packed) == .zstdCorrupt)
        #expect(failure(Array("plain text".utf8)) == .zstdCorrupt)
    }
}
