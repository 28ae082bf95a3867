import Storage

extension Replica {
    /// Has the store turn to its hub at another address; everything else stays.
    ///
    /// The caller has made sure that it is the same hub, or one restored from it (`HubReader.knows`).
    package func move(to hubURL: String) throws {
        try store.transaction { try meta.set("hubURL", hubURL) }
        try refreshIdentity()
    }
}
