import Geometry
package import SyncCore
package import SyncEngine

/// The open tasks as JSON-LD of the Volunteering Data Standard, for sites that list what one can do: public data only.
///
/// Organisations with their activities, as https://standard.volunteeringdata.io/publishing-opportunities-data has it:
/// a centre is an organisation, a task an activity with one role, and each shift, or the task's own time, a session.
package struct TaskOpportunities: Sendable {
    package static let context = "https://api.volunteeringdata.io/context/v1"

    package let json: JSONValue
    package let count: Int
    /// How many more are open and say no time, so that no site could list them.
    package let undated: Int

    /// Those of one centre, or of all that the store holds.
    package init(_ reader: HubReader, centre: RowID? = nil, at now: Int64) throws {
        let open = try OpenTasks(reader, centre: centre, at: now)
        var order: [RowID] = []
        var activities: [RowID: [JSONValue]] = [:]
        for entry in open.entries {
            guard let centre = entry.task.centre else { continue }
            if activities[centre] == nil { order.append(centre) }
            let shifts = try reader.rows(.shift, where: "taskId", is: entry.task.id.json)
            activities[centre, default: []].append(Self.activity(entry, shifts))
        }
        let graph = try order.map { centre in
            var organisation: JSONObject = [
                "type": "Organisation", "id": Self.urn(centre),
                "name": try reader.row(centre)?["name"] ?? .null,
            ]
            organisation["activity"] = .array(activities[centre] ?? [])
            return JSONValue.object(organisation)
        }
        undated = open.undated
        count = activities.values.map(\.count).reduce(0, +)
        json = ["@context": .string(Self.context), "graph": .array(graph)]
    }

    private static func activity(_ entry: OpenTasks.Entry, _ shifts: [RowState]) -> JSONValue {
        let row = entry.task.row
        var activity: JSONObject = [
            "type": "Activity", "id": urn(entry.task.id), "title": row["title"] ?? "",
            "role": [role(row)],
        ]
        if let words = row.text("description"), !words.isEmpty {
            activity["description"] = .string(words)
        }
        for (field, name) in [("publishFromAt", "publishStart"), ("publishToAt", "publishEnd")] {
            activity[name] = row.integer(field).map {
                .string(OsloTime.date(at: $0).description)
            }
        }
        let times = shifts.compactMap { ShiftView(live: $0) }.compactMap { shift in
            shift.starts.map { ($0, max(shift.ends ?? $0, $0)) }
        }.sorted { $0 < $1 }
        let sessions = times.isEmpty ? [(entry.starts, entry.ends)] : times
        activity["session"] = .array(sessions.map { session($0, $1, entry.place) })
        return .object(activity)
    }

    /// With the ages that the task says, and no others.
    private static func role(_ row: RowState) -> JSONValue {
        var role: JSONObject = [
            "type": "Role", "title": row["title"] ?? "", "allowsRemoteParticipation": false,
        ]
        role["minimumAge"] = row.integer("minAge").map { .string("\($0)") }
        role["maximumAge"] = row.integer("maxAge").map { .string("\($0)") }
        return .object(role)
    }

    private static func session(
        _ starts: Int64,
        _ ends: Int64,
        _ place: OpenTasks.Place?
    ) -> JSONValue {
        var session: JSONObject = [
            "type": "Session",
            "time": [
                [
                    "type": "Time", "time:hasBeginning": instant(starts),
                    "time:hasEnd": instant(ends),
                ]
            ],
        ]
        if let place {
            var location: JSONObject = ["type": "Location", "name": .string(place.name)]
            if let middle = place.middle {
                location["latitude"] = .string(DegreesText.of(middle.latitude))
                location["longitude"] = .string(DegreesText.of(middle.longitude))
            }
            session["location"] = [.object(location)]
        }
        return .object(session)
    }

    /// An instant of OWL-Time (https://www.w3.org/TR/owl-time/#time:inXSDDateTimeStamp).
    private static func instant(_ milliseconds: Int64) -> JSONValue {
        [
            "time:inXSDDateTimeStamp": [
                "@type": "http://www.w3.org/2001/XMLSchema#dateTimeStamp",
                "@value": .string(UTCText.extended(milliseconds)),
            ]
        ]
    }

    private static func urn(_ id: RowID) -> JSONValue { .string("urn:uuid:\(id)") }
}
