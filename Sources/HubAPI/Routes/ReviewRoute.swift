import HTTPServer
import SyncCore
import SyncEngine

extension HubDesk {
    /// The open reviews of the device's own centre with their sides.
    ///
    /// Whoever is sent the reviews by sync may read them here, so that there is one table of who may.
    func review(_ call: Call) -> Disposition {
        inbox(call) { reader, centre in
            let open = try reader.reviews(centre: centre)
            return ["items": .array(open.map(Self.json))]
        }
    }

    /// The inbox of the device's own centre in numbers.
    func reviewStats(_ call: Call) -> Disposition {
        inbox(call) { reader, centre in try reader.reviewMetrics(centre: centre).json }
    }

    private func inbox(
        _ call: Call,
        _ body: @escaping @Sendable (HubReader, RowID) throws -> JSONValue
    ) -> Disposition {
        reading(call) { [self] reader in
            let device = try device(call, reader)
            let ticket = try tickets.take(device)
            let centre = device.grant.centre
            guard device.retired == nil else {
                throw SyncError.deviceRetired(lastPush: device.lastPush)
            }
            guard reader.domain.scopes(for: device.grant).contains(.centre(centre, "coordination"))
            else { throw SyncError.reviewDenied }
            return try withExtendedLifetime(ticket) { Answer.json(try body(reader, centre)) }
        }
    }

    private static func json(_ review: ReviewCase) -> JSONValue {
        var members = review.item.fields
        members["id"] = review.item.id.json
        members["age"] = .integer(review.age)
        members["choices"] = .array(review.choices.map { .string($0) })
        members["base"] = review.base
        members["sides"] = .array(
            review.sides.map { side in
                var members = side.fields
                members["id"] = side.id.json
                members["device"] = review.devices[side.id].map { .string($0) }
                return .object(members)
            }
        )
        return .object(members)
    }
}
