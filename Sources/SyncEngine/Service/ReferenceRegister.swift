import Storage
package import SyncCore

/// A code of a reference register, and the days on which it is valid.
package struct ReferenceCode: Sendable, Hashable {
    /// The day that stands where a register has not told since when a code is valid.
    package static let dawn = "0001-01-01"

    package var code: String
    package var name: String
    /// Of a postal code, the number of its municipality.
    package var about: String?
    /// `yyyy-mm-dd`, the first day it is valid.
    package var from: String
    /// The first day it no longer is; nil while it is.
    package var until: String?

    package init(code: String, name: String, about: String?, from: String, until: String?) {
        self.code = code
        self.name = name
        self.about = about
        self.from = from
        self.until = until
    }

    package func isValid(on day: String) -> Bool { from <= day && until.map { day < $0 } ?? true }

    package var json: JSONValue {
        [
            .string(code), .string(name), about.map { .string($0) } ?? .null, .string(from),
            until.map { .string($0) } ?? .null,
        ]
    }

    /// Reads the five members back; nil where they are none.
    package init?(_ json: JSONValue) {
        guard let parts = json.array, parts.count == 5, let code = parts[0].text,
            let name = parts[1].text, let from = parts[3].text
        else { return nil }
        self.init(code: code, name: name, about: parts[2].text, from: from, until: parts[4].text)
    }
}

/// A register as it is to stand in the store: all its codes, and the file they came from.
package struct ReferenceRegister: Sendable, Hashable {
    package enum Limit {
        /// Norway has some 5,000 postal codes; a register keeps each for every time it was valid.
        package static let codes = 40_000
        /// Bytes of a code, and of a name.
        package static let code = 12
        package static let name = 200
    }

    /// `postal_code` or `municipality`.
    package var name: String
    /// The day its newest state is of.
    package var day: String
    /// The hash of that state's file.
    package var hash: String
    /// How many codes are valid on that day.
    package var valid: Int
    package var codes: [ReferenceCode]

    package init(name: String, day: String, hash: String, valid: Int, codes: [ReferenceCode]) {
        self.name = name
        self.day = day
        self.hash = hash
        self.valid = valid
        self.codes = codes
    }

    /// The body of `POST /v1/office/reference`.
    package var json: JSONValue {
        [
            "register": .string(name), "day": .string(day), "hash": .string(hash),
            "valid": .integer(Int64(valid)), "codes": .array(codes.map(\.json)),
        ]
    }

    /// Reads the body; throws `request.field` where a member is missing or too large.
    package init(_ body: JSONObject) throws(SyncError) {
        guard let name = body["register"]?.text, Self.names.contains(name),
            let day = body["day"]?.text, Self.isDay(day), let hash = body["hash"]?.text,
            hash.utf8.count <= 128, let valid = body["valid"]?.integer, valid >= 0,
            let list = body["codes"]?.array, list.count <= Limit.codes
        else { throw Self.refusal }
        var codes: [ReferenceCode] = []
        for member in list {
            guard let code = ReferenceCode(member), Self.isFit(code) else { throw Self.refusal }
            codes.append(code)
        }
        self.init(name: name, day: day, hash: hash, valid: Int(valid), codes: codes)
    }

    package static let names: Set<String> = ["postal_code", "municipality"]

    private static func isFit(_ code: ReferenceCode) -> Bool {
        (1...Limit.code).contains(code.code.utf8.count)
            && (1...Limit.name).contains(code.name.utf8.count)
            && (code.about?.utf8.count ?? 0) <= Limit.code && isDay(code.from)
            && (code.until.map { isDay($0) && $0 > code.from } ?? true)
    }

    private static func isDay(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return bytes.count == 10 && bytes[4] == 0x2D && bytes[7] == 0x2D
            && bytes.count { (0x30...0x39).contains($0) } == 8
    }

    private static let refusal = SyncError(
        "request.field",
        "'codes' has to be a register as this hub takes it; use the program it was started with."
    )
}

/// A state of a register that was read into the store.
package struct ReferenceState: Sendable, Hashable {
    package let register: String
    package let day: String
    package let hash: String
    package let codes: Int
    /// When it was read, Unix milliseconds.
    package let at: Int64
}

extension HubReader {
    /// All codes of a register, by code and day; none where it was never read.
    package func reference(_ register: String) throws -> [ReferenceCode] {
        try store.all(
            """
            SELECT code, name, about, from_day, until_day FROM reference_code
            WHERE register = ?1 ORDER BY code, from_day
            """,
            register
        ) { row in
            ReferenceCode(
                code: row.text(0),
                name: row.text(1),
                about: row.optionalText(2),
                from: row.text(3),
                until: row.optionalText(4)
            )
        }
    }

    /// The states of all registers that were read, by register and day.
    package func referenceStates() throws -> [ReferenceState] {
        try store.all(
            "SELECT register, day, hash, codes, at FROM reference_state ORDER BY register, day"
        ) { row in
            ReferenceState(
                register: row.text(0),
                day: row.text(1),
                hash: row.text(2),
                codes: Int(row.int64(3)),
                at: row.int64(4)
            )
        }
    }
}

extension Hub {
    /// Puts a register in the place of what the store has of it.
    ///
    /// Call it in a transaction.
    package func write(_ register: ReferenceRegister) throws {
        try store.run("DELETE FROM reference_code WHERE register = ?1", register.name)
        for code in register.codes {
            try store.run(
                """
                INSERT INTO reference_code (register, code, from_day, until_day, name, about)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                """,
                register.name,
                code.code,
                code.from,
                code.until,
                code.name,
                code.about
            )
        }
        try store.run(
            """
            INSERT INTO reference_state (register, day, hash, codes, at) VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT (register, day) DO UPDATE SET hash = ?3, codes = ?4, at = ?5
            """,
            register.name,
            register.day,
            register.hash,
            Int64(register.valid),
            environment.now()
        )
    }
}
