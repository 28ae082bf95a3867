import SyncCore

extension StoryReader {
    func expectation(_ object: inout StoryObject) throws(StoryError) -> Expectation? {
        guard let value = object.value("expect") else { return nil }
        var expect = try StoryObject(value, at: "\(object.place).expect")
        var verdicts: [Verdict: Int] = [:]
        for verdict in Verdict.allCases {
            if let count = try expect.integer(verdict.rawValue) { verdicts[verdict] = Int(count) }
        }
        let out = Expectation(
            verdicts: verdicts.isEmpty ? nil : verdicts,
            findings: try expect.texts("findings"),
            error: try expect.optionalText("error"),
            stopped: try expect.optionalText("stopped"),
            rows: try expect.integer("rows").map { Int($0) },
            left: try expect.integer("left").map { Int($0) },
            changed: try expect.flag("changed"),
            mayFail: try expect.flag("mayFail") ?? false
        )
        try expect.finish()
        return out
    }

    mutating func rows(
        _ object: inout StoryObject,
        _ name: String
    ) throws(StoryError) -> [ExpectedRow] {
        var out: [ExpectedRow] = []
        for (entity, list) in try object.object(name).sorted(by: { $0.key < $1.key }) {
            guard let list = list.array else { throw object.malformed(name) }
            for (place, json) in list.enumerated() {
                let row = try StoryObject(json, at: "\(name).\(entity)[\(place)]")
                out.append(try expectedRow(row, json, EntityName(rawValue: entity)))
            }
        }
        return out
    }

    private mutating func expectedRow(
        _ object: StoryObject,
        _ json: JSONValue,
        _ entity: EntityName
    ) throws(StoryError) -> ExpectedRow {
        var object = object
        let row = try object.optionalText("row")
        if let row { _ = try self.entity(of: row, entity.rawValue, object) }
        let presence = try object.optionalText("is") ?? "live"
        guard let presence = ExpectedRow.Presence(rawValue: presence) else {
            throw object.malformed("is")
        }
        let seenBy = try object.texts("seenBy")
        var fields = json.object ?? [:]
        for name in ["row", "is", "seenBy"] { fields[name] = nil }
        guard row != nil || presence == .live && seenBy == nil else {
            throw object.malformed("row")
        }
        return ExpectedRow(
            entity: entity,
            row: row,
            presence: presence,
            fields: fields,
            seenBy: seenBy.map { Set($0) }
        )
    }

    func conditions(_ object: inout StoryObject) throws(StoryError) -> [StoryCondition] {
        var out: [StoryCondition] = []
        for (place, json) in try object.array("always").enumerated() {
            var line = try StoryObject(json, at: "always[\(place)]")
            out.append(try condition(&line))
            try line.finish()
        }
        return out
    }

    private func condition(_ line: inout StoryObject) throws(StoryError) -> StoryCondition {
        let sentence = try line.text("say")
        let isSum = line.has("sum")
        guard let value = line.value(isSum ? "sum" : "count") else { throw line.malformed("count") }
        var what = try StoryObject(value, at: "\(line.place).\(isSum ? "sum" : "count")")
        let entity = EntityName(rawValue: try what.text("entity"))
        let measure: StoryCondition.Measure = isSum ? .sum(field: try what.text("field")) : .count
        let filter = try what.object("where")
        try what.finish()
        let exactly = try line.integer("is")
        let low = try line.integer("atLeast") ?? exactly ?? 0
        let high = try line.integer("atMost") ?? exactly ?? .max
        guard low <= high, low > 0 || high < .max else { throw line.malformed("is") }
        return StoryCondition(
            sentence: sentence,
            measure: measure,
            entity: entity,
            filter: filter,
            range: low...high,
            isThroughout: try line.flag("throughout") ?? false
        )
    }

    func holds(_ object: inout StoryObject) throws(StoryError) -> Set<Story.Hold> {
        var out: Set<Story.Hold> = []
        for word in try object.texts("holds") ?? [] {
            guard let hold = Story.Hold(rawValue: word) else { throw object.malformed("holds") }
            out.insert(hold)
        }
        return out
    }
}
