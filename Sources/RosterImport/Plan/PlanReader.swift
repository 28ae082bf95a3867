/// A plan file read row by row; the memory it takes does not grow with the plan.
///
///     let plan = try PlanReader(RosterBytes(bytes))
///     try plan.forEach { row in print(row.row) }
package struct PlanReader {
    package let header: PlanHeader
    /// The first line and the last one, which vouches for all between: the same for the same plan.
    package let ends: [UInt8]
    /// The centres its rows are for.
    let centres: Set<String>
    private let bytes: RosterBytes
    private let places: LinePlaces

    /// Looks through the whole file; throws `roster.plan_damaged`, `roster.plan_newer` and
    /// `roster.plan_older`.
    package init(_ bytes: RosterBytes) throws(RosterError) {
        self.bytes = bytes
        var header: PlanHeader?
        var ends: [UInt8] = []
        var ending: PlanFile.Ending?
        var check = PlanCheck()
        var counts = PlanCounts()
        var place = 0
        var places = LinePlaces()
        var centres: Set<String> = []
        var lastCentre: [UInt8] = []
        try Self.lines(of: bytes) { line, isWhole throws(RosterError) in
            guard ending == nil, isWhole else { throw PlanFile.damaged }
            if place == 0 { places.clear(from: line.count) } else { places.append(line.count) }
            if header == nil {
                header = try PlanFile.header(line)
                ends += line
            } else if let action = Self.action(line) {
                counts.rowsRead += 1
                counts.count(action)
                let centre = Self.centre(line)
                if lastCentre.isEmpty || !centre.elementsEqual(lastCentre) {
                    lastCentre = Array(centre)
                    if let row = PlanLine.read(line) { centres.insert(row.centre) }
                }
            } else {
                guard let last = PlanFile.ending(line) else { throw PlanFile.damaged }
                ends += line
                ending = last
                return
            }
            check.add(line, at: place)
            place += 1
        }
        guard let header, let ending, ending.end == place - 1, ending.check == check.text,
            counts == header.counts
        else { throw PlanFile.damaged }
        try counts.check()
        self.header = header
        self.ends = ends
        self.places = places
        self.centres = centres
    }

    /// A row by its place; throws `roster.plan_damaged`.
    func row(_ place: Int) throws(RosterError) -> PlanRow {
        let (start, length) = places[place]
        let line = try bytes.read(at: start, upTo: length)
        guard let row = PlanLine.read(line) else { throw PlanFile.damaged }
        return row
    }

    /// The rows in their order; throws `roster.plan_damaged`.
    package func forEach(_ body: (PlanRow) throws -> Void) throws {
        var isFirst = true
        var failure: (any Error)?
        do {
            try Self.lines(of: bytes) { line, _ throws(RosterError) in
                guard !isFirst, Self.action(line) != nil else {
                    isFirst = false
                    return
                }
                guard let row = PlanLine.read(line) else { throw PlanFile.damaged }
                do { try body(row) } catch {
                    failure = error
                    throw PlanFile.damaged
                }
            }
        } catch { throw failure ?? error }
    }

    /// The same for a body that throws nothing but roster errors.
    package func forEach(
        _ body: (PlanRow) throws(RosterError) -> Void
    ) throws(RosterError) {
        var isFirst = true
        try Self.lines(of: bytes) { line, _ throws(RosterError) in
            guard !isFirst, Self.action(line) != nil else {
                isFirst = false
                return
            }
            guard let row = PlanLine.read(line) else { throw PlanFile.damaged }
            try body(row)
        }
    }

    /// What a line of a row begins with says what happens to it; nil for a line of another kind.
    private static func action(_ line: ArraySlice<UInt8>) -> PlanRow.Action? {
        let start = Array("{\"action\":\"".utf8)
        guard line.starts(with: start) else { return nil }
        let word = line.dropFirst(start.count).prefix { $0 != 0x22 }
        return PlanRow.Action(rawValue: String(decoding: word, as: UTF8.self))
    }

    /// The part of a row's line that names its centre, from its first `"centre":` on.
    private static func centre(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let mark = Array("\"centre\":\"".utf8)
        var rest = line
        while let quote = rest.firstIndex(of: 0x22) {
            rest = rest[quote...]
            if rest.starts(with: mark) { return rest.dropFirst(mark.count).prefix { $0 != 0x22 } }
            rest = rest.dropFirst()
        }
        return []
    }

    /// The lines with their line feeds; `isWhole` is false for a last one without.
    private static func lines(
        of bytes: RosterBytes,
        _ body: (ArraySlice<UInt8>, _ isWhole: Bool) throws(RosterError) -> Void
    ) throws(RosterError) {
        var rest: [UInt8] = []
        try bytes.pieces { piece throws(RosterError) in
            var start = 0
            while let end = piece[start...].firstIndex(of: 0x0A) {
                if rest.isEmpty {
                    try body(piece[start...end], true)
                } else {
                    rest += piece[start...end]
                    try body(rest[...], true)
                    rest.removeAll(keepingCapacity: true)
                }
                start = end + 1
            }
            rest += piece[start...]
            return true
        }
        if !rest.isEmpty { try body(rest[...], false) }
    }
}
