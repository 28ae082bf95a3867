import Compression
import Hashing
import Testing

@Suite struct CompressionTests {
    private func pack(_ parts: [UInt8]...) throws -> [UInt8] {
        let gzip = try GzipEncoder()
        return parts.flatMap { gzip.append($0) } + gzip.finish()
    }

    private func failure(_ bytes: [UInt8], limit: Int = 1 << 20, ratio: Int = 200)
        -> CompressionError?
    {
        do throws(CompressionError) {
            _ = try gunzip(bytes, limit: limit, ratio: ratio)
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [0, 1, 16_383, 16_384, 16_385, 300_000])
    func `what was packed comes back`(count: Int) throws {
        let bytes = RandomSource.bytes(count)
        let same = try gunzip(try pack(bytes), limit: count) == bytes
        #expect(same)
    }

    @Test func `parts make one gzip`() throws {
        let packed = try pack(Array("rake ".utf8), [], Array("leaves".utf8))
        #expect(packed.starts(with: [0x1f, 0x8b]))
        #expect(try gunzip(packed, limit: 100) == Array("rake leaves".utf8))
    }

    // Made with the gzip of Debian, which names its file in the header.
    @Test func `a gzip of another program is read`() throws {
        let packed: [UInt8] = [
            31, 139, 8, 8, 0, 0, 0, 0, 0, 3, 97, 0, 203, 72, 205, 201, 201, 7, 0, 134, 166, 16, 54,
            5, 0, 0, 0,
        ]
        #expect(try gunzip(packed, limit: 5) == Array("hello".utf8))
    }

    @Test func `several members are read as one text`() throws {
        let packed = try pack(Array("a".utf8)) + pack(Array("b".utf8))
        #expect(try gunzip(packed, limit: 2) == Array("ab".utf8))
    }

    @Test func `after a flush everything so far can be read`() throws {
        let gzip = try GzipEncoder()
        let sent = gzip.append(Array("first line\n".utf8)) + gzip.flush()
        #expect(failure(sent) == .truncated, "the end is still to come")
        // Closing the stream by hand shows that the line is already in it.
        let rest = gzip.finish()
        #expect(rest.count < 20)
        #expect(try gunzip(sent + rest, limit: 100) == Array("first line\n".utf8))
    }

    @Test func `repeated rows pack well`() throws {
        let row = Array(#"{"id":1,"name":"rake the leaves"}"#.utf8)
        let rows = Array(repeating: row, count: 1_000).flatMap { $0 }
        #expect(try pack(rows).count < rows.count / 50)
    }

    @Test func `the limit is exact`() throws {
        let packed = try pack(RandomSource.bytes(50_000))
        #expect(failure(packed, limit: 50_000) == nil)
        #expect(failure(packed, limit: 49_999) == .tooLarge)
    }

    @Test func `a bomb is stopped by its ratio, long before the limit`() throws {
        let bomb = try pack([UInt8](repeating: 0, count: 10 << 20))
        #expect(failure(bomb, limit: 1 << 30) == .ratio)
        #expect(failure(bomb, limit: 1 << 30, ratio: 2_000) == nil)
        let small = try pack([UInt8](repeating: 0, count: 65_536))
        #expect(failure(small) == nil, "below 64 KiB no ratio is suspicious")
    }

    @Test func `every cut is found`() throws {
        let packed = try pack(Array("rake the leaves".utf8))
        for count in packed.indices {
            #expect(failure(Array(packed.prefix(count))) == .truncated, "\(count)")
        }
    }

    @Test func `changed bytes and other formats are corrupt`() throws {
        var packed = try pack(Array("rake the leaves".utf8))
        #expect(failure(packed + [1, 2, 3]) == .corrupt)
        packed[packed.count - 6] ^= 1
        #expect(failure(packed) == .corrupt)
        #expect(failure(Array("plain text".utf8)) == .corrupt)
        #expect(failure([0x78, 0x9c, 3, 0, 0, 0, 0, 1]) == .corrupt, "zlib is not gzip")
    }

    @Test func `nothing can follow the end`() async {
        await #expect(processExitsWith: .failure) {
            let gzip = try GzipEncoder()
            _ = gzip.finish() + gzip.append([1])
        }
    }
}
