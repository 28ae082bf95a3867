import HTTPServer
import Hashing
import SyncCore
import SyncEngine

/// The routes of the office listener: writing for the command line on the hub's own machine.
final class OfficeDesk: Sendable {
    let desk: HubDesk
    /// Random for each run, and told only through a file that the store's owner can read.
    let token: String

    init(_ desk: HubDesk) {
        self.desk = desk
        let digits = Array("0123456789abcdef")
        token = RandomSource.bytes(32).reduce(into: "off_") { text, byte in
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
    }

    var routes: [Route] {
        let bytes = desk.limits.officeBytes
        return [
            Route("POST", "/v1/office/operations", bodyBytes: bytes) { self.operation($0) },
            Route("POST", "/v1/office/batch", bodyBytes: bytes) { self.batch($0) },
            Route("POST", "/v1/office/centres", bodyBytes: 4096) { self.addCentre($0) },
            Route("POST", "/v1/office/invitations", bodyBytes: 4096) { self.invite($0) },
            Route("POST", "/v1/office/devices/{}/grant", bodyBytes: 4096) { self.grant($0) },
            Route("POST", "/v1/office/devices/{}/retire", bodyBytes: 4096) { self.retire($0) },
            Route("POST", "/v1/office/devices/{}/revoke", bodyBytes: 4096) { self.revoke($0) },
            Route("POST", "/v1/office/persons/{}/erase", bodyBytes: 4096) { self.erase($0) },
            Route("POST", "/v1/office/tick", bodyBytes: 4096) { self.tick($0) },
            Route("POST", "/v1/office/durable", bodyBytes: 4096) { self.durable($0) },
            Route("POST", "/v1/office/compact", bodyBytes: 4096) { self.compact($0) },
            Route("POST", "/v1/office/roster-columns", bodyBytes: 65_536) { self.remember($0) },
            Route("POST", "/v1/office/reference", bodyBytes: bytes) { self.reference($0) },
            Route("POST", "/v1/office/notices/retry", bodyBytes: 65_536) { self.retry($0) },
        ]
    }

    /// Checks the token, reads the request, and writes; all off the event loop's time but the reading.
    private func write<R: Sendable>(
        _ call: Call,
        _ read: (Call) throws -> @Sendable (Hub) throws -> R,
        done: @escaping @Sendable (R) -> HTTPResponse
    ) -> Disposition {
        do {
            let given = Array(try call.bearer().utf8)
            guard constantTimeEqual(given, Array(token.utf8)) else { throw SyncError.authUnknown }
            desk.writing(call, try read(call), done: done)
        } catch { return .respond(ErrorAnswer.response(error, to: call.request)) }
        return .park(deadlineMilliseconds: desk.limits.writeSeconds * 1000) {
            ErrorAnswer.response(SyncError.hubSlow, to: call.request)
        }
    }

    private func operation(_ call: Call) -> Disposition {
        let limit = desk.limits.officeBytes
        return write(call) { [desk] call in
            let body = try call.object(limit: limit, depth: Operation.Limit.depth)
            let edits = try OfficeEdits.read(body["edits"], desk.service.domain.catalogue)
            return { try $0.submit(edits) }
        } done: {
            Answer.json(["outcome": $0.json])
        }
    }

    private func batch(_ call: Call) -> Disposition {
        let limit = desk.limits.officeBytes
        return write(call) { [desk] call in
            let operations = try OfficeEdits.batch(
                try call.body(limit: limit),
                desk.service.domain.catalogue
            )
            return { hub in try hub.submit(all: operations) }
        } done: {
            Answer.lines($0.flatMap { $0.json.line() })
        }
    }

    private func addCentre(_ call: Call) -> Disposition {
        let id = desk.service.environment.newID()
        return write(call) { call in
            let body = try call.object(limit: 4096)
            let name = try body.text("name")
            let municipality = body["municipality"]?.text
            return { try $0.addCentre(id, name: name, municipality: municipality) }
        } done: {
            Answer.json(["centre": $0.json], status: 201)
        }
    }

    private func invite(_ call: Call) -> Disposition {
        write(call) { call in
            let invitation = try Invitation(try call.object(limit: 4096))
            return { try $0.invite(invitation) }
        } done: {
            Answer.json(["code": .string($0)], status: 201)
        }
    }

    private func grant(_ call: Call) -> Disposition {
        write(call) { call in
            let id = try call.id(0, orElse: .deviceUnknown)
            let body = try call.object(limit: 4096)
            let grant = try Grant(body)
            guard let isDry = (body["dry"] ?? false).bool else {
                throw SyncError.field("dry", "true or false")
            }
            return { try $0.changeKnownGrant(of: id, to: grant, isDry: isDry) }
        } done: {
            Answer.json($0.json)
        }
    }

    private func retire(_ call: Call) -> Disposition {
        write(call) { call in
            let id = try call.id(0, orElse: .deviceUnknown)
            return { try $0.retire(id) }
        } done: {
            Answer.json(["retired": true])
        }
    }

    private func revoke(_ call: Call) -> Disposition {
        write(call) { call in
            let id = try call.id(0, orElse: .deviceUnknown)
            let body = call.request.body.isEmpty ? [:] : try call.object(limit: 4096)
            guard let isLost = (body["lost"] ?? false).bool else {
                throw SyncError.field("lost", "true or false")
            }
            return { try $0.revoke(id, isLost: isLost) }
        } done: {
            Answer.json(["revoked": true])
        }
    }

    private func erase(_ call: Call) -> Disposition {
        write(call) { call in
            let id = try call.id(0, orElse: .personUnknown)
            let token = try call.object(limit: 4096).text("token")
            return { try $0.erase(id, confirm: token) }
        } done: { _ in
            Answer.json(["erased": true])
        }
    }

    private func tick(_ call: Call) -> Disposition {
        write(call) { _ in
            { try $0.tick() }
        } done: {
            Answer.json(["changed": .bool($0)])
        }
    }

    /// One step, so that pushes get their turn between; the caller asks again until it is done.
    private func compact(_ call: Call) -> Disposition {
        write(call) { call in
            let body = call.request.body.isEmpty ? [:] : try call.object(limit: 4096)
            guard let afresh = (body["afresh"] ?? false).bool else {
                throw SyncError.field("afresh", "true or false")
            }
            return { try $0.compactStep(afresh: afresh) }
        } done: {
            Answer.json(["forgotten": $0.report.json, "done": .bool($0.isDone)])
        }
    }

    private func remember(_ call: Call) -> Disposition {
        write(call) { call in
            let list = try RosterColumns(try call.object(limit: 65_536))
            return { hub in
                try hub.remember(list)
                return list.columns.count
            }
        } done: {
            Answer.json(["columns": .integer(Int64($0))])
        }
    }

    private func reference(_ call: Call) -> Disposition {
        let limit = desk.limits.officeBytes
        return write(call) { call in
            let register = try ReferenceRegister(try call.object(limit: limit, depth: 8))
            return { hub in
                try hub.write(register)
                return register.codes.count
            }
        } done: {
            Answer.json(["codes": .integer(Int64($0))])
        }
    }

    private func retry(_ call: Call) -> Disposition {
        write(call) { call in
            let choice = try NoticeChoice(try call.object(limit: 65_536))
            return { try $0.retryNotices(choice.ids) }
        } done: {
            Answer.json(["notices": .integer(Int64($0))])
        }
    }

    private func durable(_ call: Call) -> Disposition {
        write(call) { call in
            let body = try call.object(limit: 4096)
            guard let seq = body["seq"]?.integer, seq >= 0 else {
                throw SyncError.field("seq", "a whole number from 0")
            }
            let path = body["path"]?.text
            return { hub in
                if let path { try hub.noteBackup(path, through: seq) }
                return try hub.noteDurable(through: seq)
            }
        } done: {
            Answer.json(["durableThrough": .integer($0)])
        }
    }
}
