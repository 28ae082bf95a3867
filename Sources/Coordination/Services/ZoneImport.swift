package import Geometry
package import SyncCore

/// What a zone file would change in a centre's places: made once, shown, then applied as it stands.
///
///     let stored = try StoredPlaces(reader, centre: centre)
///     let plan = try ZoneImport(file, centre: centre, stored: stored)
///     for item in plan.items { print(item.action, item.name) }
///     let result = try plan.apply(through: { try service.submit($0) })
///
/// Running the same file again finds everything unchanged and writes nothing.
package struct ZoneImport: Sendable {
    package enum Kind: String, Sendable { case zone, restriction }

    package enum Action: String, Sendable, CaseIterable {
        case create, update, unchanged, refused
    }

    /// What happens to one feature of the file.
    package struct Item: Sendable {
        package let kind: Kind
        /// As the file has it; empty for a feature that could not be read.
        package let name: String
        /// The number of the feature in the file, from 0.
        package let feature: Int
        package let action: Action
        /// The row, also one that would be made.
        package let row: RowID?
        /// Whether the shape of a row that is there would become another one, or segments go.
        package let movesShape: Bool
        /// How many segments the zone has afterwards.
        package let segments: Int
        /// Why it is refused, or what changes.
        package let codes: [String]
        /// What was found in a feature that could not be read, with what to do about it.
        package var problems: [GeometryProblem] = []
        package let edits: [Edit]
    }

    /// In the order of the file; zones first, then restrictions, then what was refused.
    package let items: [Item]
    /// Odd, but no hindrance.
    package let warnings: [GeometryProblem]

    /// Compares the file with what the centre has.
    ///
    /// Throws `zone.file` when the file as a whole cannot be used.
    package init(_ file: ZoneFile, centre: RowID, stored: StoredPlaces) throws {
        let errors = file.problems.filter { $0.severity == .error }
        if let whole = errors.first(where: { $0.feature == nil }) { throw Self.unusable(whole) }
        warnings = file.problems.filter { $0.severity == .warning }
        var items = try ZonePlanner(centre: centre, stored: stored).items(file.zones)
        items += try RestrictionPlanner(centre: centre, stored: stored).items(file.restrictions)
        items += Self.refusals(errors)
        self.items = items
    }

    /// How many items have this action.
    package func count(_ action: Action) -> Int { items.count { $0.action == action } }

    private static func refusals(_ errors: [GeometryProblem]) -> [Item] {
        let byFeature = Dictionary(grouping: errors) { $0.feature ?? 0 }
        return byFeature.keys.sorted().map { feature in
            let problems = byFeature[feature] ?? []
            var item = Item.refused(
                .zone,
                name: "",
                feature: feature,
                codes: problems.map(\.code)
            )
            item.problems = problems
            return item
        }
    }
}

extension ZoneImport.Item {
    static func refused(
        _ kind: ZoneImport.Kind,
        name: String,
        feature: Int,
        codes: [String]
    ) -> Self {
        var seen: Set<String> = []
        return Self(
            kind: kind,
            name: name,
            feature: feature,
            action: .refused,
            row: nil,
            movesShape: false,
            segments: 0,
            codes: codes.filter { seen.insert($0).inserted },
            edits: []
        )
    }
}
