import SyncCore

/// Plan rows as JSON lines, written and read without a detour over coders: a plan may have a
/// million of them.
enum PlanLine {
    /// Room a line is given for what only the end of the file tells: that a contact is shared.
    static func room(of row: PlanRow) -> Int { 26 + 2 * row.contacts.count }

    /// Adds the row, members in the order of their names, without a line feed.
    static func write(_ row: PlanRow, to out: inout [UInt8]) {
        out.put("{\"action\":\"")
        out.put(row.action.rawValue)
        if let answer = row.answer {
            out.put("\",\"answer\":\"")
            out.put(answer.rawValue)
        }
        out.put("\",\"candidates\":[")
        out.putList(row.candidates) { write($1, to: &$0) }
        out.put("],\"centre\":")
        out.putText(row.centre)
        out.put(",\"changes\":[")
        out.putList(row.changes) { write($1, to: &$0) }
        out.put("],\"contacts\":[")
        out.putList(row.contacts) { write($1, to: &$0) }
        out.put("],\"contentKey\":")
        out.putText(row.contentKey)
        if let person = row.person {
            out.put(",\"person\":")
            out.putText(person)
        }
        out.put(",\"reasons\":[")
        out.putList(row.reasons) { write($1, to: &$0) }
        out.put("],\"row\":")
        out.putNumber(row.row)
        if let first = row.sameAsRow {
            out.put(",\"sameAsRow\":")
            out.putNumber(first)
        }
        if let version = row.version {
            out.put(",\"version\":")
            out.putText(version)
        }
        out.put("}")
    }

    private static func write(_ change: FieldChange, to out: inout [UInt8]) {
        out.put("{\"field\":\"")
        out.put(change.field.rawValue)
        out.put("\",\"new\":")
        out.putText(change.new)
        if let old = change.old {
            out.put(",\"old\":")
            out.putText(old)
        }
        out.put("}")
    }

    private static func write(_ change: ContactChange, to out: inout [UInt8]) {
        out.put("{\"contact\":{\"asWritten\":")
        out.putText(change.contact.asWritten)
        out.put(",\"kind\":\"")
        out.put(change.contact.kind.rawValue)
        out.put("\",\"value\":")
        out.putText(change.contact.value)
        out.put("},\"ownedBy\":\"")
        out.put(change.ownedBy.rawValue)
        out.put("\"}")
    }

    private static func write(_ reason: RowReason, to out: inout [UInt8]) {
        out.put("{\"code\":")
        out.putText(reason.code)
        if let field = reason.field {
            out.put(",\"field\":\"")
            out.put(field.rawValue)
            out.put("\"")
        }
        out.put("}")
    }

    private static func write(_ candidate: Candidate, to out: inout [UInt8]) {
        out.put("{\"evidence\":[")
        out.putList(candidate.evidence) { $0.putText($1) }
        out.put("],\"isElsewhere\":")
        out.put(candidate.isElsewhere ? "true" : "false")
        out.put(",\"outcome\":\"")
        out.put(candidate.outcome.rawValue)
        out.put("\"")
        if let person = candidate.person {
            out.put(",\"person\":")
            out.putText(person)
        }
        if let row = candidate.row {
            out.put(",\"row\":")
            out.putNumber(row)
        }
        out.put("}")
    }
}

extension PlanLine {
    /// A row may be as wide as its file allows, which is more than a message from outside.
    private static let limits = JSONLimits(bytes: 64 << 20)

    /// The row a line holds, nil where it is none.
    static func read(_ line: some Collection<UInt8>) -> PlanRow? {
        guard let json = try? JSONValue.parse(Array(line), limits: limits),
            let number = json["row"]?.integer,
            let action = json["action"]?.text.flatMap(PlanRow.Action.init),
            let centre = json["centre"]?.text, let contentKey = json["contentKey"]?.text,
            let candidates = list(json["candidates"], candidate),
            let changes = list(json["changes"], change),
            let contacts = list(json["contacts"], contact),
            let reasons = list(json["reasons"], reason)
        else { return nil }
        var row = PlanRow(row: Int(number), action: action, centre: centre)
        row.person = json["person"]?.text
        row.version = json["version"]?.text
        row.sameAsRow = json["sameAsRow"]?.integer.map { Int($0) }
        row.changes = changes
        row.contacts = contacts
        row.candidates = candidates
        row.reasons = reasons
        row.contentKey = contentKey
        row.answer = json["answer"]?.text.flatMap(PlanAnswer.Kind.init)
        return row
    }

    /// Every element read, nil where one is not what it should be.
    private static func list<T>(_ json: JSONValue?, _ read: (JSONValue) -> T?) -> [T]? {
        guard let elements = json?.array else { return nil }
        var values: [T] = []
        values.reserveCapacity(elements.count)
        for element in elements {
            guard let value = read(element) else { return nil }
            values.append(value)
        }
        return values
    }

    private static func change(_ json: JSONValue) -> FieldChange? {
        guard let field = json["field"]?.text.flatMap(RosterField.init), let new = json["new"]?.text
        else { return nil }
        return FieldChange(field: field, old: json["old"]?.text, new: new)
    }

    private static func contact(_ json: JSONValue) -> ContactChange? {
        guard let contact = json["contact"], let value = contact["value"]?.text,
            let kind = contact["kind"]?.text.flatMap(RosterContact.Kind.init),
            let asWritten = contact["asWritten"]?.text,
            let owner = json["ownedBy"]?.text.flatMap(ContactChange.Owner.init)
        else { return nil }
        return ContactChange(
            contact: RosterContact(kind: kind, value: value, asWritten: asWritten),
            ownedBy: owner
        )
    }

    private static func reason(_ json: JSONValue) -> RowReason? {
        guard let code = json["code"]?.text else { return nil }
        guard let field = json["field"]?.text else { return RowReason(code) }
        return RosterField(rawValue: field).map { RowReason(code, $0) }
    }

    private static func candidate(_ json: JSONValue) -> Candidate? {
        guard let isElsewhere = json["isElsewhere"]?.bool,
            let outcome = json["outcome"]?.text.flatMap(Candidate.Outcome.init),
            let evidence = list(json["evidence"], \.text)
        else { return nil }
        return Candidate(
            person: json["person"]?.text,
            row: json["row"]?.integer.map { Int($0) },
            isElsewhere: isElsewhere,
            outcome: outcome,
            evidence: evidence
        )
    }
}

extension [UInt8] {
    fileprivate mutating func put(_ text: StaticString) {
        text.withUTF8Buffer { append(contentsOf: $0) }
    }

    fileprivate mutating func put(_ text: String) { append(contentsOf: text.utf8) }

    fileprivate mutating func putNumber(_ number: Int) { append(contentsOf: String(number).utf8) }

    fileprivate mutating func putList<T>(_ elements: [T], _ write: (inout [UInt8], T) -> Void) {
        var isFirst = true
        for element in elements {
            if !isFirst { append(0x2C) }
            isFirst = false
            write(&self, element)
        }
    }

    /// A JSON string (RFC 8259, section 7).
    fileprivate mutating func putText(_ text: String) {
        append(0x22)
        let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C }
        if isPlain {
            append(contentsOf: text.utf8)
        } else {
            for byte in text.utf8 { putEscaped(byte) }
        }
        append(0x22)
    }

    private mutating func putEscaped(_ byte: UInt8) {
        switch byte {
        case 0x22, 0x5C: append(contentsOf: [0x5C, byte])
        case 0x0A: put("\\n")
        case 0x0D: put("\\r")
        case 0x09: put("\\t")
        case 0..<0x20:
            let digits = Array<UInt8>("0123456789abcdef".utf8)
            put("\\u00")
            append(digits[Int(byte >> 4)])
            append(digits[Int(byte & 15)])
        default: append(byte)
        }
    }
}
