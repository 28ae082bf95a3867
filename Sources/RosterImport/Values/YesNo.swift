/// Reads a yes or a no as lists write it.
package enum YesNoReader {
    package static func read(_ cell: String) -> ValueReading<Bool> {
        let text = cell.cleaned.lowercased()
        guard !text.isEmpty else { return ValueReading(cell) }
        if yes.contains(text) { return ValueReading(cell, value: true) }
        if no.contains(text) { return ValueReading(cell, value: false) }
        return ValueReading(cell, error: "yesno.not_understood")
    }

    private static let yes: Set<String> = [
        "ja", "j", "x", "✓", "✔", "☑", "1", "sant", "sann", "yes", "y", "true",
    ]
    private static let no: Set<String> = [
        "nei", "n", "0", "usant", "usann", "-", "no", "false", "☐", "✗",
    ]
}
