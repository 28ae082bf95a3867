import Glibc
import SyncCore

/// Devices that wait for news, and one write that concerns them all.
struct LongPolls {
    let store: CrowdStore
    let scratch: Scratch

    static let devices = 5000

    struct Result {
        /// From the sending of the write until the last device was told.
        let toldMilliseconds: Double
        /// Memory of the server while they wait, and the most it had, in bytes.
        let waitingMemory: Int
        let memory: Int
    }

    func run() throws -> Result {
        try scratch.copy(store.path, to: "hub.db")
        let hub = try Program.hub(scratch.file("hub.db"), isPinned: false)
        let crowd = try Crowd(port: hub.port, connections: Self.devices)
        for place in 0..<Self.devices {
            let device = store.devices[place]
            try crowd.send(Requests.pull(device, cursor: device.cursor, wait: 50), on: place)
        }
        try waitUntilWaiting(hub)
        let waiting = hub.memory("VmRSS")
        let writer = try OneClient(port: hub.port)
        let device = store.devices[Self.devices]
        let row = RowID.version7(milliseconds: 1_790_000_000_000, random: (1, 2)).description
        let body = store.small.text(device, first: "1", row: row)
        var answers: [Crowd.Answer] = []
        let taken = try seconds {
            try writer.send(Requests.push(device, Array(body.utf8)))
            answers = try hear(crowd)
        }
        try check(answers, row)
        guard try writer.answer().status == 200 else {
            throw Scratch.Failure(what: "the write was refused")
        }
        return Result(
            toldMilliseconds: taken * 1e3,
            waitingMemory: waiting,
            memory: hub.memory("VmHWM")
        )
    }

    /// What each was told, once everybody was told something.
    private func hear(_ crowd: Crowd) throws -> [Crowd.Answer] {
        var answers: [Crowd.Answer] = []
        let isWhole = try crowd.run(seconds: 40) { _, answer in
            answers.append(answer)
            return answers.count < Self.devices
        }
        guard isWhole else {
            throw Scratch.Failure(what: "only \(answers.count) devices were told")
        }
        return answers
    }

    private func check(_ answers: [Crowd.Answer], _ row: String) throws {
        for answer in answers {
            let text = String(decoding: try answer.unpacked, as: UTF8.self)
            guard answer.status == 200, text.contains(row) else {
                throw Scratch.Failure(what: "a device was told something else: \(answer.status)")
            }
        }
    }

    private func waitUntilWaiting(_ hub: Program) throws {
        let client = try OneClient(port: hub.port)
        for _ in 0..<600 {
            try client.send(Array("GET /v1/health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".utf8))
            let health = try JSONValue.parse(try client.answer().body)
            if health["waiting"]?.integer == Int64(Self.devices) { return }
            usleep(100_000)
        }
        throw Scratch.Failure(what: "not everybody waits")
    }
}
