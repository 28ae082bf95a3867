/// What an import would do, row by row; applying it does this and nothing else.
package struct Plan: Sendable, Equatable {
    package var header: PlanHeader
    package var rows: [PlanRow]
}

/// What a plan was made from and what it adds up to.
package struct PlanHeader: Sendable, Equatable, Codable {
    /// The plan format this program writes.
    package static let currentFormat = 2

    package var format: Int
    package var sourceHash: String
    package var encoding: TextEncoding
    package var delimiter: Delimiter
    package var centre: String
    /// The centres in view where a column names them, by id; nil where there is but one, and in
    /// older plans.
    package var view: [String]?
    /// Column label to field, for the columns that were used.
    package var mapping: [String: RosterField]
    package var headerFingerprint: String
    /// What a person has said of columns, now or before, by their numbers from 1.
    ///
    /// Empty for one that is not wanted; nil where the list has no header to know it again by.
    package var saidColumns: [Int: String]?
    /// Column labels nobody has explained.
    package var unknownColumns: [String]
    /// How many columns were left out, by category.
    package var refusedColumns: [String: Int]
    package var counts: PlanCounts
    package var created: String
    /// Where the file lay, so that apply can see whether it is still the same; nil when not said.
    package var source: String?
    /// The day the file was made, by which answers keep what was edited later; nil in older plans.
    package var fileDate: CalendarDate?
    /// The day the file was imported before, for the same; nil where it was not, or in older plans.
    package var importedOn: CalendarDate?
}

/// How many rows went where; accepted, unchanged, rejected and ask add up to the rows read.
package struct PlanCounts: Sendable, Equatable, Codable {
    package var rowsRead = 0
    package var create = 0
    package var update = 0
    package var link = 0
    package var unchanged = 0
    package var ask = 0
    package var reject = 0

    package var accepted: Int { create + update + link }

    package init() {}

    mutating func count(_ action: PlanRow.Action, _ rows: Int = 1) {
        switch action {
        case .create: create += rows
        case .update: update += rows
        case .link: link += rows
        case .unchanged: unchanged += rows
        case .ask: ask += rows
        case .reject: reject += rows
        }
    }

    /// Throws `roster.counts_differ` when a row has got lost or counted twice.
    func check() throws(RosterError) {
        guard accepted + unchanged + reject + ask == rowsRead else {
            throw RosterError(
                code: "roster.counts_differ",
                message: "The plan does not account for every row. Do not apply it; report this."
            )
        }
    }
}

/// What happens to one row.
package struct PlanRow: Sendable, Equatable, Codable {
    package enum Action: String, Sendable, Codable {
        case create, update, unchanged
        /// Someone already in the file or a centre in view: a membership, no second record.
        case link
        case ask, reject
    }

    /// Row number in the file; also the plan's name for a person it creates.
    package var row: Int
    package var action: Action
    package var centre: String
    /// The person in the store that the row is, when it is one.
    package var person: String?
    /// What was read of that person; apply asks where it has moved.
    package var version: String?
    /// The earlier row of this file that is the same person.
    package var sameAsRow: Int?
    package var changes: [FieldChange]
    package var contacts: [ContactChange]
    package var candidates: [Candidate]
    package var reasons: [RowReason]
    /// The row's own key: the same content in the same centre has the same key in every file.
    package var contentKey: String
    /// What a person has answered where the plan asked; nil where nobody has.
    package var answer: PlanAnswer.Kind?

    /// The row is somebody who was erased.
    static let erasedCode = "row.person_erased"

    /// Whether the row was refused because she was erased; a person can say that she signed up anew.
    package var isErased: Bool { reasons.contains { $0.code == Self.erasedCode } }

    /// The code of why the row asks: what matching found, else what was told last.
    package var question: String? {
        (reasons.last { $0.code.hasPrefix("match.") } ?? reasons.last)?.code
    }

    init(row: Int, action: Action, centre: String) {
        self.row = row
        self.action = action
        self.centre = centre
        changes = []
        contacts = []
        candidates = []
        reasons = []
        contentKey = ""
    }
}

/// One field before and after; `old` is nil where there was nothing.
package struct FieldChange: Sendable, Equatable, Codable {
    package var field: RosterField
    package var old: String?
    package var new: String

    package init(field: RosterField, old: String?, new: String) {
        self.field = field
        self.old = old
        self.new = new
    }
}

/// A way to reach the person that is added; none is ever taken away.
package struct ContactChange: Sendable, Equatable, Codable {
    package enum Owner: String, Sendable, Codable { case own = "self", guardian, shared }

    package var contact: RosterContact
    package var ownedBy: Owner
}

/// Someone the row may be.
package struct Candidate: Sendable, Equatable, Codable {
    package enum Outcome: String, Sendable, Codable { case same, ask }

    /// A person in the store; nil for a row of this file.
    package var person: String?
    package var row: Int?
    /// Known to a centre out of view: nothing more is told.
    package var isElsewhere: Bool
    package var outcome: Outcome
    /// What was equal and what was not, as codes.
    package var evidence: [String]
}
