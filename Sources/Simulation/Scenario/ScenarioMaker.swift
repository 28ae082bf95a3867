/// Makes a scenario by lot; the same seed makes the same one.
///
/// A season of a small place: devices come and go out of coverage, many want the same seats and stretches, rows
/// move between centres, people are erased, and stores are restored. What a step refers to may not be there;
/// then the step comes to nothing, as it would in life.
package struct ScenarioMaker {
    var lot: Lot
    var profile: Profile
    var devices: [SimDeviceSpec] = []
    var setup: [SimEdit] = []
    private var moments: [SimMoment] = []
    private var time: Int64 = 0
    /// True time since the start, milliseconds.
    var now: Int64 { time }
    /// Rows by entity that were made or are there from the start.
    var rows: [String: [String]] = [:]
    var made = 0
    /// Devices without coverage, and for how many steps.
    private var away: [String: Int] = [:]

    /// How big and how bad a world is.
    struct Profile {
        let deviceCount: Int
        let stepCount: Int
        /// Percent of messages that something happens to.
        let faults: Int
        let rowsPerPage: Int
        let isLong: Bool
        /// Whether time jumps by weeks, so that what people were lent comes to its end.
        let isSeason: Bool
        let hasRestores: Bool
        /// Whether devices' stores are copied, put back and cloned.
        let hasCopies: Bool
        /// Whether the hub's process dies at an operation again and again.
        let hasStumbles: Bool
        let personCount: Int
        let slots: Int
    }

    /// - `devices`: how many field clients there are; nil: by lot, from 2 to 200.
    package init(seed: UInt64, steps: Int? = nil, devices: Int? = nil) {
        var lot = Lot(seed: seed)
        let size = lot.below(100)
        let drawn =
            switch size {
            case 0..<75: lot.within(2...8)
            case 75..<94: lot.within(9...16)
            case 94..<99: lot.within(17...40)
            default: lot.within(60...200)
            }
        let count = devices ?? drawn
        profile = Profile(
            deviceCount: count,
            stepCount: steps ?? lot.within(30...90) + count,
            faults: lot.pick([0, 5, 20, 50]),
            rowsPerPage: lot.pick([1, 2, 7, 40, 2000]),
            isLong: lot.chance(8),
            isSeason: lot.chance(20),
            hasRestores: lot.chance(15),
            hasCopies: lot.chance(12),
            hasStumbles: lot.chance(6),
            personCount: lot.within(3...6),
            slots: lot.within(0...4)
        )
        self.lot = lot
    }

    package static func scenario(
        seed: UInt64,
        steps: Int? = nil,
        devices: Int? = nil
    ) -> Scenario {
        var maker = ScenarioMaker(seed: seed, steps: steps, devices: devices)
        maker.makeSetup()
        maker.makeDevices()
        while maker.moments.count < maker.profile.stepCount { maker.makeMoment() }
        return Scenario(
            seed: seed,
            devices: maker.devices,
            setup: maker.setup,
            moments: maker.moments
        )
    }

    mutating func add(_ step: SimStep) { moments.append(SimMoment(at: time, step: step)) }

    private mutating func passTime() {
        let span: Int64 =
            switch lot.below(20) {
            case 0..<12: Int64(lot.below(600_000))
            case 12..<18: Int64(lot.below(7_200_000))
            case 18: Int64(lot.below(3)) * 86_400_000
            default:
                if profile.isLong {
                    Int64(lot.within(20...200)) * 86_400_000
                } else {
                    profile.isSeason ? Int64(lot.within(3...16)) * 86_400_000 : 0
                }
            }
        time += span
    }

    private mutating func makeMoment() {
        passTime()
        for (name, left) in away.sorted(by: { $0.key < $1.key }) {
            away[name] = left > 1 ? left - 1 : nil
        }
        switch lot.below(104) {
        case 0..<45: add(work(on: author()))
        case 45..<75: makeSync()
        case 75..<79: add(decision())
        case 79..<82: add(work(on: nil))
        case 82: add(.tick)
        case 83..<86: add(.crash(lot.chance(30) ? "hub" : anybody()))
        case 86..<89: makeClock()
        case 89: add(.late(lot.below(4)))
        case 90: if lot.chance(50) { add(.stalePage(anybody())) }
        case 91..<93: away[anybody()] = lot.within(5...40)
        case 93..<96: makeStorm()
        case 96..<100: makeChange()
        default: makeRarity()
        }
    }

    // MARK: Syncs

    private mutating func makeSync() {
        let name = anybody()
        guard away[name] == nil else { return }
        add(.sync(name, rowsPerPage: profile.rowsPerPage, faults()))
    }

    mutating func faults() -> [SimFault] {
        var out: [SimFault] = []
        while lot.chance(profile.faults), out.count < 6 {
            if lot.chance(30) { out.append(.none) }
            out.append(fault())
        }
        return out
    }

    private mutating func fault() -> SimFault {
        switch lot.below(12) {
        case 11: .storeFails(lot.below(30))
        case 10: .deviceDiesInside(lot.below(60))
        case 0: .lose
        case 1: .cut(lot.below(1000))
        case 2, 3: .loseAnswer
        case 4: .cutAnswer(lot.below(1000))
        case 5: .double
        case 6: .delay
        case 7: .hubDies(lot.below(30))
        case 8: .hubDiesAfter
        default: .deviceDies
        }
    }

    // MARK: Episodes

    /// Many do the same at once while they are offline, then all come back.
    private mutating func makeStorm() {
        let count = min(devices.count, lot.within(2...12))
        let some = lot.shuffled(devices.map(\.name)).prefix(count)
        let kind = lot.below(4)
        let target = kind == 0 ? row("shift") : kind == 1 ? row("segment") : row("cleanupZone")
        for name in some { add(.make(on: name, storm(kind, target, by: name))) }
        for name in lot.shuffled(Array(some)) {
            time += Int64(lot.below(60_000))
            add(.sync(name, rowsPerPage: profile.rowsPerPage, faults()))
        }
    }

    private mutating func makeClock() {
        let name = lot.chance(15) ? "hub" : anybody()
        let years: Int64 = 31_536_000_000
        let offset: Int64 =
            switch lot.below(5) {
            case 0: 100 * years
            case 1: -100 * years
            case 2: 0
            default: Int64(lot.within(-72...72)) * 3_600_000
            }
        let isHub = name == "hub"
        add(.clock(name, offset: isHub ? offset / 8760 : offset, isFrozen: lot.chance(20)))
    }

    private mutating func makeRarity() {
        switch lot.below(12) {
        case 0: add(.erase(lot.pick(people)))
        case 1: if lot.chance(40) { add(.end(anybody(), lot.pick([.retire, .revoke, .lost]))) }
        case 2, 3:
            let late = devices.filter { $0.joinsLater && $0.cloneOf == nil }.map(\.name)
            guard !late.isEmpty else { return }
            let name = lot.pick(late)
            add(.join(name))
            if lot.chance(70) { add(.sync(name, rowsPerPage: profile.rowsPerPage, faults())) }
        case 4, 5: if profile.hasRestores { add(.backup) }
        case 6: if profile.hasRestores { add(.restore) }
        default: add(.make(on: author(), [move()]))
        }
    }

    private mutating func decision() -> SimStep {
        let deciders = devices.filter { ["coordinator", "manager", "officer"].contains($0.role) }
        let place = lot.below(16)
        let isTakenBack = lot.chance(20)
        let decider = deciders.isEmpty ? nil : lot.pick(deciders).name
        let name = lot.chance(60) ? decider : nil
        return isTakenBack
            ? .reopen(on: name, place: place)
            : .decide(on: name, place: place, choice: lot.below(8))
    }

    // MARK: Who and what

    mutating func anybody() -> String { lot.pick(devices).name }

    /// Whoever writes: mostly those who may write most.
    private mutating func author() -> String {
        let strong = devices.filter { $0.role == "coordinator" || $0.role == "manager" }
        guard !strong.isEmpty, lot.chance(50) else { return anybody() }
        return lot.pick(strong).name
    }

    mutating func row(_ entity: String) -> String {
        let known = rows[entity] ?? []
        return known.isEmpty ? "no-\(entity)" : lot.pick(known)
    }

    mutating func newRow(_ entity: String) -> String {
        made += 1
        let name = "\(entity)-\(made)"
        rows[entity, default: []].append(name)
        return name
    }

    var people: [String] { rows["person"] ?? [] }
}
