import Hashing
import SyncCore

/// Turns the symbolic names of a scenario into ids and its texts into values.
struct SimNames {
    let centre: RowID
    private(set) var names: [RowID: String] = [:]

    init(centre: RowID) {
        self.centre = centre
        names[centre] = "centre"
    }

    /// The id of a row: the same for the same name in every run.
    static func id(_ name: String, centre: RowID) -> RowID {
        guard name != "centre" else { return centre }
        let bytes = Array(name.utf8)
        return RowID.version7(
            milliseconds: SimTime.start,
            random: (Digest.blake2b64(parts: bytes, [0]), Digest.blake2b64(parts: bytes, [1]))
        )
    }

    mutating func id(_ name: String) -> RowID {
        let id = Self.id(name, centre: centre)
        names[id] = name
        return id
    }

    mutating func edit(_ edit: SimEdit) -> Edit {
        _ = id(edit.row)
        return Self.edit(edit, centre: centre)
    }

    static func edit(_ edit: SimEdit, centre: RowID) -> Edit {
        let mark: RemovalMark? =
            switch edit.kind {
            case .new, .edit: nil
            case .remove: .removed
            case .restore: .restored
            }
        return Edit(
            edit.entity,
            id(edit.row, centre: centre),
            set: edit.set.mapValues { value($0, centre: centre) },
            add: edit.add.mapValues { $0.map { element($0, centre: centre) } },
            remove: edit.remove.mapValues { $0.map { element($0, centre: centre) } },
            mark: mark
        )
    }

    private static func value(_ value: JSONValue, centre: RowID) -> JSONValue {
        switch value {
        case .string(let text):
            instant(text).map { .integer($0) } ?? .string(element(text, centre: centre))
        case .array(let elements): .array(elements.map { self.value($0, centre: centre) })
        default: value
        }
    }

    /// `T+90s` and `T-90s`: so many seconds after or before the start.
    private static func instant(_ text: String) -> Int64? {
        guard text.hasPrefix("T+") || text.hasPrefix("T-"), text.hasSuffix("s"),
            let seconds = Int64(text.dropFirst(2).dropLast())
        else { return nil }
        return SimTime.start + (text.hasPrefix("T+") ? seconds : -seconds) * 1000
    }

    private static func element(_ text: String, centre: RowID) -> String {
        text.hasPrefix("@") ? id(String(text.dropFirst()), centre: centre).description : text
    }
}
