import Schema
package import Storage

/// The two kinds of store, told apart by their application id so that neither is opened as the other.
package enum StoreKind: Sendable {
    case hub
    case replica

    /// `DGNH` and `DGNR` as SQLite application ids (https://www.sqlite.org/pragma.html#pragma_application_id).
    package var applicationID: Int32 {
        switch self {
        case .hub: 0x4447_4E48
        case .replica: 0x4447_4E52
        }
    }

    package var migrator: Migrator {
        let steps =
            switch self {
            case .hub: Schema.hub
            case .replica: Schema.replica
            }
        return Migrator(
            migrations: steps.map { Migration(name: $0.name, sql: $0.sql) },
            applicationID: applicationID
        )
    }
}
