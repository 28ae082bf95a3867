/// One atomic thing a person did on a device: edits to one or more rows, all or nothing.
///
/// Its bytes are fixed when it is made; rebasing changes what is shown, never the operation (DESIGN.md 3.2).
package struct Operation: Sendable, Hashable {
    /// The life of the store that made it.
    package let incarnation: RowID
    /// Its number within the incarnation, counting from 1.
    package let number: Int64
    /// The schema version it was written in.
    package let schema: Int
    /// The device's clock when it was made, Unix milliseconds; informs, never judges.
    package let at: Int64
    /// The cursor it was made at; nil before the first pull.
    package let base: Cursor?
    /// Whether the device saw its clock step since the base.
    package let clockStepped: Bool
    package let edits: [Edit]
    /// Whether nothing but its number is left, since it was about somebody who has been erased.
    package let isCut: Bool

    /// What stands in the place of an operation whose bytes were erased, so that its number is no gap.
    package static func cut(
        incarnation: RowID,
        number: Int64,
        schema: Int,
        at: Int64
    ) -> Operation {
        Operation(
            incarnation: incarnation,
            number: number,
            schema: schema,
            at: at,
            base: nil,
            edits: [],
            isCut: true
        )
    }

    package init(
        incarnation: RowID,
        number: Int64,
        schema: Int,
        at: Int64,
        base: Cursor?,
        clockStepped: Bool = false,
        edits: [Edit],
        isCut: Bool = false
    ) {
        self.isCut = isCut
        self.incarnation = incarnation
        self.number = number
        self.schema = schema
        self.at = at
        self.base = base
        self.clockStepped = clockStepped
        self.edits = edits
    }

    /// The same operation with other edits.
    package func with(_ edits: [Edit]) -> Operation {
        Operation(
            incarnation: incarnation,
            number: number,
            schema: schema,
            at: at,
            base: base,
            clockStepped: clockStepped,
            edits: edits
        )
    }

    /// Numbers that bound one operation; beyond them it is refused with `op.too_large`.
    package enum Limit {
        package static let edits = 200
        package static let bytes = 1 << 20
        package static let depth = 24
        package static let elements = 500
    }
}

/// What one operation does to one row.
package struct Edit: Sendable, Hashable {
    package let entity: EntityName
    package let id: RowID
    /// Fields set; `null` empties a field.
    package var set: JSONObject
    /// Elements added to `set` fields.
    package var add: NameMap<[String]>
    /// Elements removed from `set` fields: only adds the operation had seen go.
    package var remove: NameMap<[String]>
    /// Whether the row gets its removed mark, or loses it again.
    package var mark: RemovalMark?
    /// The persons the edit is about, so that it can be found and cut when one is erased.
    package var about: [RowID]

    package init(
        _ entity: EntityName,
        _ id: RowID,
        set: JSONObject = [:],
        add: NameMap<[String]> = [:],
        remove: NameMap<[String]> = [:],
        mark: RemovalMark? = nil,
        about: [RowID] = []
    ) {
        self.entity = entity
        self.id = id
        self.set = set
        self.add = add
        self.remove = remove
        self.mark = mark
        self.about = about
    }
}

/// What an edit does with a row's removed mark.
package enum RemovalMark: Sendable, Hashable {
    case removed, restored
}
