import HTTPServer
import Schema
import SyncCore
import SyncEngine

extension HubDesk {
    /// How the hub is; nothing about people or centres.
    func health(_ call: Call) -> Disposition {
        reading(call) { [self] reader in
            Answer.json([
                "status": "ok", "version": .string(HubVersion.text),
                "schema": .integer(Int64(reader.domain.catalogue.schemaVersion)),
                "timeline": reader.identity.timeline.json, "head": .integer(try reader.head()),
                "now": .integer(service.environment.now()),
                "uptimeSeconds": .integer((service.environment.now() - started) / 1000),
                "waiting": .integer(Int64(waitingRoom.count)),
            ])
        }
    }

    /// The document that describes all this (RFC 9512 names its type).
    func openAPI(_ call: Call) -> Disposition {
        var response = Answer.bytes(Schema.openAPI, type: "application/yaml")
        response.headers[1] = ("Cache-Control", "public, max-age=300")
        return .respond(Answer.packed(response, for: call.request))
    }
}
