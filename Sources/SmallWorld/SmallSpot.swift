/// Where a behaviour stands: what everybody holds, has done and has on its way.
///
/// Two behaviours at the same spot have the same future. All in small numbers, since there are millions.
struct SmallSpot: Hashable {
    /// What the hub's store (0) and the devices' (1…3) hold, by `SmallStore`'s numbers.
    var stores: SIMD4<Int32> = .zero
    /// How much of her list each device's owner has done.
    var next: SIMD4<UInt8> = .zero
    /// Which of the setting's events have happened, as bits.
    var done: UInt8 = 0
    /// How often the network may still misbehave.
    var strayLeft: UInt8
    /// The pushes that somebody's network caught, by `SmallWorld.strays`.
    var strays: Int32
    /// The operations made, by `SmallWorld.made`.
    var made: Int32

    var hub: Int32 {
        get { stores[0] }
        set { stores[0] = newValue }
    }

    subscript(device: Int) -> Int32 {
        get { stores[device + 1] }
        set { stores[device + 1] = newValue }
    }

    func has(_ event: SmallEvent) -> Bool { done & event.bit != 0 }
}

/// A push that somebody's network caught.
struct SmallStray: Hashable, Comparable {
    let device: Int
    /// By `SmallWorld.messages`.
    let message: Int32

    static func < (one: Self, other: Self) -> Bool {
        (one.device, one.message) < (other.device, other.message)
    }
}

/// An operation as its author made it.
struct SmallMade: Hashable {
    let device: Int
    let work: SmallWork
    let number: Int64
    /// The hub's last operation that the author had pulled.
    let base: Int64
    /// True time when it was made.
    let at: Int64
    /// Whether a caught push may have brought it, so that its time is known less well.
    var isStray = false
}
