import SyncCore

/// A damaged file that a rescue put aside, as the store that was made of it remembers it.
struct AsideFile: Equatable {
    /// The fact of the store that lists them, a line each.
    static let name = "aside"

    /// Its name in the folder of the store.
    let file: String
    /// The cursor that could be read in it; what was erased before that it had forgotten itself.
    let cursor: String?

    /// Whether rows of a person may stand in it who was erased by an operation of this timeline.
    func mayHold(erasedAt seq: Int64, of timeline: RowID) -> Bool {
        guard let cursor = cursor.flatMap({ Cursor(token: $0) }), cursor.isComplete,
            cursor.timeline == timeline
        else { return true }
        return cursor.seq < seq
    }

    static func read(_ text: String?) -> [AsideFile] {
        (text ?? "").split(separator: "\n").compactMap { line in
            let parts = line.split(separator: "\t", omittingEmptySubsequences: false)
            // Only names beside the store: whatever a bad page says, no other folder is touched.
            guard let file = parts.first, !file.isEmpty, !file.contains("/") else { return nil }
            return AsideFile(file: String(file), cursor: parts.dropFirst().first.map(String.init))
        }
    }

    static func write(_ files: [AsideFile], to meta: Meta) throws {
        guard !files.isEmpty else { return try meta.clear(name) }
        let lines = files.map { aside in
            [aside.file, aside.cursor].compactMap { $0 }.joined(separator: "\t")
        }
        try meta.set(name, lines.joined(separator: "\n"))
    }
}
