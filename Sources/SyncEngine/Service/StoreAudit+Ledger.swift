import Storage
import SyncCore

extension StoreAudit {
    /// Whether what the ledger says is so in the store, and the other way round for who was erased.
    static func ledger(_ reader: HubReader) throws -> Doctor.Check {
        let entries = try Ledger.chain(reader.store).entries
        let wrong = try entries.count { try !isSo($0, in: reader.store) }
        let persons = Set(entries.filter { $0.kind == "erased" }.compactMap { $0.id("person") })
        let unnoted = try reader.store.all("SELECT id FROM erased") { $0.id(0) }
            .compactMap { $0 }.count { !persons.contains($0) }
        guard wrong > 0 || unnoted > 0 else {
            return .ok("doctor.ledger_facts", "All the ledger says is so in the store.")
        }
        return .warning(
            "doctor.ledger_facts",
            "\(wrong) lines of the ledger do not hold in the store; \(unnoted) erasures are not in it.",
            "Stop the hub, make a backup, and restore it with the ledger."
        )
    }

    private static func isSo(_ entry: LedgerEntry, in store: Connection) throws -> Bool {
        switch LedgerKind(rawValue: entry.kind) {
        case .erased:
            guard let person = entry.id("person") else { return true }
            return try store.first("SELECT 1 FROM erased WHERE id = ?1", person) { _ in true }
                ?? false
        case .revoked, .retired:
            guard let device = entry.id("device") else { return true }
            // A device that was enrolled after the backup is not in a restored store.
            return try store.first(
                "SELECT revoked IS NOT NULL OR retired IS NOT NULL FROM device WHERE id = ?1",
                device
            ) { $0.bool(0) } ?? true
        case .used:
            guard let code = entry.facts["code"]?.text.flatMap(LedgerEntry.bytes(hex:)) else {
                return true
            }
            return try store.first(
                "SELECT used IS NOT NULL FROM enrolment WHERE code_hash = ?1",
                code
            ) { $0.bool(0) } ?? true
        default: return true
        }
    }
}

extension Doctor {
    /// How the ledger's file stands to the store; a file that is behind catches up by itself.
    static func ledger(_ path: String, _ store: Connection, _ disk: Disk) -> Check {
        do {
            let state = try LedgerState.look(besideStore: path, store, disk)
            return .ok("doctor.ledger", "The ledger's \(state.lines) lines agree with the store.")
        } catch let error as SyncError where error.code.hasPrefix("ledger.") {
            return .warning("doctor.ledger", "The ledger: \(error.code).", error.message)
        } catch {
            return .warning(
                "doctor.ledger",
                "The ledger beside the store cannot be read.",
                "Check its rights; only the user who runs the hub needs it."
            )
        }
    }
}
