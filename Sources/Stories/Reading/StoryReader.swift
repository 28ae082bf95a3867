import SyncCore

/// Reads a story from its top object; remembers which entity each symbolic row is of.
struct StoryReader {
    private var entities: [String: EntityName] = ["centre": "volunteerCentre"]
    private var devices: Set<String> = []
    /// Copies of stores that no step has used as a device yet.
    private var backups: Set<String> = []

    mutating func story(_ object: StoryObject) throws(StoryError) -> Story {
        var object = object
        guard try object.integer("format") == 1 else {
            throw StoryError("story.version", "This program reads stories of format 1.")
        }
        let devices = try readDevices(&object)
        let setup = try edits(try object.array("setup"), at: "setup", default: .new)
        let steps = try readSteps(&object)
        let story = Story(
            title: try object.text("title"),
            why: try object.text("why"),
            start: try object.integer("start") ?? StoryTime.defaultStart,
            devices: devices,
            catalogue: try readCatalogue(&object),
            hubVersion: try object.integer("hubVersion").map { Int($0) },
            copies: self.devices.subtracting(devices.map(\.name)).subtracting(backups).sorted(),
            setup: setup,
            steps: steps,
            converged: try rows(&object, "converged"),
            convergedAnyOrder: try rows(&object, "convergedAnyOrder"),
            always: try conditions(&object),
            holds: try holds(&object)
        )
        // Which version of the catalogue the author had before her; later ones only add.
        _ = try object.integer("schemaVersion")
        try object.finish()
        return story
    }

    private mutating func readDevices(
        _ object: inout StoryObject
    ) throws(StoryError) -> [StoryDevice] {
        var out: [StoryDevice] = []
        for (place, json) in try object.array("devices").enumerated() {
            var device = try StoryObject(json, at: "devices[\(place)]")
            let name = try device.text("name")
            guard name != "hub", name != "office", devices.insert(name).inserted else {
                throw device.malformed("name")
            }
            var newer = StoryCatalogue.Addition()
            newer.fields = try device.object("newerFields").mapValues { $0.array ?? [] }
            newer.entities = try device.array("newerEntities")
            out.append(
                StoryDevice(
                    name: name,
                    role: Role(rawValue: try device.text("role")),
                    person: try device.optionalText("person"),
                    centre: try device.optionalText("centre") ?? "centre",
                    clockOffset: try device.duration("clock") ?? 0,
                    joinsLater: try device.flag("joinsLater") ?? false,
                    version: try device.integer("version").map { Int($0) },
                    newer: newer
                )
            )
            try device.finish()
        }
        return out
    }

    private func readCatalogue(
        _ object: inout StoryObject
    ) throws(StoryError) -> StoryCatalogue {
        var catalogue = StoryCatalogue()
        catalogue.history = object.value("history")
        for (number, json) in try object.object("versions") {
            guard let version = Int(number) else { throw object.malformed("versions") }
            var news = try StoryObject(json, at: "versions.\(number)")
            var addition = StoryCatalogue.Addition()
            addition.fields = try news.object("fields").mapValues { $0.array ?? [] }
            addition.entities = try news.array("entities")
            addition.values = try news.object("values").mapValues { $0.array ?? [] }
            addition.lifecycles = try news.object("lifecycles").mapValues { $0.array ?? [] }
            try news.finish()
            catalogue.versions[version] = addition
        }
        return catalogue
    }

    private mutating func readSteps(
        _ object: inout StoryObject
    ) throws(StoryError) -> [StoryStep] {
        var out: [StoryStep] = []
        var time: Int64 = 0
        for (place, json) in try object.array("steps").enumerated() {
            var step = try StoryObject(json, at: "steps[\(place)]")
            let read = try steps(&step, number: place + 1)
            try step.finish()
            if let at = read.first?.at {
                guard at >= time else { throw step.malformed("at") }
                time = at
            }
            out += read
        }
        return out
    }

    /// One edit, or the several of one operation.
    mutating func edits(
        _ values: [JSONValue],
        at place: String,
        default kind: StoryEdit.Kind
    ) throws(StoryError) -> [StoryEdit] {
        var out: [StoryEdit] = []
        for (index, json) in values.enumerated() {
            var object = try StoryObject(json, at: "\(place)[\(index)]")
            out.append(try edit(&object, default: kind))
            try object.finish()
        }
        return out
    }

    mutating func edit(
        _ object: inout StoryObject,
        default standard: StoryEdit.Kind
    ) throws(StoryError) -> StoryEdit {
        let word = try object.optionalText("do") ?? standard.rawValue
        guard let kind = StoryEdit.Kind(rawValue: word) else { throw object.malformed("do") }
        let row = try object.text("row")
        let entity = try entity(of: row, try object.optionalText("entity"), object)
        return StoryEdit(
            kind: kind,
            entity: entity,
            row: row,
            set: try object.object("set"),
            add: try elements(&object, "add"),
            remove: try elements(&object, "remove"),
            about: try object.texts("about") ?? []
        )
    }

    private func elements(
        _ object: inout StoryObject,
        _ name: String
    ) throws(StoryError) -> NameMap<[String]> {
        var out: NameMap<[String]> = [:]
        for (field, values) in try object.object(name) {
            guard let values = values.array else { throw object.malformed(name) }
            out[field] = try StoryObject.texts(values, at: "\(object.place).\(name).\(field)")
        }
        return out
    }

    /// The entity of a symbolic row: said at its first mention, known from then on.
    mutating func entity(
        of row: String,
        _ said: String?,
        _ object: StoryObject
    ) throws(StoryError) -> EntityName {
        if let said {
            let entity = EntityName(rawValue: said)
            if entities[row] == nil { entities[row] = entity }
            return entity
        }
        guard let known = entities[row] else { throw object.malformed("row") }
        return known
    }

    mutating func requireDevice(_ name: String, _ object: StoryObject) throws(StoryError) {
        guard devices.contains(name) else { throw object.malformed(name) }
        backups.remove(name)
    }

    /// Notes the name of a copied store; it may be worked with from then on.
    mutating func copy(_ object: inout StoryObject) throws(StoryError) -> StoryStep.StoryAction {
        let name = try object.text("copyStore")
        try requireDevice(name, object)
        let copy = try object.text("as")
        guard copy != "hub", copy != "office", devices.insert(copy).inserted else {
            throw object.malformed("as")
        }
        backups.insert(copy)
        return .copyStore(name, as: copy)
    }

    /// A restore leaves the copy what it was: a backup, or a device.
    mutating func restore(_ object: inout StoryObject) throws(StoryError) -> StoryStep.StoryAction {
        let name = try object.text("restoreStore")
        try requireDevice(name, object)
        let copy = try object.text("from")
        guard devices.contains(copy) else { throw object.malformed("from") }
        return .restoreStore(name, from: copy)
    }
}
