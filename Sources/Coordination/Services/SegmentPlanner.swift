import Geometry
import Hashing
import SyncCore

/// Works out what a file's shoreline changes in one zone's segments.
///
/// A file without a shore for the zone leaves its segments alone. A segment of the same shape stays
/// the row it is, with its claims and reports; others change shape in the order along the shore.
struct SegmentPlanner {
    let zone: RowID
    let stored: StoredPlaces

    struct Shore {
        var edits: [Edit] = []
        var movesShape = false
        var count: Int
    }

    func plan(_ lines: [LineString]) -> Shore {
        let rows = stored.segments[zone] ?? []
        guard !lines.isEmpty else { return Shore(count: rows.count) }
        var shore = Shore(count: lines.count)
        var byShape: [[UInt8]: RowState] = [:]
        for row in rows { byShape[row["geometry"]?.bytes() ?? []] = row }
        let shapes = lines.map { Geometry.lineString($0).toJSON() }
        let kept = Set(shapes.compactMap { byShape[$0.bytes()]?.id })
        var spare = rows.filter { !kept.contains($0.id) }[...]
        for (position, (line, shape)) in zip(lines, shapes).enumerated() {
            let values = values(line, shape, position)
            let same = byShape[shape.bytes()]
            let row = same ?? spare.popFirst()
            if same == nil, row != nil { shore.movesShape = true }
            let id = row?.id ?? newID(shape)
            let isRemoved = stored.removed.contains(id)
            guard var edit = Edit.bringing(values, to: row, .segment, id, isRemoved: isRemoved)
            else { continue }
            if edit.set["geometry"] != nil || edit.set["lengthM"] != nil {
                for field in ["geometry", "lengthM"] { edit.set[field] = values[field] }
            }
            shore.edits.append(edit)
        }
        shore.edits += spare.map { Edit(.segment, $0.id, mark: .removed) }
        if !spare.isEmpty { shore.movesShape = true }
        return shore
    }

    private func values(
        _ line: LineString,
        _ shape: JSONValue,
        _ position: Int
    ) -> JSONObject {
        [
            "zoneId": zone.json, "position": .integer(Int64(position)), "geometry": shape,
            "lengthM": .integer(Int64(line.lengthMetres.rounded())),
        ]
    }

    private func newID(_ shape: JSONValue) -> RowID {
        .derived(from: zone, "segment/\(Digest.blake2b64(parts: shape.bytes()))")
    }
}
