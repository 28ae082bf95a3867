import CSodium

/// BLAKE2b (RFC 7693), by libsodium.
package enum Digest {
    /// The digest of the bytes.
    ///
    /// - Parameters:
    ///   - key: 16 to 64 bytes make it a keyed digest, which only holders of the key can compute.
    ///   - length: Bytes of the result, 16 to 64. Another length gives unrelated bytes, not a prefix.
    package static func blake2b(
        _ bytes: [UInt8],
        key: [UInt8]? = nil,
        length: Int = 32
    ) -> [UInt8] {
        bytes.withUnsafeBufferPointer { hash($0, key: key, length: length) }
    }

    /// The digest of the bytes of a slice.
    package static func blake2b(
        _ bytes: ArraySlice<UInt8>,
        key: [UInt8]? = nil,
        length: Int = 32
    ) -> [UInt8] {
        bytes.withUnsafeBufferPointer { hash($0, key: key, length: length) }
    }

    /// The digest of bytes that are only on loan.
    package static func blake2b(
        _ bytes: RawSpan,
        key: [UInt8]? = nil,
        length: Int = 32
    ) -> [UInt8] {
        bytes.withUnsafeBytes { raw in
            hash(raw.bindMemory(to: UInt8.self), key: key, length: length)
        }
    }

    /// A 64-bit digest of several parts, for comparing; too short to stand against an attacker.
    ///
    /// Each part is preceded by its length (eight bytes, little-endian), so that moving a byte from
    /// one part to the next changes the digest. The result is the first eight bytes,
    /// little-endian, of the 16-byte BLAKE2b of that, 16 being the shortest the library makes.
    package static func blake2b64(parts: [UInt8]...) -> UInt64 {
        var joined: [UInt8] = []
        joined.reserveCapacity(parts.reduce(0) { $0 + $1.count + 8 })
        for part in parts {
            withUnsafeBytes(of: UInt64(part.count).littleEndian) { joined.append(contentsOf: $0) }
            joined.append(contentsOf: part)
        }
        let digest = blake2b(joined, length: 16)
        return digest.prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    private static func hash(
        _ bytes: UnsafeBufferPointer<UInt8>,
        key: [UInt8]?,
        length: Int
    ) -> [UInt8] {
        precondition((16...64).contains(length), "a BLAKE2b digest has 16 to 64 bytes here")
        precondition((16...64).contains(key?.count ?? 16), "a BLAKE2b key has 16 to 64 bytes here")
        Sodium.prepare()
        var digest = [UInt8](repeating: 0, count: length)
        let failed = crypto_generichash(
            &digest,
            length,
            bytes.baseAddress,
            UInt64(bytes.count),
            key,
            key?.count ?? 0
        )
        // It fails only for lengths out of range, which were checked.
        precondition(failed == 0, "BLAKE2b refused its lengths")
        return digest
    }
}

extension Digest {
    /// HMAC-SHA-256 (RFC 2104) under a key of any length; 32 bytes.
    package static func hmacSHA256(_ bytes: [UInt8], key: [UInt8]) -> [UInt8] {
        Sodium.prepare()
        var state = crypto_auth_hmacsha256_state()
        var digest = [UInt8](repeating: 0, count: Int(crypto_auth_hmacsha256_BYTES))
        // None of the three can fail: they only reckon.
        crypto_auth_hmacsha256_init(&state, key, key.count)
        crypto_auth_hmacsha256_update(&state, bytes, UInt64(bytes.count))
        crypto_auth_hmacsha256_final(&state, &digest)
        return digest
    }
}
