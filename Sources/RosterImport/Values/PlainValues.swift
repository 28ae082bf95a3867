// What most cells of most lists look like, read straight from their bytes. Each says nothing of a
// cell it does not know, and never anything else than the long way does.

extension PhoneReader {
    /// A Norwegian number of eight digits, with single spaces at most.
    static func plain(_ cell: String) -> PhoneNumber? {
        guard (8...12).contains(cell.utf8.count) else { return nil }
        var digits = 0
        var previous: UInt8 = 0x20
        for byte in cell.utf8 {
            if (0x30...0x39).contains(byte) {
                digits += 1
            } else if byte != 0x20 || previous == 0x20 {
                return nil
            }
            previous = byte
        }
        guard digits == 8, previous != 0x20, let first = cell.utf8.first else { return nil }
        let kind: PhoneNumber.Kind
        switch first {
        case 0x34, 0x39: kind = .mobile
        // 59, as it is written; 5 and something else goes the long way.
        case 0x35 where cell.utf8.dropFirst().first == 0x39: kind = .machine
        case 0x32, 0x33, 0x36, 0x37: kind = .landline
        default: return nil
        }
        let number = String(unsafeUninitializedCapacity: 11) { buffer in
            buffer[0] = 0x2B
            buffer[1] = 0x34
            buffer[2] = 0x37
            var filled = 3
            for byte in cell.utf8 where byte != 0x20 {
                buffer[filled] = byte
                filled += 1
            }
            return filled
        }
        return PhoneNumber(e164: number, kind: kind)
    }
}

extension EmailReader {
    /// One address in small letters, digits, points, hyphens and underscores.
    static func isPlain(_ cell: String) -> Bool {
        guard cell.utf8.count <= 120 else { return false }
        var length = 0
        var longest = 0
        var previous: UInt8 = 0x2E
        var isDomain = false
        var hasPoint = false
        for (position, byte) in cell.utf8.enumerated() {
            switch byte {
            case 0x61...0x7A, 0x30...0x39: break
            case 0x5F where !isDomain: break
            case 0x2D: guard !isDomain || previous != 0x2E else { return false }
            case 0x2E:
                guard previous != 0x2E, !isDomain || previous != 0x2D else { return false }
                hasPoint = isDomain
                length = -1
            case 0x40:
                guard !isDomain, previous != 0x2E, position <= 60 else { return false }
                isDomain = true
                previous = 0x2E
                length = 0
                continue
            default: return false
            }
            length += 1
            longest = max(longest, length)
            previous = byte
        }
        return isDomain && hasPoint && longest <= 60 && previous != 0x2E && previous != 0x2D
    }
}

extension DateReader {
    /// `dd.mm.yyyy`, a day that was.
    func plain(_ cell: String) -> CalendarDate? {
        guard cell.utf8.count == 10 else { return nil }
        var numbers = (0, 0, 0)
        var part = 0
        for (place, byte) in cell.utf8.enumerated() {
            if place == 2 || place == 5 {
                guard byte == 0x2E else { return nil }
                part += 1
                continue
            }
            guard (0x30...0x39).contains(byte) else { return nil }
            let digit = Int(byte) - 0x30
            switch part {
            case 0: numbers.0 = numbers.0 * 10 + digit
            case 1: numbers.1 = numbers.1 * 10 + digit
            default: numbers.2 = numbers.2 * 10 + digit
            }
        }
        guard numbers.2 >= 1900,
            let date = CalendarDate(year: numbers.2, month: numbers.1, day: numbers.0)
        else { return nil }
        return date <= today ? date : nil
    }
}

extension NameReader {
    /// Letters with some small ones among them, in a given and a family name of few words.
    static func isPlain(_ name: PersonName) -> Bool {
        guard !name.given.isEmpty, !name.family.isEmpty,
            name.given.utf8.count + name.family.utf8.count < 100,
            name.given.utf8.count(where: { $0 == 0x20 }) < 2
        else { return false }
        return isPlain(name.given) && isPlain(name.family)
    }

    private static func isPlain(_ part: String) -> Bool {
        var hasSmall = false
        var previous: UInt8 = 0
        for byte in part.utf8 {
            switch byte {
            case 0x61...0x7A: hasSmall = true
            case 0x41...0x5A, 0x20, 0x2D, 0xC3: break
            case 0x80...0xBF where previous == 0xC3 && byte != 0x97 && byte != 0xB7: break
            default: return false
            }
            previous = byte
        }
        return hasSmall
    }
}
