package import SyncCore

/// What one cleanup found and carried away.
package struct CleanupReportView: RowView {
    package static let entity = EntityName.cleanupReport
    package let row: RowState
    package init(_ row: RowState) { self.row = row }

    package var zone: RowID? { row.reference("zoneId") }
    package var segments: [RowID] { row.references("segmentIds") }
    package var claim: RowID? { row.reference("claimId") }
    package var reporter: RowID? { row.reference("reportedById") }
    package var validator: RowID? { row.reference("validatedById") }
    package var isValidated: Bool { row["validatedAt"] != nil }
    /// Whether no correction has taken its place, and it is no correction that waits for a person.
    package var counts: Bool { row["replacedBy"] == nil && !row.flag("contested") }
    package var reported: Int64? { row.integer("reportedAt") }
    /// When the shore was clean: as reported, but never after the report was written by the hub's time, since a
    /// clock that runs ahead must not say so until its day comes, nor again each day.
    package var cleaned: Int64? {
        reported.map { min($0, row.stamps["reportedAt"]?.at ?? $0) }
    }
    package var hasHazard: Bool { row.hasStandingHazard }
}

/// That somebody saw litter at a place.
package struct LitterReportView: RowView {
    package static let entity = EntityName.litterReport
    package let row: RowState
    package init(_ row: RowState) { self.row = row }

    package var segment: RowID? { row.reference("segmentId") }
    package var hasHazard: Bool { row.hasStandingHazard }
}

/// Bags left at a place, to be picked up.
package struct DepositView: RowView {
    package static let entity = EntityName.wasteDeposit
    package let row: RowState
    package init(_ row: RowState) { self.row = row }

    package var bagsFull: Int64 { row.integer("bagsFull") ?? 0 }
    package var bagsHalf: Int64 { row.integer("bagsHalf") ?? 0 }
    package var pickup: String { row.text("pickup") ?? "waiting" }
}

extension RowState {
    /// Whether a report names a hazard that no one has lifted; a correction without it lifts nothing.
    fileprivate var hasStandingHazard: Bool {
        !texts("hazards").isEmpty && self["hazardLiftedAt"] == nil
    }
}
