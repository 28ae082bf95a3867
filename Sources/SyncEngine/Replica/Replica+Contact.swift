extension Replica {
    /// When the last complete pull came in, by this device's clock, Unix milliseconds; nil before the first.
    package var lastContact: Int64? {
        get throws { try meta["pulledAt"].flatMap { Int64($0) } }
    }

    /// Hub time of the last complete pull, Unix milliseconds; nil before the first.
    package var hubTime: Int64? {
        get throws { try meta["hubNow"].flatMap { Int64($0) } }
    }
}
