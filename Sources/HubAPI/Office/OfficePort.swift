package import SyncCore
package import SyncEngine

/// What the command line asks of a hub's office, whether this process holds the store or another serves it.
///
/// `LocalOffice` does it in the store; the client of `/v1/office` does it over the office listener. Both throw
/// `SyncError` with the same codes. What is refused or held is an outcome and never thrown.
package protocol OfficePort: Sendable {
    /// Writes edits as one operation of the office, which has seen everything up to now.
    func submit(_ edits: [Edit]) throws -> Outcome

    /// Writes each list of edits as an operation of its own, in order, and returns their outcomes in it.
    ///
    /// Longer lists are stored in parts of `OfficeLimit.operations`; when a part fails, those before it stay.
    func submitAll(_ operations: [[Edit]]) throws -> [Outcome]

    /// Makes a single-use enrolment code; throws `centre.unknown`, `device.unknown` and `device.in_use`.
    func invite(_ invitation: Invitation) throws -> String

    /// Adds a centre to the store; throws `centre.name`.
    func addCentre(_ name: String, municipality: String?) throws -> RowID

    /// Gives a device another grant; throws what `Hub.changeGrant` throws, and `role.unknown`.
    func changeGrant(of device: RowID, to grant: Grant, isDry: Bool) throws -> GrantChange

    /// Ends a device's use; throws `device.unknown` and `device.office`.
    func retire(_ device: RowID) throws

    /// Shuts a device out at once; throws `device.unknown` and `device.office`.
    func revoke(_ device: RowID, isLost: Bool) throws

    /// Lets the passing of time act; says whether anything was due.
    func tick() throws -> Bool

    /// Notes that the backup at `path` holds every operation up to `seq`; returns what is noted now.
    func noteDurable(through seq: Int64, at path: String) throws -> Int64

    /// Erases a person, with the token of the dry run; throws `erasure.stale`, `erasure.done`,
    /// `erasure.refused` and `person.unknown`.
    func erase(_ person: RowID, confirm token: String) throws

    /// Forgets what nobody needs any more, in small steps, and says what went.
    func compact() throws -> CompactionReport

    /// Remembers what the columns of a centre's lists mean.
    func remember(_ list: RosterColumns) throws

    /// Puts a reference register in the place of what the store has of it.
    func write(_ register: ReferenceRegister) throws

    /// Has notices tried again at once that wait or are dead, all or those named; returns how many.
    func retryNotices(_ ids: [RowID]?) throws -> Int

    /// Reads the store itself; readers of other processes see every commit.
    func read<R: Sendable>(_ body: (HubReader) throws -> R) throws -> R
}

/// Whom an enrolment code is for.
package struct Invitation: Sendable, Hashable {
    package let role: Role
    package let centre: RowID
    package let person: RowID?
    /// How long the code can be used, 1 to 90 days.
    package let days: Int64
    /// The ended device whose unsent work may come in by the code.
    package let admits: RowID?

    package init(
        role: Role,
        centre: RowID,
        person: RowID? = nil,
        days: Int64 = 7,
        admits: RowID? = nil
    ) {
        self.role = role
        self.centre = centre
        self.person = person
        self.days = days
        self.admits = admits
    }

    /// The body of `POST /v1/office/invitations`.
    package var json: JSONValue {
        var out: JSONObject = [
            "role": .string(role.rawValue), "centre": centre.json, "days": .integer(days),
        ]
        if let person { out["person"] = person.json }
        if let admits { out["for"] = admits.json }
        return .object(out)
    }
}

/// Bounds of the office, the same locally and over HTTP.
package enum OfficeLimit {
    /// The most operations stored by one request and one commit, so that pushes get their turn between.
    package static let operations = 500
    /// The longest life of an enrolment code; a forgotten one must not stay open for years.
    package static let invitationDays: ClosedRange<Int64> = 1...90
}
