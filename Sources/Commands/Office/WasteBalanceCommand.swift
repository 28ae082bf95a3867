import Coordination
import SyncCore
import SyncEngine

/// `dugnad waste balance`: where the bags are that were left on the shore.
enum WasteBalanceCommand: Command {
    static let spec = CommandSpec(
        "waste balance",
        "Tells where the bags are that were left on the shore: waiting, delivered or written off.",
        details:
            "What nobody has weighed counts 10 kg a full and 5 kg a half bag, and is marked ~.",
        options: [.db, .centre, .json],
        exits: [.refused: "the bags do not add up"],
        example: "dugnad waste balance --db hub.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let reader = try context.hubReader()
        let centre = try OfficeRows(reader).chosenCentre(context.arguments)
        let rows = try reader.rows(.wasteDeposit, of: centre)
        let balance = WasteBalance(rows)
        context.show(json(balance)) { text(balance, context.language) }
        return balance.isBalanced ? .ok : .refused
    }

    private static func text(_ balance: WasteBalance, _ language: Language) -> String {
        func word(_ code: String) -> String { SeasonWords.text(code, in: language) }
        guard balance.registered.deposits > 0 else { return word("no_bags") }
        var table = Table(
            ["place", "deposits", "bagsFull", "bagsHalf", "kg", "unweighed"]
                .map { word($0).uppercased() }
        )
        func add(_ name: String, _ bags: WasteBalance.Bags) {
            table.add(
                word(name),
                "\(bags.deposits)",
                "\(bags.full)",
                "\(bags.half)",
                (bags.unweighed > 0 ? "~" : "")
                    + SeasonText.decimal(bags.grams, 1000, digits: 1),
                "\(bags.unweighed)"
            )
        }
        add("registered_bags", balance.registered)
        for place in WasteBalance.Place.allCases {
            add(place.rawValue, balance.places[place] ?? WasteBalance.Bags())
        }
        return table.text + "\n" + word(balance.isBalanced ? "balanced" : "unbalanced")
    }

    private static func json(_ balance: WasteBalance) -> JSONValue {
        var out: JSONObject = [
            "registered": json(balance.registered), "isBalanced": .bool(balance.isBalanced),
        ]
        for place in WasteBalance.Place.allCases {
            out[place.rawValue] = json(balance.places[place] ?? WasteBalance.Bags())
        }
        return .object(out)
    }

    private static func json(_ bags: WasteBalance.Bags) -> JSONValue {
        [
            "deposits": .integer(bags.deposits), "bagsFull": .integer(bags.full),
            "bagsHalf": .integer(bags.half), "weightG": .integer(bags.grams),
            "unweighed": .integer(bags.unweighed),
        ]
    }
}
