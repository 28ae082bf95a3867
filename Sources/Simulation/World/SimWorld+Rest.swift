import FieldClient
import Storage
import SyncCore
import SyncEngine

extension SimWorld {
    /// The most rounds of sync until all have come to rest.
    private static let rounds = 3

    private var inOrder: [SimDevice] {
        scenario.devices.compactMap { devices[$0.name] }
    }

    /// Lets everybody sync undisturbed and holds what comes of it to the promises.
    func comeToRest() throws {
        hub.probe.fuse = nil
        for device in inOrder { try rejoinIfForgotten(device) }
        var round = 0
        while round < Self.rounds, oracle.failure == nil {
            for device in inOrder {
                try take(.init(at: 0, step: .sync(device.spec.name, rowsPerPage: 2000, [])))
            }
            round += 1
            if try isAtRest() { break }
        }
        guard oracle.failure == nil else { return }
        oracle.require(try isAtRest(), .convergence, "\(Self.rounds) rounds did not bring rest")
        try sabotageStores()
        try checkStores()
        oracle.checkReviews()
        oracle.checkAcknowledged { [self] made in isExempt(made) }
        oracle.checkTold(
            isReachable: { [self] made in isReachable(made) },
            isKnown: { [self] made in oracle.forks.isEmpty || !isCopied(made.device) }
        )
        try rebuildOne()
    }

    /// Devices the hub serves.
    private func served() throws -> [(device: SimDevice, replica: Replica, known: Device)] {
        try inOrder.compactMap { device in
            guard let replica = device.replica, let known = try record(of: device),
                known.retired == nil, known.revoked == nil
            else { return nil }
            return (device, replica, known)
        }
    }

    private func isAtRest() throws -> Bool {
        let head = try hub.hub.head()
        for (_, replica, _) in try served() {
            guard try replica.cursor?.seq == head, try replica.waitingCount() == 0 else {
                return false
            }
        }
        return true
    }

    /// A restored hub may not know a device any more; then it joins again with a new code.
    private func rejoinIfForgotten(_ device: SimDevice) throws {
        guard device.replica != nil, try record(of: device) == nil else { return }
        try take(.init(at: 0, step: .join(device.spec.name)))
    }

    private func checkStores() throws {
        try oracle.compareHub(hub.reader)
        let plants = oracle.model.erased.compactMap { names.names[$0] }.sorted().map(Plants.mark)
        try oracle.searchRemains(plants, in: hub.hub.store, name: "the hub")
        for (device, replica, known) in try served() {
            try oracle.compare(replica, known, name: device.spec.name)
            try oracle.searchRemains(plants, in: replica.store, name: device.spec.name)
            let shown = try replica.store.first("SELECT count(*) FROM shown") { $0.int(0) } ?? 0
            oracle.require(
                shown == 0,
                .equalStores,
                "\(device.spec.name) shows something on top although nothing waits"
            )
        }
    }

    /// Whether an operation may be missing at the hub: its device cannot bring it again.
    private func isExempt(_ made: OperationBook.Made) -> Bool {
        // What the hub has once it has, but for a restore.
        guard !oracle.forks.isEmpty else { return false }
        guard let device = devices[made.device] else { return true }
        guard let known = try? record(of: device) else { return true }
        return known.revoked != nil || known.retired != nil || isCopied(made.device)
    }

    /// Whether a store of the device was copied, so that a part of its work may be in none that is left.
    private func isCopied(_ name: String) -> Bool {
        devices.values.contains {
            $0.spec.family == name && ($0.isReturned || $0.spec.name != name)
        }
    }

    /// Whether the device that made an operation has asked for its answer until now.
    private func isReachable(_ made: OperationBook.Made) -> Bool {
        guard oracle.forks.isEmpty, !isCopied(made.device), let device = devices[made.device],
            let known = try? record(of: device)
        else { return false }
        return known.revoked == nil && known.retired == nil
    }

    /// A replica that starts afresh ends up with the same rows.
    private func rebuildOne() throws {
        let all = try served()
        guard !all.isEmpty else { return }
        let chosen = all[Int(scenario.seed % UInt64(all.count))]
        try chosen.replica.forgetCursor()
        let name = chosen.device.spec.name
        try take(.init(at: 0, step: .sync(name, rowsPerPage: 3, [])))
        oracle.require(
            try chosen.replica.cursor?.seq == hub.hub.head(),
            .rebuild,
            "\(name) did not come back after it had forgotten its cursor"
        )
    }
}
