import HTTPServer
import SyncCore
import SyncEngine

/// What a client sends to be enrolled.
private struct Enrolment: Sendable {
    let code: String
    let name: String
    let incarnation: RowID
    let earlier: RowID?
    let device: RowID?

    init(_ members: JSONObject) throws(SyncError) {
        code = try members.text("code")
        incarnation = try members.id("incarnation")
        earlier = try members.optionalID("earlier")
        device = try members.optionalID("device")
        name = try members.text("name")
        guard (1...80).contains(name.count), !name.unicodeScalars.contains(where: { $0.value < 32 })
        else { throw .field("name", "1 to 80 characters on one line") }
    }
}

extension HubDesk {
    /// Enrols a device with a single-use code; its token is in this answer and nowhere else.
    func enrol(_ call: Call) -> Disposition {
        let enrolment: Enrolment
        do { enrolment = try Enrolment(try call.object(limit: limits.jsonBytes)) } catch {
            return .respond(ErrorAnswer.response(error, to: call.request))
        }
        let peer = call.request.peer
        // Taken before the answer is known, so that tries at the same moment count too.
        guard tries.take(peer, now: service.environment.now()) else {
            return .respond(ErrorAnswer.response(SyncError.tooManyTries, to: call.request))
        }
        writing(call) { hub in
            try hub.enrol(
                code: enrolment.code,
                name: enrolment.name,
                incarnation: enrolment.incarnation,
                earlier: enrolment.earlier,
                device: enrolment.device
            )
        } done: { [self] enrolled in
            tries.giveBack(peer)
            return Answer.json(enrolled.json, status: 201)
        }
        return .park(deadlineMilliseconds: limits.writeSeconds * 1000) {
            ErrorAnswer.response(SyncError.hubSlow, to: call.request)
        }
    }
}

extension Enrolled {
    fileprivate var json: JSONValue {
        var members: JSONObject = [
            "device": device.json, "centre": centre.json, "role": .string(role.rawValue),
            "token": .string(token), "origin": .integer(origin), "timeline": timeline.json,
        ]
        members["person"] = person?.json
        if let admits {
            members["admits"] = admits.json
            heard.add(to: &members)
        }
        return .object(members)
    }
}
