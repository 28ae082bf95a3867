import Hashing

/// How a receiver knows that a notice comes from this hub: HMAC-SHA-256 (RFC 2104) over the time and the body.
///
/// The header is `t=SECONDS,v1=HEX`; what is signed is the seconds as text, a full stop, and the body as sent. A receiver
/// refuses what is old, so that a message caught on the way cannot be sent again later.
package enum NoticeSignature {
    /// A shorter secret could be guessed, bytes.
    package static let secretMinimum = 16

    /// The value of the header.
    package static func header(_ body: [UInt8], secret: [UInt8], seconds: Int64) -> String {
        let digest = Digest.hmacSHA256(Array("\(seconds).".utf8) + body, key: secret)
        let digits = Array("0123456789abcdef")
        let hex = digest.reduce(into: "") { text, byte in
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return "t=\(seconds),v1=\(hex)"
    }
}
