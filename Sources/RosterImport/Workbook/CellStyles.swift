/// How each style of a workbook shows a number.
final class CellStyles: XmlSink {
    private(set) var formats: [NumberFormat] = []
    private var codes: [Int: NumberFormat] = [:]
    private var isInCellFormats = false
    let isDone = false

    func start(_ tag: XmlTag, _ attributes: XmlAttributes) {
        switch tag {
        case .numFmt:
            guard let id = attributes.number("numFmtId"), let code = attributes.text("formatCode")
            else { return }
            codes[id] = NumberFormat(code)
        case .cellXfs: isInCellFormats = true
        case .xf where isInCellFormats:
            let id = attributes.number("numFmtId") ?? 0
            formats.append(codes[id] ?? NumberFormat(builtIn: id))
        default: break
        }
    }

    func end(_ tag: XmlTag) { if tag == .cellXfs { isInCellFormats = false } }

    func text(_ text: UnsafeBufferPointer<UInt8>) {}

    /// The format of a style's number; the general one for a style there is not.
    subscript(style: Int) -> NumberFormat {
        formats.indices.contains(style) ? formats[style] : .general
    }
}
