import CExpat

/// Takes what stands in a part of a workbook, in order.
protocol XmlSink: AnyObject {
    /// Set to stop reading early.
    var isDone: Bool { get }
    func start(_ tag: XmlTag, _ attributes: XmlAttributes) throws(RosterError)
    func end(_ tag: XmlTag) throws(RosterError)
    func text(_ text: UnsafeBufferPointer<UInt8>) throws(RosterError)
}

/// Reads XML in pieces of any size and hands what it says to a sink.
///
/// A DOCTYPE is refused where it begins: workbooks have none (ECMA-376 part 2, 6.3.2), and without
/// one there is no entity to expand but the five of XML itself.
final class XmlReader {
    private let parser: XML_Parser
    private let sink: any XmlSink
    private var failure: RosterError?
    private var hasFailed = false

    /// Feeds one part of a workbook to a sink; false where there is no such part.
    @discardableResult
    static func read(
        _ name: String,
        of archive: ZipArchive,
        into sink: any XmlSink
    ) throws(RosterError) -> Bool {
        guard let parser = XML_ParserCreateNS(nil, 0x7C) else { throw .damagedWorkbook }
        let reader = XmlReader(parser, sink)
        var isWhole = true
        let isThere = try archive.read(name) { piece throws(RosterError) in
            isWhole = try reader.feed(piece)
            return isWhole
        }
        if isThere, isWhole { try reader.finish() }
        return isThere
    }

    private init(_ parser: XML_Parser, _ sink: any XmlSink) {
        self.parser = parser
        self.sink = sink
        // Not retained: the parser is freed with this object and calls nobody after that.
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        XML_SetElementHandler(
            parser,
            { context, name, attributes in
                XmlReader.of(context)?.tell { reader throws(RosterError) in
                    let tag = XmlTag(name)
                    try reader.sink.start(tag, XmlAttributes(attributes))
                }
            },
            { context, name in
                XmlReader.of(context)?.tell { reader throws(RosterError) in
                    try reader.sink.end(XmlTag(name))
                }
            }
        )
        XML_SetCharacterDataHandler(parser) { context, text, count in
            XmlReader.of(context)?.tell { reader throws(RosterError) in
                guard let text else { return }
                let bytes = UnsafeRawPointer(text).assumingMemoryBound(to: UInt8.self)
                try reader.sink.text(UnsafeBufferPointer(start: bytes, count: Int(count)))
            }
        }
        XML_SetStartDoctypeDeclHandler(parser) { context, _, _, _, _ in
            XmlReader.of(context)?.tell { _ throws(RosterError) in throw .unsafeWorkbook }
        }
    }

    deinit { XML_ParserFree(parser) }

    /// False once the sink has what it wants.
    private func feed(_ piece: UnsafeRawBufferPointer) throws(RosterError) -> Bool {
        let bytes = piece.baseAddress?.assumingMemoryBound(to: CChar.self)
        return try judge(XML_Parse(parser, bytes, CInt(piece.count), 0))
    }

    private func finish() throws(RosterError) {
        _ = try judge(XML_Parse(parser, nil, 0, 1))
    }

    private func judge(_ status: XML_Status) throws(RosterError) -> Bool {
        if let failure { throw failure }
        if sink.isDone { return false }
        guard status == XML_STATUS_OK else { throw .damagedWorkbook }
        return true
    }

    private func tell(_ body: (XmlReader) throws(RosterError) -> Void) {
        // Expat may call a few times more after it was told to stop.
        guard !hasFailed, !sink.isDone else { return }
        do { try body(self) } catch {
            failure = error
            hasFailed = true
        }
        if hasFailed || sink.isDone { XML_StopParser(parser, 0) }
    }

    private static func of(_ context: UnsafeMutableRawPointer?) -> XmlReader? {
        context.map { Unmanaged<XmlReader>.fromOpaque($0).takeUnretainedValue() }
    }
}

/// The attributes of one element, on loan from the parser until the sink returns.
struct XmlAttributes {
    private let pairs: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?

    init(_ pairs: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?) { self.pairs = pairs }

    /// The value of the attribute, with or without a namespace before its name.
    subscript(name: StaticString) -> UnsafeBufferPointer<UInt8>? {
        guard let pairs else { return nil }
        var place = 0
        while let found = pairs[place], let value = pairs[place + 1] {
            if XmlName.local(of: found, is: name) { return XmlName.bytes(value) }
            place += 2
        }
        return nil
    }

    func text(_ name: StaticString) -> String? {
        self[name].map { String(decoding: $0, as: UTF8.self) }
    }

    func number(_ name: StaticString) -> Int? { self[name].flatMap(XmlName.number) }

    /// XML Schema's booleans.
    func flag(_ name: StaticString) -> Bool { ["1", "true", "on"].contains(text(name)) }
}
