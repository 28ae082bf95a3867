import SyncCore
import SyncEngine

/// What W's rows must come to: of two on one field the later counts, whoever was heard first.
struct Reference {
    private var expected: [RowID: [String: (value: JSONValue, ago: Int64)]] = [:]

    init(_ season: Season) {
        for deed in season.devices.joined() {
            for edit in deed.edits {
                for (field, value) in edit.set {
                    let known = expected[edit.id]?[field]
                    guard known.map({ deed.ago < $0.ago }) ?? true else { continue }
                    expected[edit.id, default: [:]][field] = (value, deed.ago)
                }
            }
        }
    }

    /// Compares every row that W changed; throws at the first that differs.
    func check(_ service: HubService) throws {
        try service.read { hub in
            for (id, fields) in expected {
                guard let row = try hub.row(id) else {
                    throw Scratch.Failure(what: "a row of the workload is missing")
                }
                for (field, wanted) in fields where row[field] != wanted.value {
                    throw Scratch.Failure(what: "\(row.entity).\(field) is not what it must be")
                }
            }
        }
    }
}
