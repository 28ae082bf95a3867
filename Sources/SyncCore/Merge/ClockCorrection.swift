/// Turns what a device's clock claims into a time that can be compared (DESIGN.md 3.4).
///
/// Device clocks inform; they never judge. A clock wrong by a century is never refused and never wins for it.
package enum ClockCorrection {
    /// The corrected time of an operation, Unix milliseconds.
    ///
    /// - `claimed`: the device's clock when the operation was made.
    /// - `deviceNow`, `hubNow`: both clocks when the push arrived; their difference is the device's error.
    /// - `hubTimeAtBase`: hub time of the operation's base; it was made after that.
    /// - `clockStepped`: the difference says nothing about then, so the earliest possible time is taken.
    package static func corrected(
        claimed: Int64,
        deviceNow: Int64,
        hubNow: Int64,
        hubTimeAtBase: Int64,
        clockStepped: Bool
    ) -> Int64 {
        let earliest = min(hubTimeAtBase, hubNow)
        if clockStepped { return earliest }
        let (difference, overflowed) = hubNow.subtractingReportingOverflow(deviceNow)
        let (time, overflowedAgain) = claimed.addingReportingOverflow(difference)
        if overflowed || overflowedAgain { return earliest }
        return min(max(time, earliest), hubNow)
    }
}
