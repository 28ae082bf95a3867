import SyncCore
import SyncEngine

/// The normalised form of a contact point is one: E.164 for numbers, a lower-case address for mail.
struct ContactRule: Rule {
    let reach = Reach.only([.contactPoint])

    func judge(
        _ changes: [RowChange],
        by actor: Actor,
        in world: any World,
        _ objections: inout Objections
    ) throws {
        for change in changes where change.entity == .contactPoint && !change.after.isRemoved {
            let row = change.after
            guard change.isNew || change.changed("valueNormalised") || change.changed("kind") else {
                continue
            }
            let value = row.text("valueNormalised") ?? ""
            if row.text("kind") == "email" {
                guard !ContactForm.isEmail(value) else { continue }
                objections.refuse(Finding("contact.email", row, field: "valueNormalised"))
            } else if !ContactForm.isPhone(value) {
                objections.refuse(Finding("contact.phone", row, field: "valueNormalised"))
            }
        }
    }
}

/// The forms in which ways to reach a person are kept.
package enum ContactForm {
    /// Whether the text is a number in E.164 form; Norwegian ones have the length Nkom's plan gives them.
    package static func isPhone(_ text: String) -> Bool {
        guard text.first == "+" else { return false }
        let digits = Array(text.utf8.dropFirst())
        let isAllDigits = digits.allSatisfy { (0x30...0x39).contains($0) }
        guard isAllDigits, (7...15).contains(digits.count),
            digits.first != 0x30
        else { return false }
        guard digits.starts(with: [0x34, 0x37]) else { return true }
        let own = digits.dropFirst(2)
        switch own.first {
        case UInt8(ascii: "0"): return own.count == 5
        case UInt8(ascii: "5") where own.dropFirst().first == UInt8(ascii: "8"):
            return own.count == 12
        case UInt8(ascii: "1"): return false
        default: return own.count == 8
        }
    }

    /// Whether the text is `local@domain` in lower case, with a dot in the domain and nothing blank.
    ///
    /// Not the whole of RFC 5321: what it lets through can be delivered or bounces.
    package static func isEmail(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard text.utf8.count <= 254, parts.count == 2, let local = parts.first,
            let domain = parts.last, !local.isEmpty, local.utf8.count <= 64
        else { return false }
        let labels = domain.split(separator: ".", omittingEmptySubsequences: false)
        let hasBlank = text.unicodeScalars.contains {
            $0.properties.isWhitespace || $0.value < 0x20
        }
        return labels.count >= 2 && labels.allSatisfy { !$0.isEmpty } && !hasBlank
            && text == text.lowercased()
    }
}
