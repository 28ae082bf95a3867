/// One sheet as the workbook lists it.
struct SheetEntry: Equatable {
    let name: String
    /// Its place among the sheets, counted from 1, hidden ones included.
    let number: Int
    let isHidden: Bool
    /// The part of the container that holds its cells.
    let part: String
}

/// The list of sheets and the system of dates, from the workbook's own part.
final class WorkbookSink: XmlSink {
    private(set) var sheets: [(name: String, relation: String, isHidden: Bool)] = []
    private(set) var countsFrom1904 = false
    let isDone = false

    func start(_ tag: XmlTag, _ attributes: XmlAttributes) {
        switch tag {
        case .workbookPr: countsFrom1904 = attributes.flag("date1904")
        case .sheet:
            let state = attributes.text("state") ?? "visible"
            sheets.append(
                (attributes.text("name") ?? "", attributes.text("id") ?? "", state != "visible")
            )
        default: break
        }
    }

    func end(_ tag: XmlTag) {}
    func text(_ text: UnsafeBufferPointer<UInt8>) {}
}

/// Which parts a part names, and what they are to it (ECMA-376 part 2, 6.5).
final class RelationSink: XmlSink {
    struct Relation {
        let id: String
        /// The last word of its type, the same in both editions: `worksheet`, `styles`.
        let kind: String
        let target: String
    }

    private(set) var relations: [Relation] = []
    let isDone = false

    func start(_ tag: XmlTag, _ attributes: XmlAttributes) {
        // What lies outside the container is never fetched.
        guard tag == .relationship, attributes.text("TargetMode") != "External" else { return }
        let type = attributes.text("Type") ?? ""
        relations.append(
            Relation(
                id: attributes.text("Id") ?? "",
                kind: type.split(separator: "/").last.map(String.init) ?? "",
                target: attributes.text("Target") ?? ""
            )
        )
    }

    func end(_ tag: XmlTag) {}
    func text(_ text: UnsafeBufferPointer<UInt8>) {}

    /// The relations of a part of a container; none where nothing is said.
    static func of(
        _ part: String,
        in archive: ZipArchive
    ) throws(RosterError) -> [Relation] {
        let sink = RelationSink()
        let (folder, name) = PartName.split(part)
        try XmlReader.read("\(folder)_rels/\(name).rels", of: archive, into: sink)
        return sink.relations
    }
}

/// Names of parts, which are paths from the root of the container.
enum PartName {
    /// The folder with its slash, and the name in it.
    static func split(_ part: String) -> (folder: String, name: String) {
        guard let slash = part.lastIndex(of: "/") else { return ("", part) }
        return (String(part[...slash]), String(part[part.index(after: slash)...]))
    }

    /// The part that a target names, seen from another part.
    static func resolve(_ target: String, from part: String) -> String {
        let path = target.hasPrefix("/") ? target : split(part).folder + target
        var steps: [Substring] = []
        for step in path.split(whereSeparator: { $0 == "/" || $0 == "\\" }) where step != "." {
            if step == ".." { _ = steps.popLast() } else { steps.append(step) }
        }
        return steps.joined(separator: "/")
    }
}
