import Coordination
import SyncCore
import SyncEngine

/// Reading a hub's store for a command.
struct OfficeRows {
    let reader: HubReader

    init(_ reader: HubReader) { self.reader = reader }

    /// The id written in full or shortened.
    ///
    /// Throws `row.unknown` for a short one nobody has, and `row.own` for what is its person's own.
    func id(_ text: String, of entity: EntityName) throws -> RowID {
        try requireTold(entity)
        return try ShortID.find(text, of: entity) { try reader.rows(entity).map(\.id) }
    }

    /// The live rows of the entity; throws `row.own` for what is its person's own.
    func all(_ entity: EntityName) throws -> [RowState] {
        try requireTold(entity)
        return try reader.rows(entity)
    }

    /// The row of the entity with this id; throws `row.unknown`, and `row.own` for what is its person's own.
    func row(_ text: String, of entity: EntityName) throws -> RowState {
        let id = try id(text, of: entity)
        guard let row = try reader.row(id), row.entity == entity else {
            throw ShortID.unknown(entity)
        }
        return row
    }

    /// The centre given by `--centre`, else the one the store was made for; throws
    /// `centre.unknown`.
    func centre(_ arguments: Arguments) throws -> RowID {
        guard let text = arguments.option("--centre") else { return reader.identity.centre }
        let found = try? id(text, of: .volunteerCentre)
        guard let found, try reader.row(found)?.entity == .volunteerCentre else {
            throw Failure(
                "centre.unknown",
                "There is no such centre in this store.",
                exit: .unreadable
            )
        }
        return found
    }

    /// The centre given by `--centre`, or nil, which is all that the store holds.
    ///
    /// Throws `centre.unknown`.
    func chosenCentre(_ arguments: Arguments) throws -> RowID? {
        arguments.option("--centre") == nil ? nil : try centre(arguments)
    }

    /// Throws `row.own` for what is its person's own: no centre sees such rows, and the store's keeper is no exception.
    ///
    /// Asked wherever a row is fetched, so that no command gets around it.
    private func requireTold(_ entity: EntityName) throws {
        guard let scopes = reader.domain.catalogue[entity]?.scopes, scopes.audiences.isEmpty,
            scopes.person != nil
        else { return }
        throw Failure(
            "row.own",
            "Such rows are their person's own; 'dugnad municipality report' tells the sums."
        )
    }

    /// The row as JSON: accepted values, sets as sorted lists.
    static func json(_ row: RowState) -> JSONValue { row.document }
}

extension OptionSpec {
    /// The centre meant, where a store has several.
    static let centre = value("--centre", "ID", "the centre; else the one the store was made for")
}
