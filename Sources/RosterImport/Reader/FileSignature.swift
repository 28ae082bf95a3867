/// Files that are no text, told by their first bytes or by what they are full of.
enum FileSignature {
    /// Throws `roster.not_text` for archives, PDF, pictures and other binary files.
    ///
    /// Takes the first 64 KiB. Throws `roster.markup` for a web page or XML that calls itself a list.
    static func requireText(
        _ bytes: [UInt8],
        hasSaidEncoding: Bool
    ) throws(RosterError) {
        if let kind = known.first(where: { bytes.starts(with: $0.bytes) }) {
            throw RosterError(code: "roster.not_text", message: kind.advice)
        }
        guard !isMarkup(bytes) else {
            throw RosterError(
                code: "roster.markup",
                message: "This is a web page or XML, whatever its name says. Open it in a "
                    + "spreadsheet program, save it as .xlsx and try again."
            )
        }
        guard hasSaidEncoding || !isBinary(bytes.prefix(64 << 10)) else {
            throw RosterError(
                code: "roster.not_text",
                message: "This is not a text file. Save the list as CSV (semicolon) and try again."
            )
        }
    }

    private static let known: [(bytes: [UInt8], advice: String)] = [
        (Array("%PDF".utf8), other),
        (Array("SQLite format 3".utf8), other), ([0x1F, 0x8B], other), ([0x89, 0x50, 0x4E], other),
        ([0xFF, 0xD8, 0xFF], other), (Array("Rar!".utf8), other),
        ([0x37, 0x7A, 0xBC, 0xAF], other),
        ([0x7F, 0x45, 0x4C, 0x46], other), (Array("{\\rtf".utf8), other),
        ([0xFF, 0xFE, 0x00, 0x00], other),
    ]

    private static let other =
        "This is not a text file. Export the list as CSV (semicolon) and try again."

    /// Programs on the web give tables in HTML out as .xls.
    private static func isMarkup(_ bytes: [UInt8]) -> Bool {
        let start = bytes.prefix(512).filter { $0 != 0 }.drop { $0 <= 0x20 || $0 >= 0x80 }
        let text = String(decoding: start.prefix(40), as: UTF8.self).lowercased()
        return ["<!doctype", "<html", "<table", "<?xml", "<meta", "<head"].contains {
            text.hasPrefix($0)
        }
    }

    /// More than one control character in twenty; UTF-16 has its NUL bytes on one side only.
    private static func isBinary(_ sample: ArraySlice<UInt8>) -> Bool {
        guard EncodingEvidence.utf16(in: sample) == nil else { return false }
        let controls = sample.count { $0 < 0x20 && !(0x08...0x0D).contains($0) && $0 != 0x1A }
        return controls * 20 > sample.count
    }
}
