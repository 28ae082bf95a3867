extension JSONValue {
    /// The whole number, if this is one that a hub or client may count or tell the time with: up to 2^53 either way.
    ///
    /// Beyond that nobody has ever counted, JSON readers differ (RFC 8259 section 6), and sums would leave the range
    /// of 64 bits: whoever sends it is not to be believed.
    var wireNumber: Int64? { integer.flatMap { Self.believable.contains($0) ? $0 : nil } }

    private static let believable: ClosedRange<Int64> = -(1 << 53)...(1 << 53)
}
