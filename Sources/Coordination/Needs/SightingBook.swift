import Geometry
import SyncCore

/// Which sightings and cleanups each stretch of shore has.
struct SightingBook {
    private(set) var cleaned: [RowID: [Int64]] = [:]
    private var bySegment: [RowID: [LitterSighting]] = [:]
    private var byZone: [RowID: [LitterSighting]] = [:]
    private let segments: [SegmentView]
    private let places: PlaceList

    init(_ segments: [SegmentView]) {
        self.segments = segments
        places = PlaceList(segments.map(\.box))
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
        guard let place = report.place, let box = place.boundingBox?.place else { return nil }
        let candidates = places.meeting(box.grown(metres: NeedMap.reach)).map { segments[$0] }
            .filter { report.zone == nil || report.zone == $0.zone }
        guard !candidates.isEmpty else { return [] }
        // One shape that cannot be measured must not take the whole map down.
        guard let check = try? NearbyCheck(place, metres: NeedMap.reach) else { return [] }
        return candidates.filter { segment in
            guard let value = segment.row["geometry"],
                let shape = try? Geometry.fromGeoJSON(value)
            else { return false }
            return (try? check.reaches(shape)) ?? false
        }.map(\.id)
    }
}

extension SegmentView {
    /// The box around its shape; nil where it has none.
    var box: PlaceBox? { row["geometry"].flatMap { PlaceBox(around: $0) } }
}

extension LitterReportView {
    /// Where it was seen; nil where that is not one point.
    var place: Geometry? {
        guard let value = row["point"], !value.isNull,
            let place = try? Geometry.fromGeoJSON(value), case .point = place
        else { return nil }
        return place
    }
}
