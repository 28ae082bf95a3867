import Storage

extension Hub {
    /// How often the hub compacts by itself, in milliseconds.
    package static let compactionInterval: Int64 = 86_400_000

    /// Whether a round of compacting has begun, or the last one was more than a day ago.
    package func isCompactionDue() throws -> Bool {
        let meta = Meta(store: store)
        if try meta["compaction"] != nil { return true }
        let last = try meta["compactedAt"].flatMap { Int64($0) } ?? 0
        return try hubTime() - last >= Self.compactionInterval
    }

    /// One bounded step of forgetting what nobody needs any more; call it in a transaction of its own.
    ///
    /// The place is kept in the store, so that a round goes on after a restart. `afresh` begins one.
    package func compactStep(afresh: Bool = false) throws -> CompactionStep {
        let meta = Meta(store: store)
        let place =
            try afresh
            ? CompactionPlace() : meta["compaction"].flatMap { CompactionPlace($0) } ?? .init()
        let now = try hubTime()
        try ErasedTraces.dropOld(at: now, in: store)
        var compactor = Compactor(states, now: now, isDryRun: false)
        let (report, next) = try compactor.step(from: place)
        if let next {
            try meta.set("compaction", next.text)
        } else {
            try meta.clear("compaction")
            try meta.set("compactedAt", String(now))
        }
        return CompactionStep(report: report, isDone: next == nil)
    }
}

extension HubService {
    /// Compacts the whole store in small steps, each a commit of its own, so that others get their turn between.
    package func compact() throws -> CompactionReport {
        var sum = CompactionReport()
        var isFirst = true
        while true {
            let afresh = isFirst
            isFirst = false
            let step = try write { try $0.compactStep(afresh: afresh) }
            sum += step.report
            guard !step.isDone else { return sum }
        }
    }

    /// Goes on compacting when it is time, at most so many steps; says whether some are left.
    package func compactIfDue(steps: Int = 100) throws -> Bool {
        guard try write({ try $0.isCompactionDue() }) else { return false }
        for _ in 0..<max(steps, 1) {
            if try write({ try $0.compactStep() }).isDone { return false }
        }
        return true
    }
}

extension HubReader {
    /// What compacting would forget now; nothing is changed.
    package func compactionPreview() throws -> CompactionReport {
        var sum = CompactionReport()
        var place: CompactionPlace? = CompactionPlace()
        let last = try store.first(
            "SELECT received FROM operation ORDER BY seq DESC LIMIT 1"
        ) { $0.int64(0) }
        let now = max(environment.now(), last ?? .min)
        while let from = place {
            // One short read at a time: a long one would keep the log from being folded back.
            let (report, next) = try store.snapshot {
                var compactor = Compactor(states, now: now, isDryRun: true)
                return try compactor.step(from: from)
            }
            sum += report
            place = next
        }
        return sum
    }
}
