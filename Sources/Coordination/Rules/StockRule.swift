import SyncCore
import SyncEngine

/// The stock of a depot is the sum of its movements; nobody's movement is refused because somebody else's came first.
///
/// When more was given out offline than there was, both stand, the depot says so and the centre decides what to do.
struct StockRule: Rule {
    let owners: Owners

    let reach = Reach.only([.stockMovement, .equipmentDepot])

    func judge(
        _ changes: [RowChange],
        by actor: Actor,
        in world: any World,
        _ objections: inout Objections
    ) throws {
        for (change, movement) in changes.of(MovementView.self) where change.isNew {
            // A correction may say that nothing was moved.
            if movement.delta == 0, movement.row["replaces"] != nil { continue }
            let isRight =
                switch movement.reason {
                case "in", "return": movement.delta > 0
                case "issue", "lost": movement.delta < 0
                default: movement.delta != 0
                }
            if !isRight { objections.refuse(Finding("stock.sign", movement, field: "delta")) }
        }
        for (change, depot) in changes.of(DepotView.self) where change.changed("restockBelow") {
            let given = depot.row["restockBelow"]?.object ?? [:]
            let isFine =
                given.count == depot.restockBelow.count
                && depot.restockBelow.values.allSatisfy { (0...1_000_000).contains($0) }
            if depot.row["restockBelow"] != nil, depot.row["restockBelow"]?.object == nil || !isFine
            {
                objections.refuse(Finding("depot.restock", depot, field: "restockBelow"))
            }
        }
    }

    func consequences(
        of changes: [RowChange],
        by actor: Actor,
        in world: any World
    ) throws -> [Edit] {
        var edits: [Edit] = []
        // One that was brought back may have missed movements meanwhile.
        let back = changes.filter { change in
            change.entity == .equipmentDepot && change.before?.isRemoved == true
        }
        for id in changes.named(by: "depotId", of: .stockMovement) + back.map(\.id) {
            guard let depot: DepotView = try world.view(id) else { continue }
            edits += try summedUp(depot, in: world)
        }
        return edits
    }

    private func summedUp(_ depot: DepotView, in world: any World) throws -> [Edit] {
        let movements: [MovementView] = try world.views(where: "depotId", is: depot.id)
        var stock: NameMap<Int64> = [:]
        for movement in movements where movement.counts {
            stock[movement.item] = (stock[movement.item] ?? 0) + movement.delta
        }
        let oversold = stock.filter { $0.value < 0 }.map(\.key)
        let set: JSONObject = [
            "stock": .object(JSONObject(stock.mapValues { .integer($0) })),
            "isOversold": .bool(!oversold.isEmpty),
        ]
        guard let edit = Write.edit(depot.row, set: set) else { return [] }
        let was = depot.stock.filter { $0.value < 0 }.map(\.key)
        guard oversold.contains(where: { !was.contains($0) }), let centre = depot.centre else {
            return [edit]
        }
        // For a person: nothing is to be taken or kept, so that keeping what stands says that it was seen to.
        let review: JSONObject = [
            "centreId": centre.json, "kind": "depot.oversold",
            "subjectEntity": .string(EntityName.equipmentDepot.rawValue),
            "subjectId": depot.id.json, "unit": "stock", "operationSeq": .integer(world.seq),
            "openedAt": .integer(world.now), "state": "open",
        ]
        let open = try world.rows(.reviewItem, where: "subjectId", is: depot.id.json)
            .contains { $0.text("unit") == "stock" && $0.text("state") == "open" }
        return open ? [edit] : [edit, Edit(.reviewItem, world.newID(), set: review)]
    }
}
