import SyncCore

/// One feature's number and properties, read leniently.
struct ZoneFeature {
    let number: Int
    let properties: JSONObject

    /// A property that may be absent, right or wrong.
    enum Reading<Value> {
        case absent, invalid
        case read(Value)

        var value: Value? {
            if case .read(let value) = self { value } else { nil }
        }
    }

    var kind: String? { text("dugnad:kind", "kind") }

    func has(_ name: String) -> Bool { !(properties[name] ?? .null).isNull }

    /// The first of the properties that holds text, without the blanks around it.
    func text(_ names: String...) -> String? {
        for name in names {
            guard let text = properties[name]?.text else { continue }
            let trimmed = trim(text)
            if !trimmed.isEmpty { return trimmed }
        }
        return nil
    }

    private func trim(_ text: String) -> String {
        let start = text.drop(while: \.isWhitespace)
        guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...end])
    }

    /// Four digits; a number that lost its leading zero in a spreadsheet (301 Oslo) gets it back.
    var municipalityNo: Reading<String> {
        for name in ["municipalityNo", "kommunenummer"] where has(name) {
            if let number = properties[name]?.integer, (100...9999).contains(number) {
                return .read(padded(Int(number), to: 4))
            }
            guard let text = text(name), text.utf8.count == 4,
                decimal(ArraySlice(text.utf8)) != nil
            else { return .invalid }
            return .read(text)
        }
        return .absent
    }

    func error(_ code: String, _ message: String) -> GeometryProblem {
        GeometryProblem.error(code, message, at: path).of(feature: number)
    }

    func warning(_ code: String, _ message: String) -> GeometryProblem {
        GeometryProblem.warning(code, message, at: path).of(feature: number)
    }

    private var path: String { "/features/\(number)/properties" }
}
