import HTTPServer
import SyncCore
import SyncEngine

extension JoinRequest {
    fileprivate init(_ members: JSONObject) throws(SyncError) {
        let name = try members.text("name")
        guard (1...80).contains(name.count), !name.unicodeScalars.contains(where: { $0.value < 32 })
        else { throw .field("name", "1 to 80 characters on one line") }
        self.init(
            code: try members.text("code"),
            name: name,
            incarnation: try members.id("incarnation"),
            former: try FormerStore(members)
        )
    }
}

extension FormerStore {
    /// Nil where nothing says that the store had joined before.
    fileprivate init?(_ members: JSONObject) throws(SyncError) {
        let earlier = try members.optionalID("earlier")
        let device = try members.optionalID("device")
        let isAgain = try members.optionalBool("again") ?? false
        let keepsName = try members.optionalBool("keepName") ?? false
        // Clients of before `again` said only what they were.
        guard isAgain || earlier != nil || device != nil else { return nil }
        self.init(incarnation: earlier, device: device, keepsName: keepsName)
    }
}

extension HubDesk {
    /// Enrols a device with a single-use code; its token is in this answer and nowhere else.
    func enrol(_ call: Call) -> Disposition {
        let enrolment: JoinRequest
        do { enrolment = try JoinRequest(try call.object(limit: limits.jsonBytes)) } catch {
            return .respond(ErrorAnswer.response(error, to: call.request))
        }
        let peer = call.request.peer
        // Taken before the answer is known, so that tries at the same moment count too.
        guard tries.take(peer, now: service.environment.now()) else {
            return .respond(ErrorAnswer.response(SyncError.tooManyTries, to: call.request))
        }
        writing(call) { hub in
            try hub.enrol(enrolment)
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
        members["name"] = name.map { .string($0) }
        if let admits {
            members["admits"] = admits.json
            heard.add(to: &members)
        }
        return .object(members)
    }
}
