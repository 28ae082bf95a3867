import Geometry
import SyncCore
import SyncEngine

/// The rows that bear on the need of the stretches in a box, found by look-ups.
///
/// Three things reach in from outside: a report that names the zone and no stretch; one whose point lies within reach
/// of a stretch; and the stretches around the point of a report on the zone, since it counts for the whole of it only
/// where none is within reach.
struct NeedSurroundings {
    /// The stretches in the box.
    private(set) var placed: [SegmentView] = []
    /// Stretches outside that a report about these zones may be nearer to.
    private(set) var others: [SegmentView] = []
    /// The zones of those in the box, by id; nil for what is none of the map's.
    private(set) var zones: [RowID: ZoneView?] = [:]
    private(set) var litter: [LitterReportView] = []
    private(set) var cleanups: [CleanupReportView] = []

    private let reader: HubReader
    private let centre: RowID?

    /// - `centre`: whose map it is; nil for that of the whole store.
    init(_ reader: HubReader, centre: RowID?, _ box: PlaceBox) throws {
        self.reader = reader
        self.centre = centre
        placed = try segments(in: box)
        try gatherLitter()
        try gatherCleanups()
        try gatherOthers(box)
    }

    /// Those of the map's zones; without a centre every stretch is the map's.
    private mutating func segments(in box: PlaceBox) throws -> [SegmentView] {
        let found = try reader.rows(.segment, by: .place("geometry", in: box))
            .map(SegmentView.init).filter { $0.box?.overlaps(box) ?? false }
        return try found.filter { segment in
            let zone = try zone(segment.zone)
            return centre == nil || zone != nil
        }
    }

    private mutating func zone(_ id: RowID?) throws -> ZoneView? {
        guard let id else { return nil }
        if let known = zones[id] { return known }
        let zone = ZoneView(live: try reader.row(id))
        let ours = centre == nil || zone?.centre == centre ? zone : nil
        zones[id] = .some(ours)
        return ours
    }

    private mutating func gatherLitter() throws {
        var rows: [RowState] = []
        for segment in placed {
            rows += try reader.rows(.litterReport, where: "segmentId", is: segment.id.json)
        }
        var loose: [RowState] = []
        for zone in zones.values.compactMap({ $0 }) {
            loose += try reader.rows(.litterReport, where: "zoneId", is: zone.id.json)
        }
        if let reach = PlaceBox.around(placed.compactMap { $0.row["geometry"] }) {
            let box = reach.grown(metres: NeedMap.reach)
            loose += try reader.rows(.litterReport, by: .place("point", in: box))
        }
        rows += loose.filter { LitterReportView($0).segment == nil }
        var seen: Set<RowID> = []
        litter = rows.filter { isOurs($0) && seen.insert($0.id).inserted }
            .map(LitterReportView.init)
    }

    private mutating func gatherCleanups() throws {
        var seen: Set<RowID> = []
        for segment in placed {
            let rows = try reader.rows(.cleanupReport, where: "segmentIds", is: segment.id.json)
            cleanups += rows.filter { isOurs($0) && seen.insert($0.id).inserted }
                .map(CleanupReportView.init)
        }
    }

    private mutating func gatherOthers(_ box: PlaceBox) throws {
        var known = Set(placed.map(\.id))
        let zones = zones
        for report in litter {
            guard report.segment == nil, report.zone.map({ zones[$0] ?? nil }) != nil,
                let around = report.place?.boundingBox?.place.grown(metres: NeedMap.reach),
                !box.holds(around)
            else { continue }
            others += try segments(in: around).filter { known.insert($0.id).inserted }
        }
        // What lies there may be of other zones, whose own reports nobody asked for.
        self.zones = zones
    }

    private func isOurs(_ report: RowState) -> Bool {
        centre == nil || report.reference("centreId") == centre
    }
}
