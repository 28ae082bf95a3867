import Hashing

/// Single-use enrolment codes: twelve random characters and a check, in groups of four.
enum EnrolmentCode {
    static func make(_ random: (Int) -> [UInt8]) -> String {
        Crockford.code(random: random(12))
    }

    /// The hash of a code as typed, forgiving case, hyphens and look-alikes; nil for a typing error.
    static func hash(reading text: String) -> [UInt8]? {
        Crockford.read(text).map { Digest.blake2b(Array($0.utf8)) }
    }

    static func hash(_ code: String) -> [UInt8] {
        hash(reading: code) ?? []
    }
}

/// Bearer tokens of devices: 32 random bytes as text; only hashes are stored.
package enum Token {
    static func make(_ random: (Int) -> [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = Array("dgn_".utf8)
        for byte in random(32) {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    package static func hash(_ token: String) -> [UInt8] { Digest.blake2b(Array(token.utf8)) }
}
