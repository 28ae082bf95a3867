import Geometry
package import SyncCore
import SyncEngine

/// Something to be done.
package struct TaskView: RowView {
    package static let entity = EntityName.task
    package let row: RowState
    package init(_ row: RowState) { self.row = row }

    package var centre: RowID? { row.reference("centreId") }
    package var zone: RowID? { row.reference("zoneId") }
    package var segments: [RowID] { row.references("segmentIds") }
    package var owner: RowID? { row.reference("ownerPersonId") }
    package var dispensation: RowID? { row.reference("dispensationId") }
    package var organisation: RowID? { row.reference("organisationId") }
    package var kind: String { row.text("kind") ?? "other" }
    /// The overlapping tasks its planners have talked over.
    package var coordinatedWith: [RowID] { row.references("coordinatedWith") }
    /// How many minors one adult may look after; eight where nothing is said.
    package var minorsPerAdult: Int64 {
        row.integer("minorsPerAdult") ?? GroupRule.minorsPerAdult
    }
    package var state: String { row.text("state") ?? "draft" }
    package var isCleanup: Bool { row.text("kind") == "cleanup" }
    package var isByOperator: Bool { row.text("carriedOutBy") == "operator" }
    package var starts: Int64? { row.integer("startsAt") }
    package var ends: Int64? { row.integer("endsAt") }

    /// Whether it may still take place.
    package var isAhead: Bool {
        ["idea", "draft", "published", "in_progress", "halted"].contains(state)
    }
}

/// A time of a task with a number of seats.
package struct ShiftView: RowView {
    package static let entity = EntityName.shift
    package let row: RowState
    package init(_ row: RowState) { self.row = row }

    package var task: RowID? { row.reference("taskId") }
    package var slots: Int { Int(row.integer("slots") ?? 0) }
    package var starts: Int64? { row.integer("startsAt") }
    package var ends: Int64? { row.integer("endsAt") }
}

/// That somebody wants a seat, and the hub's answer.
package struct SignupView: RowView {
    package static let entity = EntityName.signup
    package let row: RowState
    package init(_ row: RowState) { self.row = row }

    package var shift: RowID? { row.reference("shiftId") }
    package var person: RowID? { row.reference("personId") }
    package var token: RowID? { row.reference("tokenId") }
    package var wants: Bool { row.text("wish") == "wants" }
    package var placement: Placement? { row.text("placement").flatMap(Placement.init) }
    /// Place in the order of arrival at the hub; what has none yet comes last.
    package var queueSeq: Int64 { row.integer("queueSeq") ?? .max }
}

/// The hub's answer to a wish for a seat.
package enum Placement: String, Sendable, CaseIterable {
    case confirmed, waitlisted, declined
}

/// That somebody takes a segment, and the hub's answer.
package struct ClaimView: RowView {
    package static let entity = EntityName.claim
    package let row: RowState
    package init(_ row: RowState) { self.row = row }

    package var segment: RowID? { row.reference("segmentId") }
    package var person: RowID? { row.reference("personId") }
    package var task: RowID? { row.reference("taskId") }
    package var byName: String { row.text("byName") ?? "" }
    package var state: ClaimState? { row.text("state").flatMap(ClaimState.init) }
    package var starts: Int64? { row.integer("fromAt") }
    package var expires: Int64? { row.integer("expiresAt") }
    package var isReleased: Bool { row["releasedAt"] != nil }
    package var hasStarted: Bool { row["startedAt"] != nil }

    /// Whether the claimant still wants it at this time.
    package func isWanted(at now: Int64) -> Bool {
        !isReleased && (expires ?? .min) > now
    }

    /// Whether somebody comes by it: it stands or waits for its answer, or asks for one again after its end.
    package func isAhead(at now: Int64) -> Bool {
        switch state {
        case nil, .active: !isReleased
        case .released, .expired: isWanted(at: now)
        case .superseded, .fulfilled: false
        }
    }

    /// Whether a change makes a visit of it: it is new, or was over and is taken up again.
    func isTakenUp(by change: RowChange, at now: Int64) -> Bool {
        guard let before = change.before.map(ClaimView.init) else { return true }
        return [.released, .expired].contains(before.state) && isWanted(at: now)
            && (change.changed("expiresAt") || change.changed("releasedAt"))
    }
}

/// The hub's answer to a claim.
package enum ClaimState: String, Sendable, CaseIterable {
    case active, released, expired, superseded, fulfilled
}

/// That a centre offers a row to another, and the answer.
package struct HandoverView: RowView {
    package static let entity = EntityName.handover
    package let row: RowState
    package init(_ row: RowState) { self.row = row }

    package var giver: RowID? { row.reference("centreId") }
    package var receiver: RowID? { row.reference("toCentreId") }
    package var subject: RowID? { row.reference("subjectId") }
    package var state: HandoverState { row.text("state").flatMap(HandoverState.init) ?? .offered }
}

/// Where an offer stands.
package enum HandoverState: String, Sendable, CaseIterable {
    case offered, accepted, declined, withdrawn
}
