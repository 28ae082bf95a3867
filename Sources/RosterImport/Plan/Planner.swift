/// Plans an import: each row against the store and against the rows before it.
///
///     let mapping = HeaderMapping(of: table)
///     let plan = try Planner.plan(table, mapping: mapping, known: snapshot, options: options)
///     print(plan.header.counts)
///
/// The same input gives the same plan, in every process. For a file of any length `PlanRun` does
/// the same row by row.
package enum Planner {
    /// Throws `roster.no_name_column` when no column holds a name.
    package static func plan(
        _ table: ReadTable,
        mapping: HeaderMapping,
        known: [KnownPerson],
        options: PlanOptions
    ) throws(RosterError) -> Plan {
        try plan(table, mapping: mapping, known: KnownPersons(known), options: options)
    }

    /// The same for persons that are read from their store when they are asked for.
    package static func plan(
        _ table: ReadTable,
        mapping: HeaderMapping,
        known: KnownPersons,
        options: PlanOptions
    ) throws(RosterError) -> Plan {
        guard mapping.hasName || table.rows.isEmpty else { throw noName }
        let reader = RowReader(table: table, mapping: mapping, options: options)
        var walk = try PlanWalk(
            known: known,
            reader: reader,
            options: options,
            memory: RowMemory(),
            expecting: table.rows.count
        )
        var rows: [PlanRow] = []
        rows.reserveCapacity(table.rows.count)
        for row in table.rows { rows.append(try walk.take(ReadRow(reader.read(row)), row)) }
        try walk.forEachSharing { place, _, shared throws(RosterError) in rows[place].share(shared)
        }
        var counts = PlanCounts()
        counts.rowsRead = table.rows.count
        for row in rows { counts.count(row.action) }
        try counts.check()
        return Plan(header: header(table, mapping, options, counts), rows: rows)
    }

    static let noName = RosterError(
        code: "roster.no_name_column",
        message: "No column holds a name. Say which one does, by its header or as #1."
    )

    static func header(
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
            view: options.centres.isEmpty ? nil : options.visibleCentres.sorted(),
            mapping: used,
            headerFingerprint: mapping.fingerprint,
            saidColumns: table.header.isEmpty ? nil : options.saidColumns,
            unknownColumns: mapping.unknown,
            refusedColumns: refused,
            counts: counts,
            created: options.created,
            source: options.source,
            fileDate: options.fileDate,
            importedOn: options.importedOn
        )
    }
}
