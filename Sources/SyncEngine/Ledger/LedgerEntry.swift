import Hashing
package import SyncCore

/// What the ledger keeps; each is something no old copy of a store may undo.
package enum LedgerKind: String, Sendable, CaseIterable {
    /// The first line: which store the ledger belongs to.
    case begun
    case erased
    case revoked
    case retired
    /// An enrolment code was used up.
    case used
    /// A restrictive field about a person became more careful.
    case withdrawn
    /// One that had been more careful was loosened again; of both the last word counts.
    case loosened
    /// A device got another grant; the last word counts.
    case granted
    /// A store was restored from a backup and goes on with this ledger.
    case restored
}

/// One line of the ledger (DESIGN.md 3.13): ids, hashes, names of fields and times, nothing personal.
package struct LedgerEntry: Sendable, Equatable {
    /// Its place, counting from 1.
    package let number: Int64
    /// Unix milliseconds.
    package let at: Int64
    /// The word for what happened; one this version does not know is kept and not applied.
    package let kind: String
    package let facts: JSONObject
    /// The digest of the line before, hexadecimal; empty in the first.
    package let previous: String
    /// The canonical JSON, without its line feed.
    package let line: [UInt8]

    init(
        after last: LedgerEntry?,
        at: Int64,
        _ kind: LedgerKind,
        _ facts: JSONObject
    ) {
        self.init(after: last, at: at, word: kind.rawValue, facts)
    }

    private init(
        after last: LedgerEntry?,
        at: Int64,
        word: String,
        _ facts: JSONObject
    ) {
        number = (last?.number ?? 0) + 1
        self.at = at
        kind = word
        self.facts = facts
        previous = last?.digest ?? ""
        let json: JSONValue = [
            "n": .integer(number), "at": .integer(at), "kind": .string(word),
            "of": .object(facts), "prev": .string(previous),
        ]
        line = json.bytes()
    }

    /// Reads a line; nil when it is none.
    init?(_ line: [UInt8]) {
        guard
            let json = try? JSONValue.parse(line, limits: JSONLimits(bytes: 4096, depth: 4)),
            let number = json["n"]?.integer, let at = json["at"]?.integer,
            let kind = json["kind"]?.text, let facts = json["of"]?.object,
            let previous = json["prev"]?.text
        else { return nil }
        self.number = number
        self.at = at
        self.kind = kind
        self.facts = facts
        self.previous = previous
        self.line = line
    }

    /// What the next line names as the one before it.
    var digest: String { Self.hex(Digest.blake2b(line)) }

    /// The same fact at the end of another ledger.
    func again(after last: LedgerEntry?) -> LedgerEntry {
        LedgerEntry(after: last, at: at, word: kind, facts)
    }

    /// Equal for lines that say the same, wherever they stand.
    ///
    /// What can be said, taken back and said again is the same only when it was said at the same time.
    var meaning: [UInt8] {
        let words: Set<LedgerKind> = [.withdrawn, .loosened, .granted]
        let isWord = LedgerKind(rawValue: kind).map(words.contains) ?? true
        return Array((isWord ? "\(kind) \(at) " : kind).utf8) + JSONValue.object(facts).bytes()
    }

    func id(_ name: String) -> RowID? { facts[name]?.text.flatMap { RowID($0) } }

    static func hex(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        let text = bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: text, as: UTF8.self)
    }

    static func bytes(hex: String) -> [UInt8]? {
        let digits = Array(hex.utf8)
        guard digits.count % 2 == 0 else { return nil }
        var out: [UInt8] = []
        for place in stride(from: 0, to: digits.count, by: 2) {
            guard
                let byte = UInt8(
                    String(decoding: digits[place..<place + 2], as: UTF8.self),
                    radix: 16
                )
            else { return nil }
            out.append(byte)
        }
        return out
    }
}
