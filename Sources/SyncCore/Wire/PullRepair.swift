/// What a replica asks for to become equal to the hub again, beside what is new.
///
/// A scope by its place in the pull's head, alone or with buckets (the last byte of a row's id). For each scope
/// named, the end line has the sums of its 256 buckets; of each bucket named, the pull has all rows there are, and
/// then a `whole` line, so that what is not among them is no longer in that scope. As text `3:0aff,7`: place,
/// colon, two hexadecimal digits a bucket. The hub may answer for fewer buckets than asked, and answers none
/// while a state comes in pages or the device's scopes have changed: what has no `whole` line is asked for again.
package struct PullRepair: Sendable, Hashable {
    /// The buckets asked for of each scope, by its place; none asks for the sums alone.
    package let scopes: [Int: [UInt8]]

    /// The most scopes and buckets asked for in one pull.
    package static let maximumScopes = 16
    package static let maximumBuckets = 64
    /// How many buckets a scope has.
    package static let buckets = 256

    /// Nil beyond the limits, and when no scope is named.
    package init?(scopes: [Int: [UInt8]]) {
        let buckets = scopes.values.reduce(0) { $0 + $1.count }
        guard (1...Self.maximumScopes).contains(scopes.count), buckets <= Self.maximumBuckets,
            scopes.keys.allSatisfy({ $0 >= 0 })
        else { return nil }
        self.scopes = scopes
    }

    package var text: String {
        scopes.sorted { $0.key < $1.key }.map { place, buckets in
            buckets.isEmpty ? "\(place)" : "\(place):\(Hex.text(buckets))"
        }.joined(separator: ",")
    }

    /// Reads the text form; nil for anything else.
    package init?(text: String) {
        var scopes: [Int: [UInt8]] = [:]
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let halves = part.split(separator: ":", omittingEmptySubsequences: false)
            guard let place = halves.first.flatMap({ Int($0) }), scopes[place] == nil else {
                return nil
            }
            switch halves.count {
            case 1: scopes[place] = []
            case 2:
                guard let buckets = Hex.bytes(halves[1]), !buckets.isEmpty else { return nil }
                scopes[place] = buckets
            default: return nil
            }
        }
        self.init(scopes: scopes)
    }
}

/// Bytes and sums as hexadecimal text.
enum Hex {
    static func text(_ bytes: [UInt8]) -> String {
        bytes.map { $0 < 16 ? "0" + String($0, radix: 16) : String($0, radix: 16) }.joined()
    }

    /// Nil for an odd number of digits, or anything that is none.
    static func bytes(_ text: Substring) -> [UInt8]? {
        let digits = text.utf8.map { digit($0) }
        guard digits.count.isMultiple(of: 2) else { return nil }
        var out: [UInt8] = []
        for place in stride(from: 0, to: digits.count, by: 2) {
            guard let high = digits[place], let low = digits[place + 1] else { return nil }
            out.append(high << 4 | low)
        }
        return out
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }
}
