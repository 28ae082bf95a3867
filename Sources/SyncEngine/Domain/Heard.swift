import Hashing
package import SyncCore

/// What the hub has of the work of a store that joins again by a code for its device.
package struct Heard: Sendable, Hashable {
    /// The number of the last operation.
    package let last: Int64
    /// Which the newest of them are, by number; see `digest(of:)`.
    ///
    /// A number alone does not tell: another copy of the store may have used it for something else. Those that are
    /// missing are too old, or are not kept as they were sent.
    package let digests: [Int64: String]

    package init(last: Int64 = 0, digests: [Int64: String] = [:]) {
        self.last = last
        self.digests = digests
    }

    /// Of how many operations at most the hub says which they are.
    static let mostDigests = 1_000

    /// Whether the hub has these bytes under this number.
    func has(_ number: Int64, _ bytes: [UInt8]) -> Bool {
        guard number <= last, let known = digests[number] else { return number <= last }
        return known == Self.digest(of: bytes)
    }

    /// The BLAKE2b of an operation's bytes in 16 bytes, hexadecimal.
    static func digest(of bytes: [UInt8]) -> String {
        LedgerEntry.hex(Digest.blake2b(bytes, length: 16))
    }
}

extension Heard {
    /// Adds its members to the answer to an enrolment.
    package func add(to members: inout JSONObject) {
        members["heard"] = .integer(last)
        guard !digests.isEmpty else { return }
        members["heardDigests"] = .object(
            JSONObject(digests.map { ("\($0.key)", JSONValue.string($0.value)) })
        )
    }

    /// Reads them; an earlier hub tells only the number.
    package init(_ json: JSONValue) {
        var digests: [Int64: String] = [:]
        for (name, digest) in json["heardDigests"]?.object ?? [:] {
            if let number = Int64(name) { digests[number] = digest.text }
        }
        self.init(last: json["heard"]?.integer ?? 0, digests: digests)
    }
}
