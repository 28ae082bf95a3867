import Storage
import SyncCore
import SyncEngine

/// Takes one step in a world.
struct StoryStepRun {
    let world: StoryWorld
    let travel: StoryClient.Travel

    init(_ world: StoryWorld, _ travel: StoryClient.Travel) {
        self.world = world
        self.travel = travel
    }

    /// Takes the step; an error with a code is part of the result, anything else ends the run.
    func take(_ action: StoryStep.StoryAction) throws -> StepResult {
        do {
            return try run(action)
        } catch let error as SyncError {
            return StepResult(findings: error.findings, error: error.code)
        } catch let error as WireError {
            return StepResult(error: error.code)
        }
    }

    private func run(_ action: StoryStep.StoryAction) throws -> StepResult {
        switch action {
        case .make(let author, let edits): return try make(edits, by: author)
        case .sync(let name): return try sync(world.client(name))
        case .push(let name, let first): return try push(world.client(name), from: first)
        case .pull(let name):
            return StepResult(pull: try world.client(name).pull(from: world.hub, travel))
        case .lose(let message, let name): return try lose(message, world.client(name))
        case .crash(let name): return try crash(name)
        case .clock(let name, let offset): return try setClock(of: name, offset)
        case .tick: return StepResult(changed: try world.hub.write { try $0.tick() })
        case .compact: return StepResult(changed: try world.hub.compact())
        case .upgrade(let name, let version): return try upgrade(name, to: version)
        case .decide(let decision, let author): return try decide(decision, by: author)
        case .end(let name, let ending): return try end(world.client(name), ending)
        case .readmit(let name, let role): return try readmit(world.client(name), as: role)
        case .counts(let name, let entity, let filter, let count):
            return try counts(world.client(name), entity, filter, count)
        case .grant(let name, let grant): return try change(world.client(name), grant)
        case .join(let name): return try join(name)
        case .copyStore(let name, let copy):
            try world.copyStore(of: name, as: copy)
            return StepResult()
        case .restoreStore(let name, let copy):
            try world.restoreStore(of: name, from: copy)
            return StepResult()
        case .backup(let copy):
            try world.hub.backup(as: copy)
            return StepResult()
        case .restoreHub(let copy):
            try world.hub.restore(from: copy)
            for client in world.clients.values { client.forgetAnswers() }
            return StepResult()
        case .shows(let name, _, let row, let fields):
            return try shows(world.client(name), row, fields)
        }
    }

    private func make(
        _ edits: [StoryEdit],
        by author: StoryStep.Author
    ) throws -> StepResult {
        try make(edits.map(world.names.edit), by: author, kinds: edits.map(\.kind))
    }

    func make(
        _ edits: [Edit],
        by author: StoryStep.Author,
        kinds: [StoryEdit.Kind]
    ) throws -> StepResult {
        switch author {
        case .office:
            return StepResult(outcomes: [try world.hub.write { try $0.submit(edits) }])
        case .device(let name):
            let client = try world.client(name)
            for (edit, kind) in zip(edits, kinds)
            where (try client.replica.row(edit.id) == nil) != (kind == .new || kind == .restore) {
                // An edit of a row the device does not see is allowed: it may have been told of it.
                if kind == .new { throw StoryFailure("\(name) has the new row already") }
            }
            _ = try client.replica.make(edits)
            return StepResult()
        }
    }

    private func sync(_ client: StoryClient) throws -> StepResult {
        let sent = try client.push(to: world.hub, travel)
        var result = StepResult(
            outcomes: sent.outcomes,
            stopped: sent.stopped,
            pull: try client.pull(from: world.hub, travel)
        )
        let waiting = try client.replica.waitingCount()
        if waiting > 0 {
            result.remarks.append("\(waiting) operations still wait after the sync")
        }
        return result
    }

    private func push(_ client: StoryClient, from first: Int64?) throws -> StepResult {
        let sent = try client.push(from: first ?? 1, to: world.hub, travel)
        return StepResult(outcomes: sent.outcomes, stopped: sent.stopped)
    }

    private func lose(_ message: StoryStep.Message, _ client: StoryClient) throws -> StepResult {
        if message == .pull {
            try client.takeCut(try client.nextPage(from: world.hub, travel))
            return StepResult()
        }
        guard let bytes = try client.replica.nextPush(from: 1, limit: travel.operationsPerPush)
        else {
            throw SyncError("story.no_push", "\(client.name) has nothing to send.")
        }
        if message == .answer {
            _ = try client.deliver(bytes, to: world.hub)
            return StepResult()
        }
        let head = try world.hub.reader.head()
        do {
            _ = try client.deliver(Array(bytes.dropLast(bytes.count / 3)), to: world.hub)
        } catch let error as WireError where error.code == "push.cut" {
            let isUntouched = try world.hub.reader.head() == head
            return StepResult(remarks: isUntouched ? [] : ["the hub stored part of a cut push"])
        }
        return StepResult(remarks: ["the hub took a cut push for a whole one"])
    }

    private func crash(_ name: String) throws -> StepResult {
        if name == "hub" {
            try world.hub.restart()
        } else {
            try world.client(name).replica.restart()
        }
        return StepResult()
    }

    private func upgrade(_ name: String, to version: Int?) throws -> StepResult {
        let story = world.story
        var all = StoryCatalogue.Addition()
        for device in story.devices {
            all.fields.merge(device.newer.fields) { $0 + $1 }
            all.entities += device.newer.entities
        }
        let news = version == nil ? all : .init()
        let catalogue = try story.catalogue.bytes(version ?? story.hubVersion, adding: news)
        if name == "hub" {
            try world.hub.upgrade(to: try Catalogue(catalogue))
        } else {
            try world.client(name).upgrade(to: catalogue)
        }
        return StepResult()
    }

    private func setClock(of name: String, _ offset: Int64) throws -> StepResult {
        let clock = name == "hub" ? world.hub.clock : try world.client(name).clock
        clock.set(offset: offset)
        return StepResult()
    }

    private func readmit(_ client: StoryClient, as role: Role?) throws -> StepResult {
        let ended = try client.device(at: world.hub)
        let code = try world.hub.write { hub in
            try hub.invite(
                role: role ?? ended.grant.role,
                centre: ended.grant.centre,
                person: ended.grant.person,
                admitting: ended.id
            )
        }
        try client.rejoin(world.hub, code: code)
        return StepResult()
    }

    private func counts(
        _ client: StoryClient,
        _ entity: EntityName,
        _ filter: JSONObject,
        _ wanted: Int64
    ) throws -> StepResult {
        // As a client's timer does; nothing here asks the hub.
        try client.replica.dropEnded()
        let fields = world.names.values(filter)
        let rows = try client.replica.rows(entity)
            .filter { $0.differences(from: fields, at: "").isEmpty }
        guard rows.count != wanted else { return StepResult(shown: []) }
        return StepResult(shown: ["\(client.name) shows \(rows.count) of \(entity), not \(wanted)"])
    }

    private func change(
        _ client: StoryClient,
        _ grant: StoryStep.StoryGrant
    ) throws -> StepResult {
        let device = try client.device(at: world.hub)
        let person: RowID? =
            switch grant.person {
            case nil: device.grant.person
            case "": nil
            case let name?: world.names.id(name)
            }
        let changed = Grant(
            role: grant.role ?? device.grant.role,
            centre: grant.centre.map(world.names.id) ?? device.grant.centre,
            person: person,
            ends: grant.until.map { world.story.start + $0 }
        )
        let change = try world.hub.write { try $0.changeGrant(of: device.id, to: changed) }
        return StepResult(changed: !change.isUnchanged)
    }

    private func end(
        _ client: StoryClient,
        _ ending: StoryStep.Ending
    ) throws -> StepResult {
        let id = client.device
        try world.hub.write { hub in
            if ending == .retire { return try hub.retire(id) }
            try hub.revoke(id, isLost: ending == .lost)
        }
        client.isEnded = true
        return StepResult()
    }

    private func join(_ name: String) throws -> StepResult {
        guard let device = world.story.devices.first(where: { $0.name == name }) else {
            throw StoryFailure("the story has no device \(name)")
        }
        try world.join(device)
        return StepResult()
    }

    private func shows(
        _ client: StoryClient,
        _ row: String,
        _ fields: JSONObject?
    ) throws -> StepResult {
        // As a client's timer does; nothing here asks the hub.
        try client.replica.dropEnded()
        let shown = try client.replica.row(world.names.id(row))
        guard let fields else {
            return StepResult(shown: shown == nil ? [] : ["\(client.name) still shows \(row)"])
        }
        guard let shown else { return StepResult(shown: ["\(client.name) shows no \(row)"]) }
        return StepResult(
            shown: shown.differences(from: world.names.values(fields), at: client.name)
        )
    }
}
