import Hashing
import Storage
package import SyncCore

/// What a newly enrolled client is told; the token is shown this once and stored as a hash.
package struct Enrolled: Sendable {
    package let device: RowID
    package let centre: RowID
    package let role: Role
    package let token: String
    /// The hub's number for the incarnation, as it stands in clocks.
    package let origin: Int64
    package let timeline: RowID
    /// The person the device is linked to, if any.
    package let person: RowID?
    /// What the office knows the device by; nil from a hub that does not say.
    package let name: String?
    /// The ended device whose outbox this one may bring, and what the hub has of the store that asks.
    package let admits: RowID?
    package let heard: Heard

    package init(
        device: RowID,
        centre: RowID,
        role: Role,
        token: String,
        origin: Int64,
        timeline: RowID,
        person: RowID? = nil,
        name: String? = nil,
        admits: RowID? = nil,
        heard: Heard = Heard()
    ) {
        self.device = device
        self.centre = centre
        self.role = role
        self.token = token
        self.origin = origin
        self.timeline = timeline
        self.person = person
        self.name = name
        self.admits = admits
        self.heard = heard
    }
}

extension Hub {
    /// Makes a single-use enrolment code, valid for `days`; only its hash is kept.
    ///
    /// With `ended`, a device that was retired or revoked, the store that joins by the code may bring what that one
    /// had not sent; it is judged by what that device might do and see then, and by the new grant now. Throws
    /// `centre.unknown`, `device.unknown`, and `device.in_use` for a device that has not ended.
    package func invite(
        role: Role,
        centre: RowID,
        person: RowID? = nil,
        days: Int64 = 7,
        admitting ended: RowID? = nil
    ) throws -> String {
        try requireCentre(centre)
        let code = EnrolmentCode.make(environment.random)
        let now = environment.now()
        try store.run(
            """
            INSERT INTO enrolment (code_hash, role, centre, person, created, expires, admits)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            """,
            EnrolmentCode.hash(code),
            role.rawValue,
            centre,
            person,
            now,
            now + days * 86_400_000,
            try ended.map { try endedDevice($0).number }
        )
        return code.grouped
    }

    private func endedDevice(_ id: RowID) throws -> Device {
        let device = try store.first(
            "SELECT \(Device.columns) FROM device WHERE id = ?1",
            id
        ) { try Device($0) }
        guard let device else { throw SyncError("device.unknown", "There is no such device.") }
        guard device.retired != nil || device.revoked != nil else {
            throw SyncError("device.in_use", "The device is in use; retire or revoke it first.")
        }
        return device
    }

    /// As the other `enrol`; a store that gives `earlier` or `device` joins again.
    package func enrol(
        code: String,
        name: String,
        incarnation: RowID,
        earlier: RowID? = nil,
        device: RowID? = nil
    ) throws -> Enrolled {
        let isAgain = earlier != nil || device != nil
        let former = FormerStore(incarnation: earlier, device: device)
        return try enrol(
            JoinRequest(
                code: code,
                name: name,
                incarnation: incarnation,
                former: isAgain ? former : nil
            )
        )
    }

    /// Enrols a device with a code: used once, then never again.
    ///
    /// A store that joins again says which device it was and its last incarnation, so that it hears what the hub
    /// has of it, and is not made a second device. Throws `code.malformed` (a typing error, found by its check
    /// character), `code.wrong`, `code.used`, `code.expired`, `code.plain`, `code.for_device` and `device.known`.
    package func enrol(_ request: JoinRequest) throws -> Enrolled {
        guard let hash = ReadableCode(request.code).map(EnrolmentCode.hash) else {
            throw SyncError("code.malformed", "The code has a typing error; check it.")
        }
        let found = try store.first(
            "SELECT role, centre, person, expires, used, admits FROM enrolment WHERE code_hash = ?1",
            hash
        ) {
            (
                role: Role(rawValue: $0.text(0)), centre: $0.id(1),
                person: $0.id(2), expires: $0.int64(3),
                isUsed: !$0.isNull(4), admits: $0.optionalInt64(5)
            )
        }
        guard let found, let centre = found.centre else {
            throw SyncError("code.wrong", "This hub did not give that code.")
        }
        guard !found.isUsed else {
            throw SyncError("code.used", "The code was used already; ask for a new one.")
        }
        let now = environment.now()
        guard found.expires > now else {
            throw SyncError("code.expired", "The code is too old; ask for a new one.")
        }
        let former = request.former
        try requireUnknown(former?.device, earlier: former?.incarnation, admits: found.admits)
        let ended = try found.admits.map { try self.device(number: $0) }
        if let ended, former == nil { throw SyncError.codeForDevice(ended.id) }
        let grant = Grant(role: found.role, centre: centre, person: found.person)
        let token = Token.make(environment.random)
        let name = former?.keepsName == true ? ended?.name ?? request.name : request.name
        let device = try addDevice(name: name, grant: grant, tokenHash: Token.hash(token))
        try store.run(
            "UPDATE device SET seen = ?2, admits = ?3 WHERE device = ?1",
            device.number,
            now,
            found.admits
        )
        try store.run(
            "UPDATE enrolment SET used = ?2, device = ?3 WHERE code_hash = ?1",
            hash,
            now,
            device.number
        )
        try ledger.note(.used, ["code": .string(LedgerEntry.hex(hash))], at: now)
        let origin = try incarnation(request.incarnation, of: device).origin
        return Enrolled(
            device: device.id,
            centre: centre,
            role: found.role,
            token: token,
            origin: origin,
            timeline: identity.timeline,
            person: found.person,
            name: name,
            admits: ended?.id,
            heard: try ended.flatMap { try heard(of: former?.incarnation, from: $0.number) }
                ?? Heard()
        )
    }

    /// What the hub has of an incarnation of that device.
    private func heard(of incarnation: RowID?, from device: Int64) throws -> Heard? {
        guard let incarnation else { return nil }
        let known = try store.first(
            "SELECT origin, last_number FROM incarnation WHERE id = ?1 AND device = ?2",
            incarnation,
            device
        ) { (origin: $0.int64(0), last: $0.int64(1)) }
        guard let known else { return nil }
        var digests: [Int64: String] = [:]
        try store.query(
            "SELECT number, digest, bytes FROM operation WHERE origin = ?1 AND number > ?2",
            known.origin,
            max(known.last - Int64(Heard.mostDigests), 0)
        ) { row in
            // Where somebody has been cut out of them since, they are not what the store has.
            guard let bytes = row.optionalBytes(2), identity.digest(bytes) == row.bytes(1) else {
                return
            }
            digests[row.int64(0)] = Heard.digest(of: bytes)
        }
        return Heard(last: known.last, digests: digests)
    }

    func addDevice(name: String, grant: Grant, tokenHash: [UInt8]?) throws -> Device {
        let id = environment.newID()
        try store.run(
            """
            INSERT INTO device (id, name, token_hash, role, centre, person, grant_ends, epoch, enrolled)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 1, ?8)
            """,
            id,
            name,
            tokenHash,
            grant.role.rawValue,
            grant.centre,
            grant.person,
            grant.ends,
            environment.now()
        )
        let number = store.lastInsertRowID
        try deviceScopes.begin(number, id, grant, seq: try head(), now: try hubTime())
        return try device(number: number)
    }

    package func device(number: Int64) throws -> Device {
        let device = try store.first(
            "SELECT \(Device.columns) FROM device WHERE device = ?1",
            number
        ) { try Device($0) }
        guard let device else { throw SyncError("device.unknown", "There is no such device.") }
        return device
    }

    /// Ends a device's use: it may send what it has once more, for the office to decide.
    package func retire(_ id: RowID) throws {
        try end(id, "UPDATE device SET retired = coalesce(retired, ?2) WHERE id = ?1")
        try ledger.note(.retired, ["device": id.json], at: environment.now())
    }

    /// Shuts a device out at once; with `isLost` nothing it sends is stored again.
    ///
    /// Lost stays lost, whatever is said of it later.
    package func revoke(_ id: RowID, isLost: Bool) throws {
        try end(
            id,
            """
            UPDATE device SET revoked = coalesce(revoked, ?2), is_lost = max(is_lost, \(isLost ? 1 : 0))
            WHERE id = ?1
            """
        )
        let facts: JSONObject = ["device": id.json, "lost": .bool(isLost)]
        try ledger.note(.revoked, facts, at: environment.now())
    }

    private func end(_ id: RowID, _ sql: SQL) throws {
        guard try office().id != id else {
            throw SyncError("device.office", "The office itself cannot be retired or revoked.")
        }
        try store.run(sql, id, environment.now())
        guard store.changes == 1 else {
            throw SyncError("device.unknown", "There is no such device.")
        }
        actors = [:]
    }
}
