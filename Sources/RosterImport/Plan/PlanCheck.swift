/// Vouches for the lines of a plan, each in its place; a line can be exchanged for another one.
struct PlanCheck: Equatable {
    private var sum: UInt64 = 0

    mutating func add(_ line: some Collection<UInt8>, at place: Int) {
        sum &+= Self.mark(line, at: place)
    }

    mutating func take(_ line: some Collection<UInt8>, from place: Int) {
        sum &-= Self.mark(line, at: place)
    }

    var text: String { Fingerprint.text(sum) }

    /// Eight bytes at a time; each step can be undone, so that no single change is lost.
    private static func mark(_ line: some Collection<UInt8>, at place: Int) -> UInt64 {
        var state = UInt64(truncatingIfNeeded: place) &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(line.count)
        let done: Void? = line.withContiguousStorageIfAvailable { bytes in
            let raw = UnsafeRawBufferPointer(bytes)
            var index = 0
            while index + 8 <= raw.count {
                let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                state = step(state, UInt64(littleEndian: word))
                index += 8
            }
            while index < raw.count {
                state = step(state, UInt64(raw[index]))
                index += 1
            }
        }
        if done == nil { return mark(Array(line), at: place) }
        return state ^ state >> 29
    }

    private static func step(_ state: UInt64, _ word: UInt64) -> UInt64 {
        let mixed = (state ^ word) &* 0xBF58_476D_1CE4_E5B9
        return mixed ^ mixed >> 31
    }
}
