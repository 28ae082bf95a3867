import Storage
import SyncCore

extension Hub {
    /// Refuses a code that would make a second device of a store whose own device the hub has.
    ///
    /// What that device sent would be done twice then, and who it is for would be told by the code alone. The
    /// store says which device it was, and its last incarnation. Throws `device.known` where that device is in
    /// use, and `code.plain` where it has ended and the code does not admit it; the code stays good.
    func requireUnknown(_ device: RowID?, earlier: RowID?, admits: Int64?) throws {
        guard let known = try known(device) ?? owner(of: earlier), known.number != admits else {
            return
        }
        guard known.retired == nil, known.revoked == nil else {
            throw SyncError(
                "code.plain",
                """
                The store's device was retired or shut out, and this code was not given for it. Ask the office \
                for one by 'dugnad device invite --for \(known.id)'; this one is not used up.
                """
            )
        }
        throw SyncError(
            "device.known",
            """
            The hub has the store's device, and it is in use: 'dugnad field sync' goes on with it, and no code \
            is needed. If its token is lost, the office ends the device (\(known.id)) and gives a code by \
            'dugnad device invite --for'; this one is not used up.
            """
        )
    }

    private func known(_ id: RowID?) throws -> Device? {
        guard let id else { return nil }
        return try store.first("SELECT \(Device.columns) FROM device WHERE id = ?1", id) {
            try Device($0)
        }
    }

    private func owner(of incarnation: RowID?) throws -> Device? {
        guard let incarnation else { return nil }
        let number = try store.first(
            "SELECT device FROM incarnation WHERE id = ?1",
            incarnation
        ) { $0.int64(0) }
        return try number.map { try device(number: $0) }
    }
}

extension SyncError {
    /// What a new store is told that sends a code given for a device that had joined before.
    ///
    /// Used up for it, the code would bring in nothing, and the device's own store could not come back by it.
    static func codeForDevice(_ device: RowID) -> SyncError {
        SyncError(
            "code.for_device",
            """
            This code was given for the device \(device), so that its unsent work comes in: use it with that \
            device's own store and --again. For a new store ask the office for a code of its own; this one is not \
            used up.
            """
        )
    }
}
