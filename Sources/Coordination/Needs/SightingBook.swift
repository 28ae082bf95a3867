import Geometry
import SyncCore

/// Which sightings and cleanups each stretch of shore has.
struct SightingBook {
    private(set) var cleaned: [RowID: [Int64]] = [:]
    private var bySegment: [RowID: [LitterSighting]] = [:]
    private var byZone: [RowID: [LitterSighting]] = [:]
    private let shapes: [(id: RowID, zone: RowID?, box: BoundingBox, shape: Geometry)]

    init(_ segments: [SegmentView]) {
        shapes = segments.compactMap { segment in
            guard let value = segment.row["geometry"], !value.isNull,
                let shape = try? Geometry.fromGeoJSON(value), let box = shape.boundingBox
            else { return nil }
            return (segment.id, segment.zone, box, shape)
        }
    }

    func sightings(of segment: SegmentView) -> [LitterSighting] {
        (bySegment[segment.id] ?? []) + (segment.zone.flatMap { byZone[$0] } ?? [])
    }

    /// Notes what somebody saw; corrections, duplicates and what is cleaned or out of date count no more.
    ///
    /// A clock that runs ahead never makes a sighting newer than today.
    mutating func note(_ report: LitterReportView, _ now: Int64) {
        guard report.counts, let amount = report.amount, let seen = report.seen else { return }
        func sighting(isOfZone: Bool) -> LitterSighting {
            LitterSighting(
                amount,
                method: report.method,
                confidence: report.confidence,
                isConfirmed: report.isConfirmed,
                isOfZone: isOfZone,
                seen: min(seen, now)
            )
        }
        if let segment = report.segment {
            bySegment[segment, default: []].append(sighting(isOfZone: false))
        } else if let near = nearest(to: report), !near.isEmpty {
            for id in near { bySegment[id, default: []].append(sighting(isOfZone: false)) }
        } else if let zone = report.zone {
            byZone[zone, default: []].append(sighting(isOfZone: true))
        }
    }

    mutating func note(_ report: CleanupReportView, _ now: Int64) {
        guard report.counts, let cleaned = report.cleaned else { return }
        for segment in report.segments {
            self.cleaned[segment, default: []].append(min(cleaned, now))
        }
    }

    /// The stretches within reach of a report's place; nil where it has none.
    private func nearest(to report: LitterReportView) -> [RowID]? {
        guard let value = report.row["point"], !value.isNull,
            let place = try? Geometry.fromGeoJSON(value), case .point = place,
            let box = place.boundingBox
        else { return nil }
        let wide = box.grown(metres: NeedMap.reach)
        let candidates = shapes.filter { shape in
            wide.overlaps(shape.box) && (report.zone == nil || report.zone == shape.zone)
        }
        guard !candidates.isEmpty else { return [] }
        // One shape that cannot be measured must not take the whole map down.
        guard let check = try? NearbyCheck(place, metres: NeedMap.reach) else { return [] }
        return candidates.filter { (try? check.reaches($0.shape)) ?? false }.map { $0.id }
    }
}
