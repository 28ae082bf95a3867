import FaultDisk
import Storage
import Testing

/// The disk itself: it can bite, and what SQLite has synced it never takes back.
@Suite struct FaultDiskTests {
    private let path = "/disk/store.db"

    private func open(_ disk: FaultDisk, _ durability: Connection.Durability) throws -> Connection {
        var options = Connection.Options(durability: durability)
        options.disk = disk.disk
        return try Connection(path: path, mode: .create, options: options)
    }

    private func write(_ store: Connection, _ numbers: ClosedRange<Int>) throws {
        try store.execute("CREATE TABLE IF NOT EXISTS note (id INTEGER PRIMARY KEY, text TEXT)")
        for number in numbers {
            try store.transaction {
                try store.run(
                    "INSERT INTO note (id, text) VALUES (?1, ?2)",
                    number,
                    String(repeating: "x", count: 900)
                )
            }
        }
    }

    private func count(_ disk: FaultDisk, _ durability: Connection.Durability) throws -> Int {
        let store = try open(disk, durability)
        #expect(try store.integrityProblems().isEmpty)
        return try store.first("SELECT count(*) FROM note") { $0.int(0) } ?? 0
    }

    @Test(arguments: [FaultDisk.Fate.lost, .kept, .torn(1), .mixed(2), .mixed(3)])
    func `a commit that returned is there after every kind of cut`(fate: FaultDisk.Fate) throws {
        let disk = FaultDisk()
        let store = try open(disk, .full)
        try write(store, 1...20)
        #expect(try count(disk.afterCut(fate), .full) == 20)
    }

    @Test func `without flushing a cut loses what was written, or spoils it`() throws {
        let disk = FaultDisk()
        let store = try open(disk, .none)
        try write(store, 1...20)
        #expect(throws: (any Error).self) { try self.count(disk.afterCut(.lost), .none) }
        #expect(try count(disk.afterCut(.kept), .none) == 20)
        var harmed = 0
        for seed in UInt64(1)...20 {
            let left = try? count(disk.afterCut(.mixed(seed)), .none)
            if left != 20 { harmed += 1 }
        }
        #expect(harmed > 0, "a disk that never harms proves nothing")
    }

    @Test(arguments: [true, false])
    func `every point of a few commits can be cut and opens whole`(isPowersafe: Bool) throws {
        let counted = FaultDisk(isPowersafe: isPowersafe)
        do { try write(try open(counted, .full), 1...3) }
        #expect(counted.points > 20)
        for point in 1...counted.points {
            let disk = FaultDisk(isPowersafe: isPowersafe)
            disk.cut(at: point)
            var stored = 0
            do {
                let store = try open(disk, .full)
                try store.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT)")
                for number in 1...3 {
                    try write(store, number...number)
                    stored = number
                }
            } catch let error as StorageError {
                #expect([.io, .missing].contains(error.code), "\(error)")
            }
            for fate in [FaultDisk.Fate.lost, .kept, .torn(7), .mixed(8), .mixed(9)] {
                let found = disk.afterCut(fate)
                let store = try open(found, .full)
                #expect(try store.integrityProblems().isEmpty, "point \(point), \(fate)")
                guard stored > 0 else { continue }
                let left = try store.first("SELECT count(*) FROM note") { $0.int(0) } ?? 0
                #expect(left >= stored, "point \(point), \(fate): a commit is gone")
            }
        }
    }

    @Test func `a reader beside the writer sees only what is committed`() throws {
        let disk = FaultDisk()
        let writer = try open(disk, .full)
        try write(writer, 1...2)
        let reader = try open(disk, .full)
        try writer.transaction {
            try writer.run("INSERT INTO note (id, text) VALUES (99, 'new')")
            #expect(try reader.first("SELECT count(*) FROM note") { $0.int(0) } == 2)
        }
        #expect(try reader.first("SELECT count(*) FROM note") { $0.int(0) } == 3)
    }

    @Test func `a second writer waits and is then told that the store is busy`() throws {
        let disk = FaultDisk()
        let first = try open(disk, .full)
        try write(first, 1...1)
        var options = Connection.Options(busyTimeoutMilliseconds: 5)
        options.disk = disk.disk
        let second = try Connection(path: path, mode: .readWrite, options: options)
        try first.transaction {
            let error = #expect(throws: StorageError.self) {
                try second.transaction { try second.run("DELETE FROM note") }
            }
            #expect(error?.code == .busy)
        }
    }

    @Test func `a plain file is sure once it was added to, and a name once it was given`() throws {
        let disk = FaultDisk()
        let file = LineFile("/disk/ledger", on: disk.disk)
        try file.create([1, 2, 3])
        disk.cut(at: 2)
        #expect(throws: StorageError.self) { try file.write([4, 5, 6], at: 3) }
        #expect(try read(disk.afterCut(.lost)) == [1, 2, 3])
        #expect(try read(disk.afterCut(.kept)) == [1, 2, 3, 4, 5, 6])
        for seed in UInt64(1)...8 {
            let mixed = try #require(try read(disk.afterCut(.mixed(seed))))
            #expect(mixed.starts(with: [1, 2, 3]))
        }
    }

    private func read(_ disk: FaultDisk) throws -> [UInt8]? {
        try LineFile("/disk/ledger", on: disk.disk).read()
    }

    @Test func `a file that is made anew is the old one or the new one after a cut`() throws {
        for point in 1...5 {
            let disk = FaultDisk()
            let file = LineFile("/disk/ledger", on: disk.disk)
            try file.create([1])
            disk.cut(at: point)
            #expect(throws: StorageError.self) { try file.create([2, 2]) }
            #expect(try read(disk.afterCut(.lost)) == [1])
            for seed in UInt64(1)...8 {
                let found = try read(disk.afterCut(.mixed(seed)))
                #expect(found == [1] || found == [2, 2], "point \(point)")
            }
        }
    }

    @Test func `a full disk is store_full and the store goes on when there is room`() throws {
        let disk = FaultDisk()
        let store = try open(disk, .full)
        try write(store, 1...2)
        for place in 1...2 {
            disk.fail(.write, from: place, as: .full)
            let error = #expect(throws: StorageError.self) { try write(store, 3...3) }
            #expect(error?.code == .full)
            disk.heal()
            #expect(try store.first("SELECT count(*) FROM note") { $0.int(0) } == 2)
        }
        try write(store, 3...3)
        #expect(try count(disk.afterCut(.lost), .full) == 3)
    }
}
