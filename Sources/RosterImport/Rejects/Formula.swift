/// Keeps cells that a spreadsheet would run as formulas from being run.
///
/// See https://owasp.org/www-community/attacks/CSV_Injection
package enum Formula {
    /// The cell with an apostrophe before a formula; telephone numbers with a plus stay.
    package static func defused(_ cell: String) -> String {
        isFormula(cell) && !isPhone(cell) ? "'" + cell : cell
    }

    /// The cell as it was before `defused`.
    package static func restored(_ cell: String) -> String {
        guard cell.utf8.first == 0x27, isFormula(cell.dropFirst()) else { return cell }
        return String(cell.dropFirst())
    }

    /// Text that a spreadsheet reads as a formula once white space before it is gone.
    private static func isFormula(_ cell: some StringProtocol) -> Bool {
        switch cell.utf8.first {
        case 0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D: true
        default: false
        }
    }

    /// A plus, digits and the signs between them: nothing a spreadsheet could compute to harm.
    private static func isPhone(_ cell: String) -> Bool {
        cell.hasPrefix("+") && cell.asciiDigits.count >= 7
            && cell.dropFirst().allSatisfy { "0123456789 ()".contains($0) }
    }
}
