import SyncCore

/// Prints figures as a table, or a line of JSON each.
struct Printer {
    let scale: Int
    let isJSON: Bool

    /// One figure; `ratio` says how it stands to another of the same run, which `of` names.
    func line(
        _ name: String,
        _ value: Double,
        _ unit: String,
        ratio: Double? = nil,
        of other: String = "RAW"
    ) {
        guard !isJSON else {
            var out: JSONObject = [
                "figure": .string(name), "value": .double(value), "unit": .string(unit),
                "scale": .integer(Int64(scale)),
            ]
            if let ratio { out["of\(other)"] = .double(ratio) }
            return print(String(decoding: JSONValue.object(out).bytes(), as: UTF8.self))
        }
        let name = name + String(repeating: " ", count: max(1, 38 - name.count))
        let told = ratio.map { "   \(Self.fixed($0, 4)) of \(other)" } ?? ""
        print("\(name)\(Self.fixed(value)) \(unit)\(told)")
    }

    /// Words around the table; not among lines of JSON.
    func say(_ words: String) {
        if !isJSON { print(words, terminator: "") }
    }

    static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

    private static func fixed(_ value: Double, _ places: Int = 2) -> String {
        let power = (0..<places).reduce(1.0) { power, _ in power * 10 }
        let whole = Int((value * power).rounded())
        let digits = String(whole % Int(power))
        let rest = String(repeating: "0", count: places - digits.count) + digits
        return "\(whole / Int(power)).\(rest)"
    }
}
