/// The known name nearest to a mistyped one.
enum Suggestion {
    /// ` (did you mean --db?)`, or nothing when no name is near; fits before any full stop.
    static func text(for word: String, among names: [String]) -> String {
        nearest(to: word, among: names).map { " (did you mean \($0)?)" } ?? ""
    }

    /// The nearest name, at most a third of its letters away.
    static func nearest(to word: String, among names: [String]) -> String? {
        // A word longer than any name is not worth comparing letter by letter.
        guard word.utf8.count <= 64 else { return nil }
        let candidates = names.map { (name: $0, distance: distance(word.lowercased(), $0)) }
        guard let best = candidates.min(by: { $0.distance < $1.distance }) else { return nil }
        return best.distance <= max(1, best.name.count / 3) ? best.name : nil
    }

    /// How many letters are to be changed, added, dropped or swapped with their neighbour.
    ///
    /// The optimal string alignment distance: Levenshtein's with the swap that typing brings.
    static func distance(_ one: String, _ other: String) -> Int {
        let source = Array(one.lowercased())
        let target = Array(other.lowercased())
        var before: [Int] = []
        var row = Array(0...target.count)
        for (place, letter) in source.enumerated() {
            var next = [place + 1]
            for (column, wanted) in target.enumerated() {
                let change = row[column] + (letter == wanted ? 0 : 1)
                var best = min(change, row[column + 1] + 1, next[column] + 1)
                if place > 0, column > 0, letter == target[column - 1],
                    source[place - 1] == wanted
                {
                    best = min(best, before[column - 1] + 1)
                }
                next.append(best)
            }
            (before, row) = (row, next)
        }
        return row[target.count]
    }
}
