import Foundation

/// Numbers as text, with all their digits: 91234567 and never 9.1234567E7.
enum NumberText {
    /// The number with no more than the fifteen digits a spreadsheet keeps.
    static func general(_ value: Double) -> String {
        guard value.isFinite else { return "" }
        if value == value.rounded(), abs(value) < 1e15 { return String(Int64(value)) }
        return expanded(String(format: "%.15g", value))
    }

    /// The number as the file has it, where it need not be worked out at all.
    static func digits(_ text: ArraySlice<UInt8>) -> Bool {
        !text.isEmpty && text.count <= 15 && text.allSatisfy { (0x30...0x39).contains($0) }
            && (text.count == 1 || text.first != 0x30)
    }

    static func fixed(_ value: Double, decimals: Int) -> String {
        String(format: "%.\(decimals)f", value)
    }

    /// `1.5e+17` without its power of ten.
    private static func expanded(_ text: String) -> String {
        let parts = text.split(separator: "e")
        guard parts.count == 2, let power = Int(parts[1]), abs(power) < 400 else { return text }
        let minus = parts[0].hasPrefix("-") ? "-" : ""
        let number = parts[0].drop { $0 == "-" }.split(separator: ".")
        let whole = number.first.map(String.init) ?? ""
        let fraction = number.count > 1 ? String(number[1]) : ""
        guard power >= 0 else {
            return minus + "0." + String(repeating: "0", count: -power - 1) + whole + fraction
        }
        let noughts = String(repeating: "0", count: max(0, power - fraction.count))
        let digits = whole + fraction + noughts
        let rest = fraction.dropFirst(power)
        return minus + digits.dropLast(rest.count) + (rest.isEmpty ? "" : "." + rest)
    }
}
