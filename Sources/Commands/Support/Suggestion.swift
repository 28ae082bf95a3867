/// The known name nearest to a mistyped one.
enum Suggestion {
    /// `; did you mean --db?`, or nothing when no name is near.
    static func text(for word: String, among names: [String]) -> String {
        nearest(to: word, among: names).map { "; did you mean \($0)?" } ?? ""
    }

    /// The nearest name, at most a third of its letters away.
    static func nearest(to word: String, among names: [String]) -> String? {
        // A word longer than any name is not worth comparing letter by letter.
        guard word.utf8.count <= 64 else { return nil }
        let candidates = names.map { (name: $0, distance: distance(word.lowercased(), $0)) }
        guard let best = candidates.min(by: { $0.distance < $1.distance }) else { return nil }
        return best.distance <= max(1, best.name.count / 3) ? best.name : nil
    }

    /// How many letters are to be changed, added or dropped (Levenshtein).
    static func distance(_ one: String, _ other: String) -> Int {
        let target = Array(other.lowercased())
        var row = Array(0...target.count)
        for (place, letter) in one.enumerated() {
            var diagonal = row[0]
            row[0] = place + 1
            for column in target.indices {
                let change = diagonal + (letter == target[column] ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(change, row[column] + 1, diagonal + 1)
            }
        }
        return row[target.count]
    }
}
