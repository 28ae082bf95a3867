package import SyncCore
package import SyncEngine

extension HubReader {
    /// Live rows of an entity that belong to a centre, in the order they were made; all of them for none.
    ///
    /// For entities whose indexed field `centreId` names their centre.
    package func rows(_ entity: EntityName, of centre: RowID?) throws -> [RowState] {
        guard let centre else { return try rows(entity) }
        return try rows(entity, where: "centreId", is: centre.json)
    }
}
