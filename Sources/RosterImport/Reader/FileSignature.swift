/// Files that are no text, told by their first bytes or by what they are full of.
enum FileSignature {
    /// Throws `roster.not_text` for workbooks, archives, PDF, pictures and other binary files.
    static func requireText(_ bytes: [UInt8]) throws(RosterError) {
        if let kind = known.first(where: { bytes.starts(with: $0.bytes) }) {
            throw RosterError(code: "roster.not_text", message: kind.advice)
        }
        guard !isBinary(bytes.prefix(64 << 10)) else {
            throw RosterError(
                code: "roster.not_text",
                message: "This is not a text file. Save the list as CSV (semicolon) and try again."
            )
        }
    }

    private static let known: [(bytes: [UInt8], advice: String)] = [
        ([0x50, 0x4B, 0x03, 0x04], workbook), ([0x50, 0x4B, 0x05, 0x06], workbook),
        ([0xD0, 0xCF, 0x11, 0xE0], workbook), (Array("%PDF".utf8), other),
        (Array("SQLite format 3".utf8), other), ([0x1F, 0x8B], other), ([0x89, 0x50, 0x4E], other),
        ([0xFF, 0xD8, 0xFF], other), (Array("Rar!".utf8), other),
        ([0x37, 0x7A, 0xBC, 0xAF], other),
        ([0x7F, 0x45, 0x4C, 0x46], other), (Array("{\\rtf".utf8), other),
        ([0xFF, 0xFE, 0x00, 0x00], other),
    ]

    private static let workbook =
        "This is a workbook or an archive, not text. Open it and save the sheet as CSV (semicolon)."
    private static let other =
        "This is not a text file. Export the list as CSV (semicolon) and try again."

    /// More than one control character in twenty; UTF-16 has its NUL bytes on one side only.
    private static func isBinary(_ sample: ArraySlice<UInt8>) -> Bool {
        guard EncodingEvidence.utf16(in: sample) == nil else { return false }
        let controls = sample.count { $0 < 0x20 && !(0x08...0x0D).contains($0) && $0 != 0x1A }
        return controls * 20 > sample.count
    }
}
