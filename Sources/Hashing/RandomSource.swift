import CSodium

/// Random bytes from the operating system, fit for secrets.
///
/// Whatever must be repeatable, such as a simulation, takes its randomness from elsewhere.
package enum RandomSource {
    /// As many unpredictable bytes.
    package static func bytes(_ count: Int) -> [UInt8] {
        Sodium.prepare()
        var bytes = [UInt8](repeating: 0, count: count)
        randombytes_buf(&bytes, count)
        return bytes
    }

    /// A number from 0 up to and without `bound`, every one as likely.
    package static func number(below bound: UInt32) -> UInt32 {
        Sodium.prepare()
        return randombytes_uniform(bound)
    }
}

/// Whether two secrets are equal, in a time that does not tell how much of them is.
///
/// The lengths are no secret: different ones are unequal at once.
package func constantTimeEqual(_ one: [UInt8], _ other: [UInt8]) -> Bool {
    guard one.count == other.count else { return false }
    Sodium.prepare()
    return sodium_memcmp(one, other, one.count) == 0
}
