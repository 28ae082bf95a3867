import Geometry
package import SyncCore
package import SyncEngine

/// A row read as one entity: the fields that rules and readers need, with their types.
///
///     let claim: ClaimView? = try world.view(id)
///
/// A view holds no copy of its own; for writing, make an `Edit`.
package protocol RowView: Sendable {
    static var entity: EntityName { get }
    var row: RowState { get }
    init(_ row: RowState)
}

extension RowView {
    package var id: RowID { row.id }

    /// The view of the row, if it is of this entity and neither removed nor erased.
    init?(live row: RowState?) {
        guard let row, row.entity == Self.entity, !row.isRemoved, !row.isErased else { return nil }
        self.init(row)
    }
}

extension RowState {
    func text(_ field: String) -> String? { self[field]?.text }
    func integer(_ field: String) -> Int64? { self[field]?.integer }
    func flag(_ field: String) -> Bool { self[field]?.bool ?? false }
    func reference(_ field: String) -> RowID? { self[field]?.text.flatMap { RowID($0) } }
    func texts(_ field: String) -> [String] { (self[field]?.array ?? []).compactMap(\.text) }
    func references(_ field: String) -> [RowID] { texts(field).compactMap { RowID($0) } }
    func date(_ field: String) -> LocalDate? { text(field).flatMap { LocalDate($0) } }

    /// Whether a text field says anything.
    func says(_ field: String) -> Bool {
        text(field)?.contains { !$0.isWhitespace } ?? false
    }
}

extension World {
    /// The row as a view; nil where there is none, or it is removed, erased or of another entity.
    package func view<View: RowView>(_ id: RowID?) throws -> View? {
        guard let id else { return nil }
        return View(live: try row(id))
    }

    /// Live rows whose indexed field names this row, in the order they were made at the hub.
    package func views<View: RowView>(where field: String, is id: RowID) throws -> [View] {
        try rows(View.entity, where: field, is: id.json).map { View($0) }
    }
}

extension [RowChange] {
    /// The changed rows of one entity that are live now, with their changes.
    func of<View: RowView>(_ view: View.Type) -> [(change: RowChange, now: View)] {
        compactMap { change in View(live: change.after).map { (change, $0) } }
    }

    /// The rows a reference field of these changes names, before or after.
    func named(by field: String, of entity: EntityName) -> [RowID] {
        var out: [RowID] = []
        for change in self where change.entity == entity {
            for id in [change.before?.reference(field), change.after.reference(field)] {
                if let id, !out.contains(id) { out.append(id) }
            }
        }
        return out
    }
}

extension RowChange {
    /// Whether the operation put the removed mark on a row that was there.
    var isRemoval: Bool { after.isRemoved && before?.isRemoved == false }

    /// Whether the operation took the removed mark off a row.
    var isReturn: Bool { before?.isRemoved == true && !after.isRemoved }
}
