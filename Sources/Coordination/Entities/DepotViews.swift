package import SyncCore

/// A place where cleanup kits are fetched.
package struct DepotView: RowView {
    package static let entity = EntityName.equipmentDepot
    package let row: RowState
    package init(_ row: RowState) { self.row = row }

    package var centre: RowID? { row.reference("centreId") }
    /// How many there are of each item, as the hub last summed them up.
    package var stock: NameMap<Int64> { Self.numbers(row["stock"]) }
    package var restockBelow: NameMap<Int64> { Self.numbers(row["restockBelow"]) }
    package var isOversold: Bool { row.flag("isOversold") }
    /// Whether more of something is reserved for one day than there is.
    package var isDoubleBooked: Bool { row.flag("isDoubleBooked") }

    /// Items of which there are fewer than wanted, with how many are missing.
    package var toRestock: NameMap<Int64> {
        var missing: NameMap<Int64> = [:]
        for (item, wanted) in restockBelow {
            let held = stock[item] ?? 0
            if held < wanted { missing[item] = wanted.subtractingReportingOverflow(held).0 }
        }
        return missing
    }

    private static func numbers(_ value: JSONValue?) -> NameMap<Int64> {
        (value?.object ?? [:]).compactMapValues(\.integer)
    }
}

/// That something came to a depot or left it.
package struct MovementView: RowView {
    package static let entity = EntityName.stockMovement
    package let row: RowState
    package init(_ row: RowState) { self.row = row }

    package var depot: RowID? { row.reference("depotId") }
    package var item: String { row.text("item") ?? "other" }
    package var delta: Int64 { row.integer("delta") ?? 0 }
    package var reason: String { row.text("reason") ?? "count" }
    /// Whether no correction has taken its place, and it is no correction that waits for a person.
    package var counts: Bool { row["replacedBy"] == nil && !row.flag("contested") }
}
