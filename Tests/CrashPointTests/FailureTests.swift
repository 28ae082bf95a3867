import FaultDisk
import Storage
import SyncCore
import SyncEngine
import Testing

/// The disk is full, or fails once: a stable code, nothing half-stored, and then the work goes on.
@Suite struct FailureTests {
    /// One kind of trouble, and what it is called.
    struct Trouble: Sendable, CustomTestStringConvertible {
        let kind: FaultDisk.Kind
        let count: Int
        let failure: FaultDisk.Failure
        let code: StorageError.Code
        let testDescription: String

        static let all = [
            Trouble(
                kind: .write,
                count: 40,
                failure: .full,
                code: .full,
                testDescription: "a full disk"
            ),
            Trouble(
                kind: .write,
                count: 1,
                failure: .io,
                code: .io,
                testDescription: "a write that fails"
            ),
            Trouble(
                kind: .sync,
                count: 1,
                failure: .io,
                code: .io,
                testDescription: "a sync that fails"
            ),
            Trouble(
                kind: .read,
                count: 1,
                failure: .io,
                code: .io,
                testDescription: "a read that fails"
            ),
        ]
    }

    /// Work that meets trouble and is done again.
    private struct Job {
        var devices = ["anne", "bo"]
        let start: World
        let victim: Scenario.Victim
        let work: (World, HubService) throws -> Void

        /// How the world ends without trouble, and how many operations of a kind the work has.
        func undisturbed(_ kind: FaultDisk.Kind) throws -> (print: Fingerprint, operations: Int) {
            let world = start.copy()
            let before = world.disk(of: victim).count(kind)
            try world.serving { try work(world, $0) }
            let operations = world.disk(of: victim).count(kind) - before
            return (try world.fingerprint(devices), operations)
        }
    }

    private static func start() throws -> World {
        let world = try World()
        try Village.found(world)
        try Village.part(world)
        return world
    }

    private static func sync(_ world: World, _ service: HubService) throws {
        try world.sync("anne", service)
        try world.sync("bo", service)
    }

    private func places(_ operations: Int, _ sample: Int) -> [Int] {
        if CrashRun.isWhole { return Array(1...max(operations, 1)) }
        return (0..<sample).map { 1 + $0 * operations / sample }
    }

    private func meet(_ trouble: Trouble, _ job: Job) throws {
        let (print, operations) = try job.undisturbed(trouble.kind)
        guard operations > 0 else { return }
        var told = 0
        for place in places(operations, 4) {
            let world = job.start.copy()
            let disk = world.disk(of: job.victim)
            disk.fail(trouble.kind, from: place, count: trouble.count, as: trouble.failure)
            var service: HubService?
            defer { service?.close() }
            do {
                let opened = try world.open()
                service = opened
                try job.work(world, opened)
            } catch let error as StorageError {
                told += 1
                #expect(error.code == trouble.code, "place \(place)")
            }
            disk.heal()
            // The same process where it came so far; one that could not open its store is started again.
            let again = try service ?? world.open()
            service = again
            try job.work(world, again)
            try world.inspectHub("\(trouble.testDescription) at \(place)")
            for name in job.devices { try world.inspectField(name, "at \(place)") }
            let end = try world.fingerprint(job.devices)
            #expect(end == print, "at \(place): \(end.difference(from: print))")
        }
        #expect(told > 0, "nobody was told")
    }

    @Test(arguments: Trouble.all, [Scenario.Victim.hub, .field])
    func `a sync meets trouble, says so, and goes on in the same process`(
        trouble: Trouble,
        victim: Scenario.Victim
    ) throws {
        try meet(trouble, Job(start: try Self.start(), victim: victim, work: Self.sync))
    }

    @Test(arguments: Trouble.all)
    func `compacting meets trouble, and goes on in the same process`(trouble: Trouble) throws {
        var start = try World()
        try CompactionCrashTests.prepare(&start)
        let job = Job(start: start, victim: .hub) { world, service in
            try CompactionCrashTests.compact(service)
            try Self.sync(world, service)
        }
        try meet(trouble, job)
    }

    @Test func `a backup that finds no room leaves the older one as it was`() throws {
        let world = try Self.start()
        let copy = world.scratch.file("copy.db")
        try world.serving { service in
            let first = try service.backup(to: copy)
            try Self.sync(world, service)
            for place in 1...3 {
                world.hub.fail(.write, from: place * 2, as: .full)
                let error = #expect(throws: StorageError.self) { try service.backup(to: copy) }
                #expect(error?.code == .full)
                world.hub.heal()
                #expect(world.hub.disk.files.kind(copy + ".partial") == nil)
                let kept = try HubService.connection(copy, .readOnly, on: world.hub.disk)
                #expect(
                    try kept.first("SELECT max(seq) FROM operation") { $0.int64(0) } == first.seq
                )
            }
            #expect(try service.backup(to: copy).seq > first.seq)
        }
    }
}
