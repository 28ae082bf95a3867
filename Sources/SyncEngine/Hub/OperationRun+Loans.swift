import Storage
import SyncCore

extension OperationRun {
    /// Gives scopes to whom the written rows lend them now, and takes them from whom they no longer do.
    ///
    /// Only rows of this operation are looked at, and only the devices of persons for whom something changed.
    func settleLoans() throws {
        var persons: Set<RowID> = []
        for (row, change) in written {
            let (earlier, later) = (
                change.before.map { loans(of: $0.state) }, loans(of: change.after.state)
            )
            guard earlier ?? [] != later else { continue }
            let (before, after) = (Set(earlier ?? []), Set(later))
            guard before != after else { continue }
            try note(after, of: row)
            persons.formUnion(before.symmetricDifference(after).map(\.person))
        }
        try settle(persons)
    }

    /// Notes what rows lend that stood before anybody noted it; says whether a device has other scopes by it.
    func settleLoans(ofRows rows: [Int64]) throws -> Bool {
        var persons: Set<RowID> = []
        for row in rows {
            guard let state = try states.find(row: row)?.state else { continue }
            let loans = Set(loans(of: state))
            try note(loans, of: row)
            persons.formUnion(loans.map(\.person))
        }
        return try settle(persons)
    }

    /// Gives the devices of persons what their grants and loans come to; says whether any has other scopes now.
    @discardableResult private func settle(_ persons: Set<RowID>) throws -> Bool {
        var hasMoved = false
        for person in persons.sorted(by: { $0.description < $1.description }) {
            for device in try deviceScopes.devices(of: person) {
                guard
                    try deviceScopes.settle(device, as: device.grant, seq: seq, now: world.now)
                else { continue }
                hasMoved = true
                touch([try deviceScopes.own(device.id)])
            }
        }
        return hasMoved
    }

    private func loans(of state: RowState) -> [Loan] {
        state.isRemoved || state.isErased ? [] : domain.loans(of: state)
    }

    private func note(_ loans: Set<Loan>, of row: Int64) throws {
        try store.run("DELETE FROM scope_loan WHERE row = ?1", row)
        for loan in loans {
            try store.run(
                "INSERT INTO scope_loan (row, person, scope, ends) VALUES (?1, ?2, ?3, ?4)",
                row,
                loan.person,
                try states.names.number(of: loan.scope),
                loan.ends
            )
        }
    }
}
