package import SyncCore

/// The public list of a draw's tickets: numbers and what was promised, and nothing of anybody.
///
///     dugnad-lottery 1
///     draw 0197a3c1-52aa-7d10-9c3e-1f6b8f0a2d44
///     season 2026
///     promise 3f0c…
///     prizes 3
///
///     0K3M-9QXA-00TZ
package struct TicketList: Sendable, Hashable {
    package let draw: RowID
    package let season: Int64
    package let promise: String
    package let prizes: Int
    /// Each once, in the order of the text.
    package let numbers: [String]

    package init(
        draw: RowID,
        season: Int64,
        promise: String,
        prizes: Int,
        numbers: some Sequence<String>
    ) {
        self.draw = draw
        self.season = season
        self.promise = promise
        self.prizes = prizes
        self.numbers = Set(numbers).sorted()
    }

    /// The list as a text file, UTF-8; its hash is kept with the draw.
    package var bytes: [UInt8] {
        let head = [
            "dugnad-lottery 1", "draw \(draw)", "season \(season)", "promise \(promise)",
            "prizes \(prizes)", "",
        ]
        return Array(((head + numbers).joined(separator: "\n") + "\n").utf8)
    }

    /// Reads what `bytes` wrote; nil for anything else, so that a list that was changed is seen.
    package init?(_ bytes: [UInt8]) {
        let lines = String(decoding: bytes, as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        func value(_ place: Int, _ name: String) -> String? {
            guard lines.indices.contains(place), lines[place].hasPrefix(name + " ") else {
                return nil
            }
            return String(lines[place].dropFirst(name.count + 1))
        }
        guard value(0, "dugnad-lottery") == "1", let draw = value(1, "draw").flatMap({ RowID($0) }),
            let season = value(2, "season").flatMap({ Int64($0) }),
            let promise = value(3, "promise"), let prizes = value(4, "prizes").flatMap({ Int($0) })
        else { return nil }
        self.init(
            draw: draw,
            season: season,
            promise: promise,
            prizes: prizes,
            numbers: lines.dropFirst(6).dropLast()
        )
        guard self.bytes == bytes else { return nil }
    }

    /// A list that went through a mail or an editor that ends lines with CR LF, as it was written.
    package static func unixLines(_ bytes: [UInt8]) -> [UInt8] {
        bytes.indices.filter { place in
            bytes[place] != 0x0D || place + 1 == bytes.count || bytes[place + 1] != 0x0A
        }.map { bytes[$0] }
    }

    /// The numbers that win with this seed; nil when it is not the one that was promised.
    package func winners(_ seed: String) -> [String]? {
        guard Lottery.promise(of: seed) == promise else { return nil }
        return Lottery.winners(among: numbers, seed: seed, prizes: prizes)
    }
}
