import Storage

/// What moves with every commit to a store, by this connection or another.
struct StoreMark: Equatable {
    let others: Int64
    let own: Int64
}

/// What pulls of many devices ask for alike, as long as nobody writes: a commit that concerns thousands of devices has
/// each of them ask for the same sums.
///
/// Only within a snapshot whose mark was taken in it, so that nothing of one state is told with another.
struct PullMemory {
    /// Beyond so many scopes it begins anew: every person and device has one of her own.
    private static let maximum = 2_000

    private var mark: StoreMark?
    private var sums: [Int64: String] = [:]

    /// Forgets everything where the store has moved since.
    mutating func begin(at mark: StoreMark) {
        guard self.mark != mark else { return }
        self.mark = mark
        sums = [:]
    }

    /// The sum of a scope as text, made where it is not known.
    mutating func sum(of scope: Int64, _ make: () throws -> String) rethrows -> String {
        if let known = sums[scope] { return known }
        if sums.count >= Self.maximum { sums = [:] }
        let sum = try make()
        sums[scope] = sum
        return sum
    }
}
