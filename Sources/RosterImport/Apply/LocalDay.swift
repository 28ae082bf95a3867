import Geometry

/// Days as the rest of the program has them.
enum LocalDay {
    /// When the day begins in Norway that a text such as `2026-05-04…` opens with; 0 for other
    /// text.
    static func start(ofText text: String) -> Int64 {
        LocalDate(String(text.prefix(10))).map { OsloTime.start(of: $0) } ?? 0
    }
}
