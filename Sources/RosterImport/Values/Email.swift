/// Reads e-mail cells; a cell may hold several addresses.
package enum EmailReader {
    package static func read(_ cell: String) -> ValueReading<[String]> {
        if isPlain(cell) { return ValueReading(cell, value: [cell]) }
        let text = cell.cleaned
        guard !text.isEmpty else { return ValueReading(cell) }
        if hasCommaForPoint(text) { return ValueReading(cell, error: "email.comma_for_point") }
        let parts = text.split { ";, ".contains($0) }.map(String.init)
        // "Kåre Moen <kare@example.no>": only what stands in brackets is an address.
        let written =
            parts.contains { $0.contains("@") } ? parts.filter { $0.contains("@") } : [text]
        var addresses: [String] = []
        var warnings: [String] = written.count > 1 ? ["email.several"] : []
        for part in written {
            let address = bare(part)
            guard let error = failure(address) else {
                if !addresses.contains(address) { addresses.append(address) }
                if mixesScripts(address) { warnings.append("email.confusable") }
                continue
            }
            return ValueReading(cell, error: error)
        }
        return ValueReading(cell, value: addresses, warnings: warnings)
    }

    /// `kari@example,no` and `kari,moe@example.no`: what stands beside the comma is no address of its
    /// own, and no name before an address in brackets.
    private static func hasCommaForPoint(_ text: String) -> Bool {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count > 1, text.contains("@"), !text.contains("<") else { return false }
        return zip(parts, parts.dropFirst()).contains { before, after in
            guard !before.hasSuffix(" "), !after.hasPrefix(" "), !before.isEmpty, !after.isEmpty
            else { return false }
            return before.contains("@") != after.contains("@")
        }
    }

    private static func bare(_ part: String) -> String {
        var address = part.lowercased()
        if address.hasPrefix("mailto:") { address.removeFirst(7) }
        if address.hasPrefix("<"), address.hasSuffix(">") {
            address = String(address.dropFirst().dropLast())
        }
        return address
    }

    /// The part of RFC 5321 that mail in use keeps to: no quoting, comments or address literals.
    private static func failure(_ address: String) -> String? {
        let parts = address.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2 else { return "email.no_at" }
        let (local, domain) = (parts[0], parts[1])
        guard address.utf8.count <= 254, local.utf8.count <= 64 else { return "email.too_long" }
        guard isDotted(local), local.unicodeScalars.allSatisfy(isAtomText) else {
            return "email.bad_name"
        }
        guard domain.contains(".") else { return "email.no_top_domain" }
        guard isDotted(domain), domain.split(separator: ".").allSatisfy(isLabel) else {
            return "email.bad_domain"
        }
        return nil
    }

    private static func isDotted(_ text: Substring) -> Bool {
        !text.split(separator: ".", omittingEmptySubsequences: false).contains("")
    }

    private static func isAtomText(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value > 0x7F { return scalar.properties.isAlphabetic }
        return scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
            || "!#$%&'*+-/=?^_`{|}~.".unicodeScalars.contains(scalar)
    }

    private static func isLabel(_ label: Substring) -> Bool {
        label.utf8.count <= 63 && label.first != "-" && label.last != "-"
            && label.unicodeScalars.allSatisfy {
                $0 == "-" || $0.properties.isAlphabetic || ("0"..."9").contains($0)
            }
    }

    /// Latin beside Greek or Cyrillic letters in one part, as in a look-alike of an address.
    private static func mixesScripts(_ address: String) -> Bool {
        guard !address.utf8.allSatisfy({ $0 < 0x80 }) else { return false }
        return address.split { $0 == "@" || $0 == "." }.contains { part in
            let letters = part.unicodeScalars.filter(\.properties.isAlphabetic)
            let others = letters.count { (0x370...0x52F).contains($0.value) }
            return others > 0 && others < letters.count
        }
    }
}
