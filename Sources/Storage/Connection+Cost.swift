import CSQLite

/// What the statements of a connection have done, as SQLite counts it; for tests of what a question costs.
package struct StatementCost: Sendable, Equatable {
    /// How often a statement was run.
    package var statements = 0
    /// Steps of SQLite's virtual machine.
    package var steps = 0
    /// Steps through a table without an index, and rows put into an index made for one question.
    package var scans = 0
}

extension Connection {
    /// What was done since the last call, by the statements that are kept prepared.
    ///
    /// https://www.sqlite.org/c3ref/c_stmtstatus_counter.html
    package func takeCost() -> StatementCost {
        var cost = StatementCost()
        var next = sqlite3_next_stmt(handle, nil)
        while let statement = next {
            func take(_ counter: Int32) -> Int { Int(sqlite3_stmt_status(statement, counter, 1)) }
            cost.statements += take(SQLITE_STMTSTATUS_RUN)
            cost.steps += take(SQLITE_STMTSTATUS_VM_STEP)
            cost.scans += take(SQLITE_STMTSTATUS_FULLSCAN_STEP) + take(SQLITE_STMTSTATUS_AUTOINDEX)
            next = sqlite3_next_stmt(handle, statement)
        }
        return cost
    }
}
