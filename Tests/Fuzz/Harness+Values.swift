import RosterImport

/// Single cells, and registers: what a reader takes, it takes again in its stored form.
extension Harness {
    static func values(_ bytes: [UInt8]) {
        let cell = String(decoding: bytes.prefix(400), as: UTF8.self)
        guard let today = CalendarDate(iso: "2026-05-01") else { return }
        for order in [DateReader.Order.dayFirst, .monthFirst] {
            let dates = DateReader(today: today, order: order)
            let date = dates.read(cell)
            precondition(date.value == nil || date.error == nil, "a date that is none")
            guard case .day(let day) = date.value else { continue }
            precondition(day <= today && day.year >= 1900, "a day out of bounds")
            precondition(dates.read(day.iso).value == date.value, "another day the second time")
        }
        for number in PhoneReader.read(cell).value ?? [] {
            precondition(number.e164.hasPrefix("+"), "a number without its country")
            let again = PhoneReader.read(number.e164).value
            precondition(again == [number], "another number the second time")
        }
        for address in EmailReader.read(cell).value ?? [] {
            precondition(EmailReader.read(address).value == [address], "another address")
        }
        if let code = PostalReader().read(cell).value {
            precondition(PostalReader().read(code.text).value?.text == code.text, "another code")
        }
        if let name = NameReader.read(full: cell).value {
            // Signs and digits may be read as another name the second time; letters may not.
            let isWords = (name.given + name.family).allSatisfy { $0.isLetter && $0.isASCII }
            let again = NameReader.read(given: name.given, family: name.family)
            precondition(!isWords || again.value == name, "another name the second time")
        }
        // Beyond ASCII a letter may stand for two, whose key is another one.
        let key = NameKey.of(cell)
        precondition(!cell.utf8.allSatisfy { $0 < 0x80 } || NameKey.of(key) == key, "another key")
    }

    /// A register is refused, or every line of it stands for a code.
    static func reference(_ bytes: [UInt8]) {
        guard let file = try? ReferenceFile(bytes) else { return }
        precondition(!file.entries.isEmpty, "a register of nothing")
        let timeline = ReferenceTimeline([], file, day: "2026-05-01")
        precondition(timeline.codes.count == file.entries.count, "a code was lost")
        let again = ReferenceTimeline(timeline.codes, file, day: "2026-05-01")
        precondition(again.codes == timeline.codes, "the same file changed something")
    }
}
