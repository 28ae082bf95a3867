import CSQLite

/// Cuts SQL into words, quoted texts and signs, leaving comments and spaces out.
struct SQLTokens {
    private let bytes: [UInt8]
    private var place = 0

    init(_ sql: String) {
        bytes = Array(sql.utf8)
    }

    mutating func next() -> String? {
        skipBlanks()
        guard place < bytes.count else { return nil }
        let start = place
        switch bytes[start] {
        case UInt8(ascii: "'"): skipQuoted(until: UInt8(ascii: "'"))
        case UInt8(ascii: "\""), UInt8(ascii: "`"):
            skipQuoted(until: bytes[start])
            return name(bytes[(start + 1)..<max(place - 1, start + 1)]) ?? text(from: start)
        case UInt8(ascii: "["): skipQuoted(until: UInt8(ascii: "]"))
        case let byte where Self.isWord(byte): skipWord()
        default: skipSign()
        }
        return text(from: start)
    }

    private func text(from start: Int) -> String {
        String(decoding: bytes[start..<place], as: UTF8.self)
    }

    // RENAME writes the new name in quotes; without need of them it is the same name.
    private func name(_ inner: ArraySlice<UInt8>) -> String? {
        guard let first = inner.first, inner.allSatisfy(Self.isWord) else { return nil }
        let name = String(decoding: inner, as: UTF8.self)
        let isKeyword = sqlite3_keyword_check(name, Int32(inner.count)) != 0
        return isKeyword || (48...57).contains(first) ? nil : name
    }

    private mutating func skipBlanks() {
        while place < bytes.count {
            if bytes[place] <= 32 {
                place += 1
            } else if starts("--") {
                skip(past: "\n")
            } else if starts("/*") {
                skip(past: "*/")
            } else {
                return
            }
        }
    }

    // A doubled quote stands for itself; it reads as two texts in a row, so it is looked past here.
    private mutating func skipQuoted(until end: UInt8) {
        place += 1
        while place < bytes.count {
            place += 1
            guard bytes[place - 1] == end else { continue }
            guard place < bytes.count, bytes[place] == end else { return }
            place += 1
        }
    }

    private mutating func skipWord() {
        let start = place
        while place < bytes.count, Self.isWord(bytes[place]) { place += 1 }
        let (word, next) = (bytes[start..<place], place < bytes.count ? bytes[place] : 0)
        if next == UInt8(ascii: "'"), word.elementsEqual("x".utf8) || word.elementsEqual("X".utf8) {
            skipQuoted(until: next)  // a blob: x'00'
        } else if word.last == UInt8(ascii: "e"), (48...57).contains(word[start]),
            next == 43 || next == 45
        {
            place += 1  // the exponent of a number: 1e-5
            skipWord()
        }
    }

    private mutating func skipSign() {
        let pairs = ["->>", "->", "<=", ">=", "<>", "!=", "==", "||", "<<", ">>"]
        place += pairs.first(where: starts)?.utf8.count ?? 1
    }

    private mutating func skip(past end: String) {
        while place < bytes.count, !starts(end) { place += 1 }
        place = min(place + end.utf8.count, bytes.count)
    }

    private func starts(_ prefix: String) -> Bool {
        bytes[place...].starts(with: prefix.utf8)
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), 128...:
            true
        default: false
        }
    }
}
