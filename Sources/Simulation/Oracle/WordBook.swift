import SyncCore

/// Somebody's word on one field or group.
struct Word {
    let seq: Int64
    let at: Int64
    let origin: Int64
    let values: JSONObject
}

/// What was said on each field since it was last settled, and by whom.
struct WordBook {
    struct Key: Hashable {
        let row: RowID
        let unit: String
    }

    struct Said {
        /// The accepted value.
        var current: Word
        /// Words that nobody who had heard them has spoken after.
        var open: [Word]
    }

    struct Add {
        let seq: Int64
        let origin: Int64
    }

    var units: [Key: Said] = [:]
    /// For each element of a set the adds that no remove has taken away.
    var elements: [Key: NameMap<[Add]>] = [:]

    /// Takes the row as it stands for settled.
    mutating func settle(_ row: RowState, _ spec: EntitySpec, units names: Set<String>) {
        for name in names {
            let key = Key(row: row.id, unit: name)
            guard let stamp = row.stamps[name] else {
                units[key] = nil
                continue
            }
            let values = row.values(of: name, spec)
            let word = Word(seq: stamp.seq, at: stamp.at, origin: stamp.origin, values: values)
            units[key] = Said(current: word, open: [word])
        }
        for (name, elements) in row.sets where names.contains(name) {
            self.elements[Key(row: row.id, unit: name)] = elements.mapValues {
                [Add(seq: $0.seq, origin: $0.origin)]
            }
        }
    }

    mutating func settle(_ row: RowState, _ spec: EntitySpec) {
        settle(row, spec, units: Set(row.stamps.keys).union(row.sets.keys))
    }
}

extension RowState {
    /// The values of the fields that merge as this unit.
    func values(of unit: String, _ spec: EntitySpec) -> JSONObject {
        var out: JSONObject = [:]
        for member in spec.members(of: unit) { out[member.name] = fields[member.name] }
        return out
    }

    var told: String { "\(entity) \(id)" }
}
