package import SyncCore

/// Sends the office's work as operations: several whole pieces to one, as far as its limits allow.
///
/// A piece is what must stand or fall together, such as one person. Only a piece that is by itself
/// too large for an operation is cut, in its own order, so put first what the rest of it refers to.
package struct OperationPacker {
    /// Writes edits as one operation of the office and says what became of it.
    package typealias Submit = ([Edit]) throws -> Outcome
    /// The same of several operations, each of its own, in their order.
    package typealias SubmitAll = ([[Edit]]) throws -> [Outcome]

    /// Below `Operation.Limit.bytes`, since the envelope of an operation needs room too.
    private static let roomBytes = Operation.Limit.bytes - (64 << 10)
    /// No more than so much is sent at once: an office listener takes 16 MiB.
    private static let bytesAtOnce = 4 << 20

    private let submitAll: SubmitAll

    package init(_ submit: @escaping Submit) { submitAll = { try $0.map(submit) } }

    /// For an office that stores several operations at once.
    package init(all submit: @escaping SubmitAll) { submitAll = submit }

    /// Sends all pieces in their order and returns the answer to each.
    ///
    /// Where an operation of several pieces is refused, each is tried alone, so that one bad piece
    /// does not take others with it. Throws what `submit` throws; pieces before that are stored.
    package func send(_ pieces: [[Edit]]) throws -> [Outcome] {
        var outcomes: [Outcome] = []
        var runs: [Range<Int>] = []
        var bytes = 0
        var first = 0
        while first < pieces.count {
            var room = Room(pieces[first])
            var end = first + 1
            while end < pieces.count, room.takes(pieces[end]) { end += 1 }
            if room.isOverdrawn || bytes + room.used > Self.bytesAtOnce {
                outcomes += try send(runs, of: pieces)
                (runs, bytes) = ([], 0)
            }
            if room.isOverdrawn {
                outcomes.append(try sendAlone(pieces[first]))
            } else {
                runs.append(first..<end)
                bytes += room.used
            }
            first = end
        }
        return outcomes + (try send(runs, of: pieces))
    }

    /// Sends whole runs of pieces, an operation each.
    private func send(_ runs: [Range<Int>], of pieces: [[Edit]]) throws -> [Outcome] {
        guard !runs.isEmpty else { return [] }
        let answers = try submitAll(runs.map { pieces[$0].flatMap(\.self) })
        return try zip(runs, answers).flatMap { run, answer in
            // Held work waits for a person as a whole; sending it again would only make it wait twice.
            guard answer.verdict == .refused, run.count > 1 else { return run.map { _ in answer } }
            return try run.map { try sendAlone(pieces[$0]) }
        }
    }

    private func sendAlone(_ piece: [Edit]) throws -> Outcome {
        var rest = piece[...]
        var worst: Outcome?
        while let edit = rest.first {
            var room = Room([edit])
            var count = 1
            for next in rest.dropFirst() {
                guard room.takes([next]) else { break }
                count += 1
            }
            guard let outcome = try submitAll([Array(rest.prefix(count))]).first else { break }
            rest = rest.dropFirst(count)
            if outcome.isWorse(than: worst) { worst = outcome }
            guard outcome.verdict == .applied || outcome.verdict == .merged else { break }
        }
        return worst ?? Outcome(number: 0, verdict: .applied, seq: 0)
    }

    /// What is left of one operation's limits.
    private struct Room {
        private var edits: Int
        private var bytes: Int

        var isOverdrawn: Bool { edits < 0 || bytes < 0 }
        var used: Int { OperationPacker.roomBytes - bytes }

        init(_ piece: [Edit]) {
            edits = Operation.Limit.edits - piece.count
            bytes = OperationPacker.roomBytes - Self.bytes(of: piece)
        }

        mutating func takes(_ piece: [Edit]) -> Bool {
            let size = Self.bytes(of: piece)
            guard piece.count <= edits, size <= bytes else { return false }
            edits -= piece.count
            bytes -= size
            return true
        }

        private static func bytes(of piece: [Edit]) -> Int {
            piece.reduce(0) { $0 + $1.json.bytes().count + 1 }
        }
    }
}

extension Outcome {
    private var rank: Int {
        switch verdict {
        case .applied: 0
        case .merged: 1
        case .held: 2
        case .refused: 3
        }
    }

    fileprivate func isWorse(than other: Outcome?) -> Bool {
        other.map { rank > $0.rank } ?? true
    }

    /// Whether the work stands in the store now.
    package var tookEffect: Bool { verdict == .applied || verdict == .merged }
}
