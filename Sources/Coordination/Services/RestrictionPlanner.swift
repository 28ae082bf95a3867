import Geometry
import Hashing
import SyncCore

/// Works out what a file's access restrictions change.
struct RestrictionPlanner {
    let centre: RowID
    let stored: StoredPlaces

    func items(_ restrictions: [ZoneFile.Restriction]) throws -> [ZoneImport.Item] {
        var match = PlaceMatch(
            stored: stored.restrictions.map { row in
                PlaceMatch.Place(
                    key: row.text("name") ?? "",
                    shape: row["geometry"]?.bytes() ?? [],
                    box: row["geometry"]?.geometryBox
                )
            }
        )
        let found = match.matches(
            restrictions.map { restriction in
                PlaceMatch.Place(
                    key: restriction.name,
                    shape: restriction.geometry.toJSON().bytes(),
                    box: restriction.geometry.boundingBox
                )
            }
        )
        return zip(restrictions, found).map { restriction, number in
            item(restriction, over: number.map { stored.restrictions[$0] })
        }
    }

    private func item(
        _ restriction: ZoneFile.Restriction,
        over row: RowState?
    ) -> ZoneImport.Item {
        let geometry = restriction.geometry.toJSON()
        guard stored.accepts(geometry, .accessRestriction, "geometry") else {
            return .refused(
                .restriction,
                name: restriction.name,
                feature: restriction.feature,
                codes: ["restriction.geometry_too_large"]
            )
        }
        let id = row?.id ?? newID(restriction, geometry)
        let edit = Edit.bringing(
            values(of: restriction, geometry),
            to: row,
            .accessRestriction,
            id,
            isRemoved: stored.removed.contains(id)
        )
        let movesShape = row != nil && edit?.set["geometry"] != nil
        return ZoneImport.Item(
            kind: .restriction,
            name: restriction.name,
            feature: restriction.feature,
            action: row == nil ? .create : edit == nil ? .unchanged : .update,
            row: id,
            movesShape: movesShape,
            segments: 0,
            codes: movesShape ? ["restriction.geometry_changed"] : [],
            edits: [edit].compactMap(\.self)
        )
    }

    private func values(
        of restriction: ZoneFile.Restriction,
        _ geometry: JSONValue
    ) -> JSONObject {
        let isAllYear = restriction.windows == .allYear
        let windows = isAllYear ? [] : restriction.windows.windows.map(\.description)
        return [
            "centreId": centre.json, "name": .string(restriction.name), "geometry": geometry,
            // Rounded up: a reach of a part of a metre must not open what is closed.
            "bufferM": .integer(Int64(restriction.bufferMetres.rounded(.up))),
            "windows": .array(windows.map { .string($0) }), "isAllYear": .bool(isAllYear),
            "kind": .string(restriction.accessKind.rawValue),
            "legalRef": restriction.legalRef.map { .string($0) } ?? .null,
        ]
    }

    private func newID(_ restriction: ZoneFile.Restriction, _ geometry: JSONValue) -> RowID {
        let digest = Digest.blake2b64(parts: geometry.bytes())
        return .derived(from: centre, "restriction/\(restriction.name)/\(digest)")
    }
}
