import Geometry

/// Instants in UTC as exports write them.
enum UTCText {
    /// `20260502T090000Z` (RFC 5545 section 3.3.5).
    static func basic(_ milliseconds: Int64) -> String {
        text(milliseconds, date: "", time: "")
    }

    /// `2026-05-02T09:00:00Z` (RFC 3339).
    static func extended(_ milliseconds: Int64) -> String {
        text(milliseconds, date: "-", time: ":")
    }

    private static func text(_ milliseconds: Int64, date: String, time: String) -> String {
        let seconds = milliseconds / 1000 - (milliseconds % 1000 < 0 ? 1 : 0)
        let days = seconds / 86_400 - (seconds % 86_400 < 0 ? 1 : 0)
        let day = LocalDate(daysSince1970: Int(days)).description
        let rest = Int(seconds - days * 86_400)
        let parts = [rest / 3600, rest / 60 % 60, rest % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
        let written = day.split(separator: "-").joined(separator: date)
        return "\(written)T\(parts.joined(separator: time))Z"
    }
}

/// Coordinates as exports write them.
enum DegreesText {
    /// Six decimals, a tenth of a metre (RFC 5545 section 3.8.1.6).
    static func of(_ value: Double) -> String {
        let micro = Int64((value * 1_000_000).rounded())
        let rest = String(abs(micro) % 1_000_000)
        let zeros = String(repeating: "0", count: 6 - rest.count)
        return "\(micro < 0 ? "-" : "")\(abs(micro) / 1_000_000).\(zeros)\(rest)"
    }
}
