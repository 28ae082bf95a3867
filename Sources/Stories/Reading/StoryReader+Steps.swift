import SyncCore

extension StoryReader {
    /// The step, or the several that a list of syncing devices stands for.
    mutating func steps(
        _ object: inout StoryObject,
        number: Int
    ) throws(StoryError) -> [StoryStep] {
        let at = try object.duration("at")
        if object.has("sync"), case .array(let names)? = object.value("sync") {
            var out: [StoryStep] = []
            for name in try StoryObject.texts(names, at: "\(object.place).sync") {
                try requireDevice(name, object)
                let time = out.isEmpty ? at : nil
                out.append(
                    StoryStep(number: number, at: time, action: .sync(name), expect: nil)
                )
            }
            return out
        }
        let action = try action(&object)
        return [
            StoryStep(number: number, at: at, action: action, expect: try expectation(&object))
        ]
    }

    private mutating func action(
        _ object: inout StoryObject
    ) throws(StoryError) -> StoryStep.StoryAction {
        if object.has("office") { return try office(&object) }
        if object.has("decide") { return try decide(&object) }
        if object.has("erase") { return try erase(&object) }
        if object.has("lose") { return try lose(&object) }
        if object.has("shows") { return try shows(&object) }
        if object.has("clock") { return try clock(&object) }
        if object.has("crash") { return .crash(try device(&object, "crash", orHub: true)) }
        if object.has("sync") { return .sync(try device(&object, "sync")) }
        if object.has("pull") { return .pull(try device(&object, "pull")) }
        if object.has("copyStore") { return try copy(&object) }
        if object.has("restoreStore") { return try restore(&object) }
        if object.has("backup") { return .backup(try object.text("backup")) }
        if object.has("restoreHub") { return .restoreHub(try object.text("restoreHub")) }
        if object.has("join") { return .join(try device(&object, "join")) }
        if object.has("readmit") {
            let role = try object.optionalText("role").map { Role(rawValue: $0) }
            return .readmit(try device(&object, "readmit"), role)
        }
        if object.has("counts") { return try counts(&object) }
        if object.has("grant") { return try grant(&object) }
        if object.has("retire") { return .end(try device(&object, "retire"), .retire) }
        if object.has("revoke") {
            let isLost = try object.flag("lost") ?? false
            return .end(try device(&object, "revoke"), isLost ? .lost : .revoke)
        }
        if object.has("push") {
            return .push(try device(&object, "push"), from: try object.integer("from"))
        }
        if object.has("upgrade") {
            let to = try object.integer("to").map { Int($0) }
            return .upgrade(try device(&object, "upgrade", orHub: true), to: to)
        }
        if try object.flag("compact") ?? false { return .compact }
        if try object.flag("tick") ?? false { return .tick }
        return try make(&object)
    }

    private mutating func make(
        _ object: inout StoryObject
    ) throws(StoryError) -> StoryStep.StoryAction {
        let author = StoryStep.Author.device(try device(&object, "device"))
        return .make(by: author, try operation(&object))
    }

    private mutating func office(
        _ object: inout StoryObject
    ) throws(StoryError) -> StoryStep.StoryAction {
        guard let value = object.value("office") else { throw object.malformed("office") }
        var inner = try StoryObject(value, at: "\(object.place).office")
        let edits = try operation(&inner)
        try inner.finish()
        return .make(by: .office, edits)
    }

    private mutating func operation(
        _ object: inout StoryObject
    ) throws(StoryError) -> [StoryEdit] {
        guard object.has("edits") else { return [try edit(&object, default: .edit)] }
        return try edits(
            try object.array("edits"),
            at: "\(object.place).edits",
            default: .edit
        )
    }

    private mutating func decide(
        _ object: inout StoryObject
    ) throws(StoryError) -> StoryStep.StoryAction {
        let author = try author(&object)
        let decision = StoryStep.Decision(
            choice: try object.text("decide"),
            about: try object.text("about"),
            unit: try object.optionalText("unit") ?? "",
            value: try object.object("value"),
            reason: try object.optionalText("reason")
        )
        return .decide(decision, by: author)
    }

    private mutating func erase(
        _ object: inout StoryObject
    ) throws(StoryError) -> StoryStep.StoryAction {
        let edit = StoryEdit(
            kind: .edit,
            entity: "person",
            row: try object.text("erase"),
            set: ["erased": true],
            add: [:],
            remove: [:],
            about: []
        )
        return .make(by: try author(&object), [edit])
    }

    private mutating func counts(
        _ object: inout StoryObject
    ) throws(StoryError) -> StoryStep.StoryAction {
        let name = try device(&object, "counts")
        let entity = EntityName(rawValue: try object.text("entity"))
        let filter = try object.object("where")
        guard let count = try object.integer("is") else { throw object.malformed("is") }
        return .counts(name, entity: entity, filter, count)
    }

    private mutating func grant(_ object: inout StoryObject) throws(StoryError)
        -> StoryStep.StoryAction
    {
        let name = try device(&object, "grant")
        let grant = StoryStep.StoryGrant(
            role: try object.optionalText("role").map { Role(rawValue: $0) },
            centre: try object.optionalText("centre"),
            person: try object.optionalText("person"),
            until: try object.duration("until")
        )
        return .grant(name, grant)
    }

    private mutating func lose(_ object: inout StoryObject) throws(StoryError)
        -> StoryStep.StoryAction
    {
        guard let message = StoryStep.Message(rawValue: try object.text("lose")) else {
            throw object.malformed("lose")
        }
        return .lose(message, try device(&object, "device"))
    }

    private mutating func clock(_ object: inout StoryObject) throws(StoryError)
        -> StoryStep.StoryAction
    {
        guard let offset = try object.duration("offset") else { throw object.malformed("offset") }
        return .clock(try device(&object, "clock", orHub: true), offset: offset)
    }

    private mutating func shows(
        _ object: inout StoryObject
    ) throws(StoryError) -> StoryStep.StoryAction {
        let name = try device(&object, "shows")
        let row = try object.text("row")
        let entity = try entity(of: row, try object.optionalText("entity"), object)
        let isAbsent = try object.flag("absent") ?? false
        let fields = try object.object("fields")
        return .shows(name, entity: entity, row: row, isAbsent ? nil : fields)
    }

    private mutating func author(_ object: inout StoryObject) throws(StoryError) -> StoryStep.Author
    {
        guard object.has("device") else { return .office }
        return .device(try device(&object, "device"))
    }

    private mutating func device(
        _ object: inout StoryObject,
        _ key: String,
        orHub: Bool = false
    ) throws(StoryError) -> String {
        let name = try object.text(key)
        if !(orHub && name == "hub") { try requireDevice(name, object) }
        return name
    }
}
