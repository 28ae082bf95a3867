import Coordination
import SyncCore
import SyncEngine

/// `dugnad depot list`: where equipment is, how much, and what is to be bought.
enum DepotList: Command {
    static let spec = CommandSpec(
        "depot list",
        "Lists the equipment depots, what lies there and what is missing.",
        details: """
            The stock is the sum of the movements: 'field new stockMovement' or 'office new stockMovement'. Where
            more was given out than there was, all of it stands and the depot is marked; so it is where more is
            reserved for a day ('stockReservation') than there is.
            """,
        options: [
            .db, .centre, .flag("--restock", "only what is to be bought"), .json,
        ],
        exits: [.warnings: "something is oversold, reserved twice or to be bought"],
        example: "dugnad depot list --restock --db hub.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let arguments = context.arguments
        let reader = try context.hubReader()
        let centre = try OfficeRows(reader).chosenCentre(arguments)
        let rows = try reader.rows(.equipmentDepot, of: centre)
        let depots = rows.map(DepotView.init)
        let isRestock = arguments.flag("--restock")
        let shown = isRestock ? depots.filter { !$0.toRestock.isEmpty } : depots
        context.show(.array(shown.map(json))) {
            var table = Table(context.language, "ID", "NAME", "ITEM", "STOCK", "WANTED", "TO BUY")
            for depot in shown { add(depot, isRestock, to: &table) }
            return table.isEmpty
                ? PhraseBook.told("Nothing to list.", in: context.language) : table.text
        }
        let isWell = depots.allSatisfy { depot in
            !depot.isOversold && !depot.isDoubleBooked && depot.toRestock.isEmpty
        }
        return isWell ? .ok : .warnings
    }

    private static func add(_ depot: DepotView, _ isRestock: Bool, to table: inout Table) {
        let items = isRestock ? depot.toRestock.keys : Self.items(depot)
        let name = (depot.row["name"]?.text ?? "") + (depot.isDoubleBooked ? " !" : "")
        if items.isEmpty { table.add(depot.id.description, name, "", "", "", "") }
        for item in items {
            let held = depot.stock[item] ?? 0
            table.add(
                depot.id.description,
                name,
                item,
                "\(held)" + (held < 0 ? " !" : ""),
                depot.restockBelow[item].map { "\($0)" } ?? "",
                depot.toRestock[item].map { "\($0)" } ?? ""
            )
        }
    }

    private static func items(_ depot: DepotView) -> [String] {
        Set(depot.stock.keys + depot.restockBelow.keys).sorted()
    }

    private static func json(_ depot: DepotView) -> JSONValue {
        var out: JSONObject = [
            "id": depot.id.json, "stock": numbers(depot.stock),
            "restockBelow": numbers(depot.restockBelow), "toRestock": numbers(depot.toRestock),
            "isOversold": .bool(depot.isOversold),
            "isDoubleBooked": .bool(depot.isDoubleBooked),
        ]
        for field in ["name", "point", "openingHours"] { out[field] = depot.row[field] }
        return .object(out)
    }

    private static func numbers(_ values: NameMap<Int64>) -> JSONValue {
        .object(JSONObject(values.mapValues { .integer($0) }))
    }
}
