import SyncCore

/// Spans and points of time as stories write them.
enum StoryTime {
    /// 2026-06-01 08:00 in Oslo.
    static let defaultStart: Int64 = 1_780_293_600_000

    private static let units: [(suffix: String, milliseconds: Int64)] = [
        ("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000),
        ("y", 31_536_000_000),
    ]

    /// Milliseconds: a whole number of them, or text such as `90s`, `5m`, `2h`, `-3d`, `100y` (of
    /// 365 days).
    static func duration(_ value: JSONValue) -> Int64? {
        if let integer = value.integer { return integer }
        guard let text = value.text else { return nil }
        for unit in units where text.hasSuffix(unit.suffix) {
            guard let count = Int64(text.dropLast(unit.suffix.count)) else { continue }
            let (product, overflowed) = count.multipliedReportingOverflow(by: unit.milliseconds)
            return overflowed ? nil : product
        }
        return nil
    }

    /// The point of time `T+2h` or `T-3d`, counted from the story's start.
    static func instant(_ text: String, start: Int64) -> Int64? {
        guard text.hasPrefix("T+") || text.hasPrefix("T-") else { return nil }
        guard let span = duration(.string(String(text.dropFirst(2)))) else { return nil }
        return text.hasPrefix("T+") ? start + span : start - span
    }
}
