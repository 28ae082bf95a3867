/// What a file is, told by its first bytes: text, a workbook, or something to be saved otherwise.
enum FileKind {
    case text
    case workbook

    /// Throws for everything that is neither, with a code and what to do about that very kind.
    ///
    /// Where somebody has said the encoding, bytes that look like no text are taken for it.
    static func of(
        _ bytes: RosterBytes,
        hasSaidEncoding: Bool
    ) throws(RosterError) -> FileKind {
        let head = try bytes.read(at: 0, upTo: 64 << 10)
        if head.starts(with: [0x50, 0x4B, 0x03, 0x04])
            || head.starts(with: [0x50, 0x4B, 0x05, 0x06])
        {
            return .workbook
        }
        if head.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { throw try compound(bytes) }
        try FileSignature.requireText(head, hasSaidEncoding: hasSaidEncoding)
        return .text
    }

    /// Throws where a container holds no workbook that is read here.
    static func requireWorkbook(_ archive: ZipArchive) throws(RosterError) {
        let mark = try archive.text("mimetype", upTo: 80) ?? ""
        if mark.hasPrefix("application/vnd.oasis.opendocument") { throw openDocument }
        let names = archive.names
        if names.contains(where: { $0.hasSuffix(".iwa") || $0 == "Index.zip" }) { throw numbers }
        if names.contains("xl/workbook.bin") { throw binary }
        // What was encrypted and then packed.
        if names.contains("EncryptedPackage") { throw .encryptedWorkbook }
    }

    /// No sheets where a workbook has them: an archive of files, a text document, a presentation.
    static var noWorkbook: RosterError {
        RosterError(
            code: "roster.no_workbook",
            message: "This is an archive or a document, not a workbook. Unpack it, or save the "
                + "list as .xlsx or CSV, and try again."
        )
    }

    private static var openDocument: RosterError {
        RosterError(
            code: "roster.workbook_ods",
            message: "This is an OpenDocument file. In LibreOffice choose Save As, Excel 2007-365 "
                + "(.xlsx), and try again."
        )
    }

    private static var numbers: RosterError {
        RosterError(
            code: "roster.workbook_numbers",
            message: "This is a Numbers file. In Numbers choose File, Export To, Excel, and try "
                + "again."
        )
    }

    private static var binary: RosterError {
        RosterError(
            code: "roster.workbook_binary",
            message: "This is a binary workbook (.xlsb). Open it in Excel, save it as .xlsx and "
                + "try again."
        )
    }

    /// A compound file ([MS-CFB]) is a workbook from before 2007, or one that is encrypted.
    private static func compound(_ bytes: RosterBytes) throws(RosterError) -> RosterError {
        var isEncrypted = false
        var isOld = false
        var before: [UInt8] = []
        try bytes.pieces { piece throws(RosterError) in
            let window = before + piece
            isEncrypted = isEncrypted || contains("EncryptedPackage", window)
            isOld = isOld || contains("Workbook", window) || contains("Book", window)
            before = Array(window.suffix(64))
            return !isEncrypted
        }
        if isEncrypted { return .encryptedWorkbook }
        guard isOld else { return noWorkbook }
        return RosterError(
            code: "roster.workbook_old",
            message: "This is a workbook of Excel 97-2003 (.xls). Open it, save it as .xlsx and "
                + "try again."
        )
    }

    /// Names in a compound file's directory are UTF-16, little-endian, with a NUL behind.
    private static func contains(_ name: String, _ window: [UInt8]) -> Bool {
        let wanted = TextEncoding.utf16LittleEndian.encode(name + "\0")
        guard let first = wanted.first, window.count >= wanted.count else { return false }
        return window.indices.dropLast(wanted.count - 1).contains { index in
            window[index] == first && window[index...].starts(with: wanted)
        }
    }
}
