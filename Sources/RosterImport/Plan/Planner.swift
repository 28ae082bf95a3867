/// Plans an import: each row against the store and against the rows before it.
///
///     let mapping = HeaderMapping(of: table)
///     let plan = try Planner.plan(table, mapping: mapping, known: snapshot, options: options)
///     print(plan.header.counts)
///
/// The same input gives the same plan, in every process.
package enum Planner {
    /// Throws `roster.no_name_column` when no column holds a name.
    package static func plan(
        _ table: ReadTable,
        mapping: HeaderMapping,
        known: [KnownPerson],
        options: PlanOptions
    ) throws(RosterError) -> Plan {
        guard mapping.hasName || table.rows.isEmpty else {
            throw RosterError(
                code: "roster.no_name_column",
                message: "No column holds a name. Say which one does, by its header or as #1."
            )
        }
        let reader = RowReader(table: table, mapping: mapping, options: options)
        var walk = PlanWalk(known: known, options: options)
        for row in table.rows { walk.take(reader.read(row), row: row.number) }
        let rows = walk.finish()
        var counts = PlanCounts()
        counts.rowsRead = table.rows.count
        for row in rows { counts.count(row.action) }
        try counts.check()
        let header = header(table, mapping, options, counts)
        return Plan(header: header, rows: rows)
    }

    private static func header(
        _ table: ReadTable,
        _ mapping: HeaderMapping,
        _ options: PlanOptions,
        _ counts: PlanCounts
    ) -> PlanHeader {
        var used: [String: RosterField] = [:]
        for column in mapping.columns {
            if case .field(let field) = column.use { used[column.label] = field }
        }
        let refused = Dictionary(mapping.refused.map { ($0.category, 1) }, uniquingKeysWith: +)
        return PlanHeader(
            format: PlanHeader.currentFormat,
            sourceHash: options.sourceHash,
            encoding: table.encoding,
            delimiter: table.delimiter,
            centre: options.centre,
            mapping: used,
            headerFingerprint: mapping.fingerprint,
            unknownColumns: mapping.unknown,
            refusedColumns: refused,
            counts: counts,
            created: options.created,
            source: options.source
        )
    }
}
