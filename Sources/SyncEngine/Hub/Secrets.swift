import Hashing

/// Single-use enrolment codes: twelve random characters and a check, in groups of four.
enum EnrolmentCode {
    static func make(_ random: (Int) -> [UInt8]) -> ReadableCode {
        ReadableCode.random { bound in
            random(8).reduce(0 as UInt32) { ($0 << 8 | UInt32($1)) } % max(bound, 1)
        }
    }

    static func hash(_ code: ReadableCode) -> [UInt8] { Digest.blake2b(Array(code.canonical.utf8)) }
}

/// Bearer tokens of devices: 32 random bytes as text; only hashes are stored.
enum Token {
    static func make(_ random: (Int) -> [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = Array("dgn_".utf8)
        for byte in random(32) {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    static func hash(_ token: String) -> [UInt8] { Digest.blake2b(Array(token.utf8)) }
}
