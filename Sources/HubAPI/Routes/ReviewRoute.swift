import HTTPServer
import SyncCore
import SyncEngine

extension HubDesk {
    /// The open reviews of the device's own centre with their sides.
    ///
    /// Whoever is sent the reviews by sync may read them here, so that there is one table of who may.
    func review(_ call: Call) -> Disposition {
        reading(call) { [self] reader in
            let device = try device(call, reader)
            let ticket = try tickets.take(device)
            let centre = device.grant.centre
            guard device.retired == nil else {
                throw SyncError(
                    "device.retired",
                    "This device was retired and receives nothing more."
                )
            }
            guard reader.domain.scopes(for: device.grant).contains(.centre(centre, "coordination"))
            else { throw SyncError.reviewDenied }
            return try withExtendedLifetime(ticket) {
                let open = try reader.rows(.reviewItem, where: "centreId", is: centre.json)
                    .filter { $0["state"]?.text == "open" }
                return Answer.json(["items": .array(try open.map { try Self.json($0, reader) })])
            }
        }
    }

    private static func json(_ item: RowState, _ reader: HubReader) throws -> JSONValue {
        let sides = try reader.rows(.reviewSide, where: "itemId", is: item.id.json)
        var members = item.fields
        members["id"] = item.id.json
        members["sides"] = .array(
            sides.map { side in
                var members = side.fields
                members["id"] = side.id.json
                return .object(members)
            }
        )
        return .object(members)
    }
}
