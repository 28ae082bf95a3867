package import SyncCore

/// What one cleanup found and carried away.
package struct CleanupReportView: RowView {
    package static let entity = EntityName.cleanupReport
    package let row: RowState
    package init(_ row: RowState) { self.row = row }

    package var zone: RowID? { row.reference("zoneId") }
    package var segments: [RowID] { row.references("segmentIds") }
    package var claim: RowID? { row.reference("claimId") }
    package var task: RowID? { row.reference("taskId") }
    package var bagsFull: Int64 { row.integer("bagsFull") ?? 0 }
    package var bagsHalf: Int64 { row.integer("bagsHalf") ?? 0 }
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
    package var zone: RowID? { row.reference("zoneId") }
    package var hasHazard: Bool { row.hasStandingHazard }
    package var amount: LitterAmount? { row.text("amount").flatMap(LitterAmount.init) }
    /// How the shore was looked at; nil for a report of somebody who passed by.
    package var method: InspectionMethod? { row.text("method").flatMap(InspectionMethod.init) }
    package var confidence: Confidence {
        row.text("confidence").flatMap(Confidence.init) ?? .high
    }
    package var isConfirmed: Bool { row.text("state") == "confirmed" }
    /// When it was seen, but never after the hub heard of it.
    package var seen: Int64? {
        row.integer("seenAt").map { min($0, row.stamps["seenAt"]?.at ?? $0) }
    }
    /// Whether it tells of something that is there: not replaced, doubled, cleaned or out of date.
    package var counts: Bool {
        row["replacedBy"] == nil && !row.flag("contested")
            && !["cleaned", "outdated", "duplicate"].contains(row.text("state"))
    }
}

/// Bags left at a place, to be picked up.
package struct DepositView: RowView {
    package static let entity = EntityName.wasteDeposit
    package let row: RowState
    package init(_ row: RowState) { self.row = row }

    package var bagsFull: Int64 { row.integer("bagsFull") ?? 0 }
    package var bagsHalf: Int64 { row.integer("bagsHalf") ?? 0 }
    package var pickup: String { row.text("pickup") ?? "waiting" }
    package var report: RowID? { row.reference("reportId") }
    /// Whether no correction has taken its place, and it is no correction that waits for a person.
    package var counts: Bool { row["replacedBy"] == nil && !row.flag("contested") }
}

/// What somebody paid for a cleanup.
package struct CostView: RowView {
    package static let entity = EntityName.taskCost
    package let row: RowState
    package init(_ row: RowState) { self.row = row }

    package var task: RowID? { row.reference("taskId") }
    package var kind: String { row.text("kind") ?? "other" }
    /// Hundredths of a krone.
    package var ore: Int64 { row.integer("amountOre") ?? 0 }
    package var isDocumented: Bool { !row.texts("receiptRefs").isEmpty }
    /// Whether no correction has taken its place, and it is no correction that waits for a person.
    package var counts: Bool {
        row["replacedBy"] == nil && !row.flag("contested") && ore > 0
    }
}

extension RowState {
    /// Whether a report names a hazard that no one has lifted; a correction without it lifts nothing.
    fileprivate var hasStandingHazard: Bool {
        !texts("hazards").isEmpty && self["hazardLiftedAt"] == nil
    }
}
