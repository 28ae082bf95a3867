import Hashing
import SyncCore

/// Turns the symbolic names of a story into ids, and its texts into values.
struct RowNames: Sendable {
    let start: Int64
    private let centre: RowID

    init(centre: RowID, start: Int64) {
        self.centre = centre
        self.start = start
    }

    /// The id of a row: the same for the same name in every run.
    func id(_ name: String) -> RowID {
        guard name != "centre" else { return centre }
        let bytes = Array(name.utf8)
        return RowID.version7(
            milliseconds: start,
            random: (Digest.blake2b64(parts: bytes, [0]), Digest.blake2b64(parts: bytes, [1]))
        )
    }

    /// The value with `@name` replaced by the row's id and `T+2h` by the point of time.
    func value(_ value: JSONValue) -> JSONValue {
        switch value {
        case .string(let text): textValue(text)
        case .array(let elements): .array(elements.map(self.value))
        case .object(let members): .object(members.mapValues(self.value))
        default: value
        }
    }

    func values(_ values: JSONObject) -> JSONObject { values.mapValues(value) }

    private func textValue(_ text: String) -> JSONValue {
        if let instant = StoryTime.instant(text, start: start) { return .integer(instant) }
        return .string(element(text))
    }

    private func element(_ text: String) -> String {
        text.hasPrefix("@") ? id(String(text.dropFirst())).description : text
    }

    func edit(_ edit: StoryEdit) -> Edit {
        let mark: RemovalMark? =
            switch edit.kind {
            case .new, .edit: nil
            case .remove: .removed
            case .restore: .restored
            }
        return Edit(
            edit.entity,
            id(edit.row),
            set: values(edit.set),
            add: edit.add.mapValues { $0.map(element) },
            remove: edit.remove.mapValues { $0.map(element) },
            mark: mark,
            about: edit.about.map { id($0.hasPrefix("@") ? String($0.dropFirst()) : $0) }
        )
    }
}
