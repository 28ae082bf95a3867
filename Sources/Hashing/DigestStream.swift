import CSodium

/// A BLAKE2b of 32 bytes that is given its bytes in pieces.
package struct DigestStream: ~Copyable {
    private let memory: UnsafeMutableRawPointer
    private var state: OpaquePointer { OpaquePointer(memory) }

    package init() {
        Sodium.prepare()
        // The library asks for 64 (crypto_generichash_blake2b.h).
        memory = .allocate(byteCount: crypto_generichash_statebytes(), alignment: 64)
        crypto_generichash_init(OpaquePointer(memory), nil, 0, 32)
    }

    deinit { memory.deallocate() }

    package mutating func add(_ bytes: [UInt8]) {
        crypto_generichash_update(state, bytes, UInt64(bytes.count))
    }

    /// The digest of all that was added; nothing is added after it.
    package consuming func finish() -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: 32)
        crypto_generichash_final(state, &digest, 32)
        return digest
    }
}
