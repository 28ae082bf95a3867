import FieldClient
import Storage
import SyncCore
import SyncEngine

/// One sync's way from a device to the hub: a network that loses, cuts, doubles and delays, and a hub that dies.
///
/// Everything goes over it as the bytes of the wire. One world belongs to one thread; only because a
/// `HubConnection` must be Sendable is this said to be.
final class SimLink: HubConnection, @unchecked Sendable {
    private let world: SimWorld
    private let device: SimDevice
    private let rowsPerPage: Int
    private var faults: ArraySlice<SimFault>
    private var exchanges = 0
    /// No sync of a simulated season has more messages, unless it goes in circles.
    private static let maximumExchanges = 600
    /// Whether the device died, so that nothing of its memory is left.
    private(set) var isDeviceDead = false
    /// Whether a request arrived that was not whole.
    private(set) var hasCutRequest = false

    init(_ world: SimWorld, _ device: SimDevice, rowsPerPage: Int, _ faults: [SimFault]) {
        self.world = world
        self.device = device
        self.rowsPerPage = rowsPerPage
        self.faults = faults[...]
    }

    static let unreachable = NetworkError("network.unreachable", "The simulated network failed.")

    func enrol(_ request: JoinRequest) throws -> Enrolled { throw Self.unreachable }

    func knows(_ question: StoreQuestion) throws -> StoreKnowledge { throw Self.unreachable }

    func push(_ request: PushRequest) throws -> PushAnswer {
        guard !isDeviceDead else { throw Self.unreachable }
        let bytes = try exchange(request.bytes) { try world.deliver($0, from: device) }
        do {
            let answer = try PushAnswer(bytes)
            try world.arrived(answer, at: device, request)
            return answer
        } catch is WireError {
            throw Self.unreachable
        }
    }

    func pull(
        cursor: Cursor?,
        lacks: Set<String>,
        incarnation: RowID,
        repair: PullRepair?,
        brief: Int?,
        waitSeconds: Int
    ) throws -> [UInt8] {
        guard !isDeviceDead else { throw Self.unreachable }
        let asked = Array((cursor?.token ?? "-").utf8)
        return try exchange(asked) { arrived in
            // A cut request line is no request; the hub sees none.
            guard arrived == asked else { throw Self.unreachable }
            return try world.page(
                for: device,
                incarnation: incarnation,
                cursor: cursor,
                lacks: lacks,
                repair: repair,
                brief: brief,
                rows: rowsPerPage
            )
        }
    }

    private func exchange(
        _ request: [UInt8],
        _ hub: ([UInt8]) throws -> [UInt8]
    ) throws -> [UInt8] {
        exchanges += 1
        guard exchanges <= Self.maximumExchanges else {
            world.oracle.fail(.convergence, "a sync of \(device.spec.name) does not end")
            throw Self.unreachable
        }
        let fault = faults.popFirst() ?? .none
        switch fault {
        case .none: return try hub(request)
        case .lose: throw Self.unreachable
        case .cut(let place):
            hasCutRequest = true
            return try hub(Self.cut(request, at: place))
        case .loseAnswer:
            _ = try hub(request)
            throw Self.unreachable
        case .cutAnswer(let place):
            return Self.cut(try hub(request), at: place)
        case .double:
            _ = try hub(request)
            return try hub(request)
        case .delay:
            world.delay(request, from: device)
            throw Self.unreachable
        case .hubDies(let call):
            world.hub.probe.fuse = call
            defer { world.hub.probe.fuse = nil }
            do { return try hub(request) } catch is StorageError {
                try world.hub.restart()
                throw Self.unreachable
            }
        case .storeFails(let call):
            world.hub.probe.fault = call
            defer { world.hub.probe.fault = nil }
            do { return try hub(request) } catch let error as StorageError where error.code == .full
            {
                throw Self.unreachable
            }
        case .hubDiesAfter:
            _ = try hub(request)
            try world.hub.restart()
            throw Self.unreachable
        case .deviceDies:
            _ = try hub(request)
            isDeviceDead = true
            throw Self.unreachable
        case .deviceDiesInside(let write):
            let answer = try hub(request)
            try device.lightFuse(atWrite: write)
            return answer
        }
    }

    /// The first part of the bytes, never all; every third time it ends with a line.
    private static func cut(_ bytes: [UInt8], at thousandths: Int) -> [UInt8] {
        guard !bytes.isEmpty else { return bytes }
        let end = min(bytes.count * thousandths / 1000, bytes.count - 1)
        let part = bytes[..<end]
        guard thousandths % 3 == 0, let feed = part.lastIndex(of: 0x0A) else { return Array(part) }
        return Array(part[...feed])
    }
}
