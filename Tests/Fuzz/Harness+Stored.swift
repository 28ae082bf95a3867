import SyncCore

/// What stores and devices hand back: tokens, and blobs that were written as canonical JSON.
extension Harness {
    /// A token that is read says the same when it is written.
    static func cursor(_ bytes: [UInt8]) {
        guard let read = Cursor(token: String(decoding: bytes, as: UTF8.self)) else { return }
        precondition(Cursor(token: read.token) == read, "another cursor came back")
    }

    /// What was written is read as the same value and written as the same bytes: sums are made of those.
    static func json(_ bytes: [UInt8]) {
        guard let read = try? JSONValue.parse(bytes) else { return }
        let written = read.bytes()
        let again = promised { try JSONValue.parse(written) }
        precondition(again == read, "another value came back")
        precondition(again.bytes() == written, "the form is not canonical")
    }

    static func row(_ bytes: [UInt8]) {
        guard let json = try? JSONValue.parse(bytes), let read = try? RowState(json) else { return }
        let written = read.wire
        let again = promised { try RowState(try JSONValue.parse(written)) }
        precondition(again == read, "another row came back")
        precondition(again.wire == written, "the form is not canonical")
    }

    static func outcome(_ bytes: [UInt8]) {
        guard let json = try? JSONValue.parse(bytes), let read = try? Outcome(json) else { return }
        let written = read.json.bytes()
        let again = promised { try Outcome(try JSONValue.parse(written)) }
        precondition(again == read, "another outcome came back")
    }
}
