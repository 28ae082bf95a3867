import Storage
import SyncCore

extension HubReader {
    /// The sums over all rows of each scope that has any, by scope.
    ///
    /// A replica at the same cursor has the same sums for the scopes it holds (`Replica.sums`).
    package func sums() throws -> [(scope: String, sum: String)] {
        try store.snapshot {
            let scopes = try store.all(
                """
                SELECT DISTINCT i.name FROM scope_sum s JOIN interned i ON i.number = s.scope
                WHERE s.rows > 0 ORDER BY i.name
                """
            ) { String($0.text(0).dropFirst("scope/".count)) }
            return try scopes.map { (scope: $0, sum: try sum(of: $0)) }
        }
    }
}
