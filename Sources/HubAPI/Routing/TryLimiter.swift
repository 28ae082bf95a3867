import Glibc
import Synchronization

/// So many tries for each address, and one more after some seconds.
final class TryLimiter: Sendable {
    private let tries: Int
    private let millisecondsPerTry: Int64
    private let spent = Mutex<[String: Spent]>([:])

    private struct Spent {
        var count: Int
        /// When the count was last lowered, in milliseconds.
        var at: Int64
    }

    /// Addresses remembered; beyond it those that have all their tries are forgotten, then all others share.
    private static let addressesMaximum = 10_000

    init(tries: Int, secondsPerTry: Int) {
        self.tries = tries
        millisecondsPerTry = Int64(max(1, secondsPerTry)) * 1000
    }

    /// Takes one try; false when there is none left.
    func take(_ peer: String, now: Int64) -> Bool {
        spent.withLock { spent in
            let address = key(peer, in: &spent, now: now)
            let known = spent[address].map { refilled($0, now: now) } ?? Spent(count: 0, at: now)
            guard known.count < tries else {
                spent[address] = known
                return false
            }
            spent[address] = Spent(count: known.count + 1, at: known.count == 0 ? now : known.at)
            return true
        }
    }

    /// Gives the try of a success back.
    func giveBack(_ peer: String) {
        spent.withLock { spent in
            let address = spent[Self.network(peer)] == nil ? "" : Self.network(peer)
            guard let known = spent[address] else { return }
            spent[address] = known.count > 1 ? Spent(count: known.count - 1, at: known.at) : nil
        }
    }

    private func refilled(_ old: Spent, now: Int64) -> Spent {
        // A clock set back gives nothing and takes nothing.
        let gained = max(0, now - old.at) / millisecondsPerTry
        let count = max(0, old.count - Int(clamping: gained))
        return Spent(count: count, at: count == 0 ? now : old.at + gained * millisecondsPerTry)
    }

    private func key(_ peer: String, in spent: inout [String: Spent], now: Int64) -> String {
        let address = Self.network(peer)
        guard spent[address] == nil, spent.count >= Self.addressesMaximum else { return address }
        spent = spent.filter { refilled($0.value, now: now).count > 0 }
        return spent.count < Self.addressesMaximum ? address : ""
    }

    /// An IPv6 client has a /64 at the least, so that its first half is what counts.
    private static func network(_ peer: String) -> String {
        var bytes = [UInt8](repeating: 0, count: 16)
        guard peer.contains(":"), inet_pton(AF_INET6, peer, &bytes) == 1 else { return peer }
        return bytes.prefix(8).map { String($0, radix: 16) }.joined(separator: ":")
    }
}
