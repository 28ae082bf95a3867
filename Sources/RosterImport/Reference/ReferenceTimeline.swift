package import SyncEngine

/// A register's codes over time: what a new state of it adds, renames and ends.
package struct ReferenceTimeline: Sendable {
    /// Past this share of the codes, in percent, an import that ends so many must be forced.
    package static let endedWithoutForce = 5

    package private(set) var codes: [ReferenceCode]
    package private(set) var added: [String] = []
    package private(set) var renamed: [String] = []
    package private(set) var ended: [String] = []
    package private(set) var unchanged = 0

    /// Brings `known` to the state of a file on a day.
    ///
    /// Of a register's first state nobody knows since when it holds. Where the file gives days of
    /// its own they stand, and what it does not speak of stays.
    package init(_ known: [ReferenceCode], _ file: ReferenceFile, day: String) {
        codes = known
        let isDated = file.entries.contains { $0.from != nil }
        if isDated { takeDated(file.entries) } else { takeState(file.entries, day) }
        codes.sort { ($0.code, $0.from) < ($1.code, $1.from) }
    }

    /// How many codes are valid on a day.
    package func valid(on day: String) -> Int { codes.count { $0.isValid(on: day) } }

    /// So many codes would end that the file is rather another one.
    package var isLoss: Bool {
        ended.count * 100 > (ended.count + unchanged + renamed.count) * Self.endedWithoutForce
    }

    private mutating func takeState(_ entries: [ReferenceEntry], _ day: String) {
        let start = codes.isEmpty ? ReferenceCode.dawn : day
        var open: [String: Int] = [:]
        for (place, code) in codes.enumerated() where code.until == nil { open[code.code] = place }
        var told: Set<String> = []
        for entry in entries {
            told.insert(entry.code)
            let new = ReferenceCode(
                code: entry.code,
                name: entry.name,
                about: entry.about,
                from: start,
                until: nil
            )
            guard let place = open[entry.code] else {
                added.append(entry.code)
                codes.append(new)
                continue
            }
            let old = codes[place]
            guard old.name != entry.name || old.about != entry.about else {
                unchanged += 1
                continue
            }
            renamed.append(entry.code)
            // Two states of one day: the later word stands.
            if old.from >= day {
                codes[place].name = entry.name
                codes[place].about = entry.about
            } else {
                codes[place].until = day
                codes.append(new)
            }
        }
        // A state tells nothing of a code that is to hold from a later day on.
        for (code, place) in open where !told.contains(code) && codes[place].from <= day {
            ended.append(code)
            codes[place].until = day
        }
        ended.sort()
        codes.removeAll { code in code.until.map { $0 <= code.from } ?? false }
    }

    private mutating func takeDated(_ entries: [ReferenceEntry]) {
        // A file with days knows better than one that said no more than what is.
        let dated = Set(entries.filter { $0.from != nil }.map(\.code))
        codes.removeAll { $0.from == ReferenceCode.dawn && dated.contains($0.code) }
        var places: [String: Int] = [:]
        for (place, code) in codes.enumerated() { places["\(code.code) \(code.from)"] = place }
        for entry in entries {
            let new = ReferenceCode(
                code: entry.code,
                name: entry.name,
                about: entry.about,
                from: entry.from ?? ReferenceCode.dawn,
                until: entry.until
            )
            guard let place = places["\(new.code) \(new.from)"] else {
                added.append(new.code)
                codes.append(new)
                continue
            }
            let old = codes[place]
            if old == new {
                unchanged += 1
            } else if old.until == nil, new.until != nil {
                ended.append(new.code)
            } else {
                renamed.append(new.code)
            }
            codes[place] = new
        }
    }
}
