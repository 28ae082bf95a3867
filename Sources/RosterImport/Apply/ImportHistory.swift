import Coordination
package import SyncCore
package import SyncEngine

extension HubReader {
    /// When a file was first imported to a centre, Unix milliseconds; nil where it never was, or
    /// every such import has been taken back.
    package func firstImport(of sourceHash: String, to centre: RowID) throws -> Int64? {
        try rows(.importBatch, where: "sourceHash", is: .string(sourceHash))
            .filter { $0.id(in: "centreId") == centre && $0["undoneAt"] == nil }
            .compactMap { $0["importedAt"]?.integer }
            .min()
    }
}
