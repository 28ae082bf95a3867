package import Geometry
package import SyncCore

/// A cleanup zone: an area of shore, and who is to clean it.
package struct ZoneView: RowView {
    package static let entity = EntityName.cleanupZone
    package let row: RowState
    package init(_ row: RowState) { self.row = row }

    package var centre: RowID? { row.reference("centreId") }
    package var mode: ZoneMode { row.text("mode").flatMap(ZoneMode.init) ?? .unassigned }
    package var operatorID: RowID? { row.reference("operatorId") }
    package var splitFrom: RowID? { row.reference("splitFromId") }
    package var mergedInto: RowID? { row.reference("mergedIntoId") }
    package var isRetired: Bool { row.text("status") == "retired" }
    package var modeFrom: LocalDate? { row.date("modeFrom") }
    package var modeTo: LocalDate? { row.date("modeTo") }

    /// The mode that holds on at least one of these days; outside its period nobody is assigned.
    package func mode(during days: ClosedRange<LocalDate>) -> ZoneMode {
        if let modeFrom, days.upperBound < modeFrom { return .unassigned }
        if let modeTo, modeTo < days.lowerBound { return .unassigned }
        return mode
    }

    /// Whether another zone's mode takes the place of this one's: it is as careful today, and more careful or longer.
    func yields(to other: ZoneView, on day: LocalDate) -> Bool {
        if let last = other.modeTo, last < day { return false }
        // Nobody has decided anything there.
        if other.mode == .unassigned, !other.row.says("modeReason") { return false }
        guard other.mode(during: day...day).care >= mode(during: day...day).care else {
            return false
        }
        let isOver = modeTo.map { $0 < day } ?? false
        let own = isOver ? ZoneMode.unassigned : mode
        guard other.mode == own else { return other.mode.care > own.care }
        guard let last = modeTo else { return false }
        return other.modeTo.map { $0 > last } ?? true
    }
}

/// Who cleans a zone, in the order of care: the later one holds until a person decides.
package enum ZoneMode: String, Sendable, CaseIterable {
    case selfOrganised = "self_organised"
    case unassigned
    case joint
    case professional
    case noCleanup = "no_cleanup"

    /// How careful it is, from 0.
    var care: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    /// Whether an operator has to be named.
    package var needsOperator: Bool { self == .joint || self == .professional }

    /// Whether residents may claim segments and run actions of their own.
    package var allowsSelfOrganised: Bool { self != .professional && self != .noCleanup }
}

/// A stretch of shoreline in a zone.
package struct SegmentView: RowView {
    package static let entity = EntityName.segment
    package let row: RowState
    package init(_ row: RowState) { self.row = row }

    package var zone: RowID? { row.reference("zoneId") }
    package var state: SegmentState? { row.text("state").flatMap(SegmentState.init) }
    package var hazardReports: [RowID] { row.references("hazardReportIds") }
    package var openReports: [RowID] { row.references("openReportIds") }
    package var lastCleaned: LocalDate? { row.date("lastCleanedOn") }
}

/// What can be done with a segment now.
package enum SegmentState: String, Sendable, CaseIterable {
    case free, claimed, reported, halted
    case inProgress = "in_progress"
    case closedSeason = "closed_season"
}

/// A ban on traffic or landing.
package struct RestrictionView: RowView {
    package static let entity = EntityName.accessRestriction
    package let row: RowState
    package init(_ row: RowState) { self.row = row }

    package var bufferMetres: Double { Double(row.integer("bufferM") ?? 0) }
    package var validFrom: LocalDate? { row.date("validFromOn") }
    package var validTo: LocalDate? { row.date("validToOn") }
    /// Whether people on foot or by boat are stopped; a ban on low flight does not concern them.
    package var stopsPeople: Bool { row.text("kind") != "low_flight" }
    package var windows: AccessWindows {
        if row.flag("isAllYear") { return .allYear }
        return AccessWindows(row.texts("windows").compactMap { AccessWindow($0) })
    }
}

/// A leave from an access restriction.
package struct DispensationView: RowView {
    package static let entity = EntityName.dispensation
    package let row: RowState
    package init(_ row: RowState) { self.row = row }

    package var restriction: RowID? { row.reference("restrictionId") }
    /// The days it holds, both included; nil while they are not a period.
    package var days: ClosedRange<LocalDate>? {
        guard let from = row.date("fromOn"), let to = row.date("toOn"), from <= to else {
            return nil
        }
        return from...to
    }
}
