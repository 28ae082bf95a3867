package import Geometry
package import SyncCore
import SyncEngine

/// What somebody asks a centre for.
package struct EnquiryView: RowView {
    package static let entity = EntityName.enquiry
    package let row: RowState
    package init(_ row: RowState) { self.row = row }

    package var centre: RowID? { row.reference("centreId") }
    /// Who sees to it; nil for the centre itself, which owns it all the same.
    package var owner: RowID? { row.reference("ownerPersonId") }
    package var state: String { row.text("state") ?? "new" }
    package var isAnswered: Bool { state == "answered" || state == "closed" }

    /// Whether anything of hers would be told with it; of an asker who was erased there is nothing left.
    var hasWords: Bool { row.says("subject") || row.says("text") || asker != nil }
    var asker: RowID? { row.reference("fromPersonId") }

    /// What of it may be told to another centre.
    func word(for receiver: RowID?, in world: any World) throws -> Word {
        let said = row.text("mayTell").flatMap(Word.init) ?? .nothing
        guard row["mayTell"] == nil, let asker, let receiver else { return said }
        let isShared = try ConsentWord.isGiven(by: asker, in: world) {
            $0.text("purpose") == "share_with_centre" && $0.reference("centreId") == centre
                && $0.reference("sharedCentreId") == receiver
        }
        return isShared ? .contact : said
    }

    /// An asker's own word about what another centre is told.
    enum Word: String, Sendable { case contact, question, nothing }

    /// When it came in, but never after the hub heard of it.
    package var received: Int64? {
        row.integer("receivedAt").map { min($0, row.stamps["receivedAt"]?.at ?? $0) }
    }

    /// The day from which it has waited too long, Norwegian time: the fifteenth after it came in.
    package var overdueOn: LocalDate? {
        received.map { OsloTime.date(at: $0).adding(days: EnquiryRule.days + 1) }
    }

    /// Whether it waits for an answer and should not any more.
    package func isOverdue(on day: LocalDate) -> Bool {
        !isAnswered && (overdueOn.map { $0 <= day } ?? false)
    }
}
