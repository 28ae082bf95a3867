package import SyncEngine
import SyncCore

/// Recomputes every row of a hub from its history alone, without the merge code, and says what differs.
///
/// What `explain` tells is only worth something when it is the whole truth: the entries of a field, taken one
/// after the other, must come to its value and its clock.
package struct HistoryReplay {
    private let reader: HubReader

    package init(_ reader: HubReader) { self.reader = reader }

    /// A sentence for each field that is not what its history comes to.
    package func differences() throws -> [String] {
        var found: [String] = []
        for spec in reader.domain.catalogue.ordered {
            for id in try reader.allRows(spec.name) {
                guard let story = try reader.explain(id) else { continue }
                found += differences(story, spec)
            }
        }
        return found
    }

    private func differences(_ story: Explanation, _ spec: EntitySpec) -> [String] {
        let row = story.row
        let place = "\(spec.name) \(row.id)"
        guard !row.isErased else {
            let isEmpty = row.fields.isEmpty && row.sets.isEmpty && row.stamps.isEmpty
            return isEmpty ? [] : ["\(place) is erased and yet says something"]
        }
        var chains: [String: UnitReplay] = [:]
        let sight = story.entries.compactMap { entry in
            Self.wrongSight(entry).map { "\(place): \(entry.unit) \($0)" }
        }
        for entry in story.entries {
            let isSet = spec.members(of: entry.unit).first?.policy == .set
            chains[entry.unit, default: UnitReplay(isSet: isSet)].take(entry)
        }
        let units = Set(chains.keys).union(row.stamps.keys).union(row.sets.keys)
            .union(spec.fields.values.filter { row.fields[$0.name] != nil }.map(\.unit))
        return sight
            + units.sorted().compactMap { unit in
                let chain = chains[unit] ?? UnitReplay(isSet: false)
                let members = spec.members(of: unit).map(\.name)
                return chain.difference(from: row, unit: unit, members: members)
                    .map { "\(place): \(unit) \($0)" }
            }
    }
}

extension HistoryReplay {
    /// What an entry cannot have been like: who has seen what comes in her way does not meet it unseen.
    ///
    /// Work that was let in counts as having seen all up to its base; other work only the rows it was shown.
    private static func wrongSight(_ entry: ExplainEntry) -> String? {
        if let held = entry.held {
            guard held < entry.seq, entry.base < held else {
                return "was let in before it was made"
            }
            guard ["won", "lost"].contains(entry.decision), let winner = entry.winner else {
                return nil
            }
            return winner > entry.base ? nil : "met unseen what its author had seen"
        }
        let isOwn = entry.author.origin != Stamp.hubOrigin && entry.compacted == nil
        return isOwn && entry.base >= entry.seq ? "had seen what came after it" : nil
    }
}

/// One field or group while its entries are taken one after the other.
private struct UnitReplay {
    let isSet: Bool
    private var value: JSONObject = [:]
    private var elements: NameMap<Stamp> = [:]
    private var isRemoved = false
    private var stamp: Stamp?
    /// Erasing a person empties what stood; then only the clock can be compared.
    private var isErased = false

    init(isSet: Bool) { self.isSet = isSet }

    mutating func take(_ entry: ExplainEntry) {
        if isSet { return takeElements(entry) }
        let own = Stamp(seq: entry.seq, at: entry.at, origin: entry.author.origin)
        let shared = Stamp(seq: entry.seq, at: entry.at, origin: Stamp.severalOrigins)
        let isCareful = ["restrictive.", "cautious.", "human."].contains {
            entry.rule?.hasPrefix($0) ?? false
        }
        switch entry.decision {
        case "written", "won":
            accept(entry)
            stamp = isCareful ? shared : own
        case "same": stamp = isCareful ? shared : own
        case "review" where entry.rule == "cautious.more_careful":
            accept(entry)
            stamp = shared
        case "lost" where isCareful, "review" where isCareful: stamp = shared
        default: break
        }
    }

    private mutating func accept(_ entry: ExplainEntry) {
        isErased = entry.value == nil
        value = entry.value?.object ?? [:]
        isRemoved = entry.value?.bool ?? false
    }

    private mutating func takeElements(_ entry: ExplainEntry) {
        guard let value = entry.value else {
            isErased = true
            return
        }
        if entry.compacted != nil {
            elements = (value["elements"]?.object ?? [:]).compactMapValues(Self.stamp)
        }
        for element in value["remove"]?.array ?? [] { elements[element.text ?? ""] = nil }
        let shared = value["shared"]?.array ?? []
        for element in value["add"]?.array ?? [] {
            elements[element.text ?? ""] = Stamp(
                seq: entry.seq,
                at: entry.at,
                origin: shared.contains(element) ? Stamp.severalOrigins : entry.author.origin
            )
        }
    }

    private static func stamp(_ clock: JSONValue) -> Stamp? {
        guard let parts = clock.array, parts.count == 3, let seq = parts[0].integer,
            let at = parts[1].integer, let origin = parts[2].integer
        else { return nil }
        return Stamp(seq: seq, at: at, origin: origin)
    }

    func difference(from row: RowState, unit: String, members: [String]) -> String? {
        if isSet {
            guard !isErased else { return nil }
            return row.sets[unit] ?? [:] == elements ? nil : "has other elements than its history"
        }
        guard row.stamps[unit] == stamp else { return "has another clock than its history" }
        guard !isErased else { return nil }
        if unit == RowState.removedUnit {
            return row.isRemoved == isRemoved ? nil : "is marked otherwise than its history says"
        }
        let isSame = members.allSatisfy { row.fields[$0] == value[$0] }
        return isSame ? nil : "has another value than its history"
    }
}
