import HTTPServer
import SyncCore
import SyncEngine

extension HubDesk {
    /// Whether this is the hub a store belongs to; asked before a token is sent to a new address.
    ///
    /// Nothing about people: how a device stands is told to whoever knows its id. Tries at a cursor that is
    /// not the hub's count as those at a code.
    func known(_ call: Call) -> Disposition {
        let question: StoreQuestion
        do {
            let members = try call.object(limit: limits.jsonBytes)
            question = StoreQuestion(
                device: try members.id("device"),
                cursor: try Self.cursor(members["cursor"]),
                timeline: try members.optionalID("timeline")
            )
        } catch { return .respond(ErrorAnswer.response(error, to: call.request)) }
        let peer = call.request.peer
        guard tries.take(peer, now: service.environment.now()) else {
            return .respond(ErrorAnswer.response(SyncError.tooManyTries, to: call.request))
        }
        return reading(call) { [self] reader in
            let known = try reader.knows(question)
            // The timeline stands in public answers: whoever has nothing else has shown nothing.
            if known.isOurs, known.standing != .unknown || question.cursor != nil {
                tries.giveBack(peer)
            }
            return Answer.json(known.json)
        }
    }

    private static func cursor(_ value: JSONValue?) throws(SyncError) -> Cursor? {
        guard let value, !value.isNull else { return nil }
        guard let cursor = value.text.flatMap({ Cursor(token: $0) }) else {
            throw .cursorMalformed
        }
        return cursor
    }
}
