import SyncCore

/// Which entries of one field's history may go (DESIGN.md 3.11); pure.
///
/// What stands can always be explained: the entry that brought the value, the one that moved its clock last, and
/// the last decision stay whatever the rule says.
struct HistoryFold {
    struct Entry: Equatable {
        let seq: Int64
        let part: Int64
        let origin: Int64
        let decision: String
        let rule: String?
        let at: Int64?
        /// The value's bytes; nil when it was erased.
        let value: [UInt8]?
        /// How many entries it stands for already.
        let folded: Int64?

        var isMarker: Bool { decision == "compacted" }
    }

    let rule: HistoryRule
    /// Entries after this sequence number are young enough to stay.
    let youngAfter: Int64
    let isSet: Bool

    /// The places of the entries that go; the entries are of one field or group, in their order.
    func folded(_ entries: [Entry]) -> [Int] {
        let newest = entries.count - rule.entries
        var gone = entries.indices.filter { $0 < newest || entries[$0].seq <= youngAfter }
        if isSet {
            // A set is the sum of its entries, so only its beginning can become one.
            gone = entries.count > 1 ? Array(gone.prefix { $0 < entries.count - 1 }) : []
            guard gone.allSatisfy({ entries[$0].value != nil && entries[$0].at != nil }) else {
                return []
            }
        } else {
            let kept = needed(entries)
            gone.removeAll { kept.contains($0) }
        }
        // A marker alone says all there is to say.
        return gone.allSatisfy { entries[$0].isMarker } ? [] : gone
    }

    private func needed(_ entries: [Entry]) -> Set<Int> {
        var kept: Set<Int> = []
        if let last = entries.lastIndex(where: { !$0.isMarker }) { kept.insert(last) }
        if let clock = entries.lastIndex(where: \.movesClock) { kept.insert(clock) }
        if let value = entries.lastIndex(where: \.setsValue) {
            let seq = entries[value].seq
            kept.formUnion(entries.indices.filter { entries[$0].seq == seq })
        }
        return kept
    }

    /// The elements of a set after these entries, each with the clock of its latest add, as a marker keeps them.
    static func elements(_ entries: [Entry]) -> JSONValue {
        var held: JSONObject = [:]
        for entry in entries {
            guard let bytes = entry.value,
                let value = try? JSONValue.parse(bytes, limits: StateStore.storedLimits)
            else { continue }
            if entry.isMarker { held = value["elements"]?.object ?? [:] }
            for element in value["remove"]?.array ?? [] {
                if let text = element.text { held[text] = nil }
            }
            let shared = value["shared"]?.array ?? []
            for element in value["add"]?.array ?? [] {
                if let text = element.text {
                    held[text] = [
                        .integer(entry.seq), .integer(entry.at ?? 0),
                        .integer(shared.contains(element) ? Stamp.severalOrigins : entry.origin),
                    ]
                }
            }
        }
        return ["elements": .object(held)]
    }
}

extension HistoryFold.Entry {
    /// Whether the entry's value became the accepted one.
    fileprivate var setsValue: Bool {
        switch decision {
        case "written", "won": true
        // The first day's entries do not say which side was in force.
        case "review": rule == nil || rule == "cautious.more_careful"
        default: false
        }
    }

    /// Whether the accepted value's clock is this entry's.
    fileprivate var movesClock: Bool {
        switch decision {
        case "written", "won", "same": true
        case "review", "lost":
            rule.map { name in
                ["restrictive.", "cautious.", "human."].contains { name.hasPrefix($0) }
            } ?? true
        default: false
        }
    }
}
