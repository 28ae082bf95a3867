import SyncCore
import Testing

@Suite struct `correcting a claimed time` {
    private static let century: Int64 = 100 * 365 * 86_400_000

    private func corrected(
        _ claimed: Int64,
        device: Int64 = 10_000,
        hub: Int64 = 10_000,
        base: Int64 = 1000,
        stepped: Bool = false
    ) -> Int64 {
        ClockCorrection.corrected(
            claimed: claimed,
            deviceNow: device,
            hubNow: hub,
            hubTimeAtBase: base,
            clockStepped: stepped
        )
    }

    @Test func `a right clock is believed`() { #expect(corrected(5000) == 5000) }

    @Test(arguments: [-Self.century, -3_600_000, 3_600_000, Self.century])
    func `a clock that is off is corrected by the difference`(offset: Int64) {
        #expect(corrected(5000 + offset, device: 10_000 + offset) == 5000)
    }

    @Test func `nothing was made before its base or after its receipt`() {
        #expect(corrected(500) == 1000)
        #expect(corrected(50_000) == 10_000)
        #expect(corrected(.min) == 1000)
    }

    @Test func `after a step the earliest possible time is taken`() {
        #expect(corrected(5000, stepped: true) == 1000)
    }

    @Test func `a hub whose time at the base is later than now gives now`() {
        #expect(corrected(5000, base: 20_000) == 10_000)
        #expect(corrected(5000, base: 20_000, stepped: true) == 10_000)
    }

    @Test func `numbers at the ends of their range do not overflow`() {
        #expect(corrected(.max, device: .min) == 1000)
        #expect(corrected(.max, device: 0) == 1000)
        #expect(corrected(.min, device: .max, hub: .min + 1, base: .min) == .min)
    }

    @Test func `the result is always between base and receipt`() {
        let times: [Int64] = [
            .min, -Self.century, -1, 0, 999, 1000, 5000, 10_000, Self.century, .max,
        ]
        for claimed in times {
            for device in times {
                for stepped in [true, false] {
                    let time = corrected(claimed, device: device, stepped: stepped)
                    #expect((1000...10_000).contains(time))
                }
            }
        }
    }
}
