/// A telephone number in international form, and what the Norwegian plan says it is.
package struct PhoneNumber: Sendable, Equatable, Hashable {
    package enum Kind: String, Sendable, Codable {
        case mobile, landline, service, machine, foreign
    }

    /// E.164, for example `+4791234567`.
    package let e164: String
    package let kind: Kind
}

/// Reads telephone cells; a cell may hold two numbers.
///
/// The plan is that of Nkom, the Norwegian Communications Authority.
package enum PhoneReader {
    package static func read(_ cell: String) -> ValueReading<[PhoneNumber]> {
        if let number = plain(cell) { return ValueReading(cell, value: [number]) }
        let text = cell.cleaned
        guard !text.isEmpty else { return ValueReading(cell) }
        guard !NationalId.isLikely(text) else {
            return ValueReading("", error: "value.national_id")
        }
        let whole = number(text)
        let parts = split(text)
        guard parts.count > 1 else { return reading(cell, [whole]) }
        let numbers = parts.map(number)
        if numbers.allSatisfy({ $0.value != nil }) {
            var result = reading(cell, numbers)
            if (result.value?.count ?? 0) > 1 { result.warnings.append("phone.two_numbers") }
            return result
        }
        if whole.value != nil { return reading(cell, [whole]) }
        // "22 33 44 55/66": the first stands, what follows is reported.
        guard let first = numbers.first, first.value != nil else { return reading(cell, [whole]) }
        var result = reading(cell, [first])
        result.warnings.append("phone.second_unreadable")
        return result
    }

    private static func reading(
        _ cell: String,
        _ numbers: [ValueReading<PhoneNumber>]
    ) -> ValueReading<[PhoneNumber]> {
        var found: [PhoneNumber] = []
        for number in numbers.compactMap(\.value) where !found.contains(number) {
            found.append(number)
        }
        return ValueReading(
            cell,
            value: found.isEmpty ? nil : found,
            warnings: numbers.flatMap(\.warnings),
            error: found.isEmpty ? numbers.lazy.compactMap(\.error).first : nil
        )
    }

    private static func split(_ text: String) -> [String] {
        guard text.contains(where: { $0.isLetter || "/;,&".contains($0) }) else { return [text] }
        return text.replacing(" eller ", with: "/").replacing(" og ", with: "/")
            .split { "/;,&".contains($0) }.map { $0.description.cleaned }
    }

    private static func number(_ written: String) -> ValueReading<PhoneNumber> {
        var text = written
        var warnings: [String] = []
        if text.hasPrefix("'") { text = String(text.dropFirst()).cleaned }
        let hasPoint = text.contains(".") || text.contains(",")
        if hasPoint, text.wholeMatch(of: /[0-9]+[.,][0-9]+[eE]\+?[0-9]+/) != nil {
            return ValueReading(written, error: "phone.damaged_by_spreadsheet")
        }
        if hasPoint, let match = text.wholeMatch(of: /([0-9]{5,})[.,]0+/) {
            warnings.append("phone.decimal_removed")
            text = String(match.1)
        }
        if text.contains("("), text.contains("(0)") {
            warnings.append("phone.trunk_zero")
            text = text.replacing("(0)", with: "")
        }
        if text.contains(where: \.isLetter) {
            warnings.append("phone.words_removed")
            text = text.filter { !$0.isLetter && $0 != ":" }.cleaned
        }
        guard text.allSatisfy({ allowed.contains($0) }) else {
            return ValueReading(written, error: "phone.not_a_number")
        }
        var reading = normalised(text, written)
        reading.warnings = warnings + reading.warnings
        return reading
    }

    private static let allowed = Set("0123456789 .-()+‑–*")

    private static func normalised(_ text: String, _ written: String) -> ValueReading<PhoneNumber> {
        let digits = text.asciiDigits
        let opens = text.drop { " (".contains($0) }
        if opens.hasPrefix("+") || digits.hasPrefix("00") {
            return international(digits, written)
        }
        // Eight digits are a whole number, also when they begin with 47.
        if let kind = kind(ofNational: digits) {
            return ValueReading(written, value: PhoneNumber(e164: "+47" + digits, kind: kind))
        }
        if digits.hasPrefix("47"), digits.count == 10 { return international(digits, written) }
        return ValueReading(written, error: failure(digits))
    }

    /// `prefixed` are the digits of a number written with `+` or `00`, or both.
    private static func international(
        _ prefixed: String,
        _ written: String
    ) -> ValueReading<PhoneNumber> {
        let digits = prefixed.hasPrefix("00") ? String(prefixed.dropFirst(2)) : prefixed
        guard digits.hasPrefix("47") else {
            guard (7...15).contains(digits.count), !digits.hasPrefix("0") else {
                return ValueReading(written, error: "phone.wrong_length_abroad")
            }
            return ValueReading(written, value: PhoneNumber(e164: "+" + digits, kind: .foreign))
        }
        let national = String(digits.dropFirst(2))
        guard let kind = kind(ofNational: national) else {
            return ValueReading(written, error: failure(national))
        }
        return ValueReading(written, value: PhoneNumber(e164: "+47" + national, kind: kind))
    }

    private static func failure(_ national: String) -> String {
        if national.isEmpty { return "phone.not_a_number" }
        if national.count < 8 { return "phone.too_few_digits" }
        return national.count > 8 ? "phone.too_many_digits" : "phone.not_in_plan"
    }

    private static func kind(ofNational digits: String) -> PhoneNumber.Kind? {
        let first = digits.first
        switch digits.count {
        case 5: return first == "0" && digits >= "02000" ? .service : nil
        case 12: return digits.hasPrefix("58") ? .machine : nil
        case 8 where first == "4" || first == "9": return .mobile
        case 8 where digits.hasPrefix("59"): return .machine
        case 8 where digits.hasPrefix("58"): return nil
        case 8 where first == "8": return .service
        case 8: return first.map { "23567".contains($0) } == true ? .landline : nil
        default: return nil
        }
    }
}
