import CZip

/// The parts of a zip container, each unpacked piece by piece and never further than the limits.
final class ZipArchive {
    private let archive: OpaquePointer
    private let limits: WorkbookLimits

    /// Throws `roster.workbook_damaged`, and `roster.workbook_unsafe` for more parts than allowed.
    init(_ bytes: RosterBytes, limits: WorkbookLimits) throws(RosterError) {
        guard let source = ZipByteSource.make(bytes) else { throw .damagedWorkbook }
        guard let archive = zip_open_from_source(source, ZIP_RDONLY, nil) else {
            zip_source_free(source)
            throw .damagedWorkbook
        }
        self.archive = archive
        self.limits = limits
        guard zip_get_num_entries(archive, 0) <= limits.parts else {
            throw .unsafeWorkbook
        }
    }

    deinit { zip_discard(archive) }

    /// The names of the parts as the container has them.
    var names: [String] {
        (0..<zip_get_num_entries(archive, 0)).compactMap { index in
            zip_get_name(archive, zip_uint64_t(index), 0).map { String(cString: $0) }
        }
    }

    /// Whether there is a part of the name; names of parts differ by more than case.
    func has(_ name: String) -> Bool { index(of: name) != nil }

    private func index(of name: String) -> zip_uint64_t? {
        let exact = zip_name_locate(archive, name, 0)
        let index = exact >= 0 ? exact : zip_name_locate(archive, name, zip_flags_t(ZIP_FL_NOCASE))
        return index >= 0 ? zip_uint64_t(index) : nil
    }

    /// The part in pieces, until `body` returns false; false where there is no such part.
    ///
    /// Throws `roster.workbook_encrypted`, `roster.workbook_unsafe` and `roster.workbook_damaged`.
    @discardableResult
    func read(
        _ name: String,
        _ body: (UnsafeRawBufferPointer) throws(RosterError) -> Bool
    ) throws(RosterError) -> Bool {
        guard let index = index(of: name) else { return false }
        var about = zip_stat_t()
        guard zip_stat_index(archive, index, 0, &about) == 0 else { throw .damagedWorkbook }
        guard about.encryption_method == ZIP_EM_NONE else { throw .encryptedWorkbook }
        guard let part = zip_fopen_index(archive, index, 0) else { throw .damagedWorkbook }
        defer { zip_fclose(part) }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
        defer { buffer.deallocate() }
        var unpacked = 0
        while true {
            let count = zip_fread(part, buffer.baseAddress, zip_uint64_t(buffer.count))
            guard count >= 0 else { throw .damagedWorkbook }
            guard count > 0 else { return true }
            unpacked += Int(count)
            guard limits.allow(unpacked, packed: Int(clamping: about.comp_size)) else {
                throw .unsafeWorkbook
            }
            let piece = UnsafeRawBufferPointer(rebasing: buffer[..<Int(count)])
            guard try body(piece) else { return true }
        }
    }

    /// The first bytes of a small part as text; nil where there is no such part.
    func text(_ name: String, upTo length: Int) throws(RosterError) -> String? {
        var bytes: [UInt8] = []
        let isThere = try read(name) { piece throws(RosterError) in
            bytes += piece.prefix(length - bytes.count)
            return bytes.count < length
        }
        return isThere ? String(decoding: bytes, as: UTF8.self) : nil
    }
}

/// How far a workbook is unpacked; a bomb is stopped there and not at the end of memory.
package struct WorkbookLimits: Sendable, Equatable {
    /// Parts in the container.
    package var parts: Int
    /// Bytes a part unpacks to.
    package var partBytes: Int
    /// Bytes out for each byte in, once a part is larger than `freeBytes`.
    ///
    /// A sheet of a million like rows packs to a hundredth or two, zeros to a thousandth.
    package var ratio: Int
    package var freeBytes: Int
    /// Bytes of texts shared by cells, which are held in memory.
    package var sharedBytes: Int

    package init(
        parts: Int = 10_000,
        partBytes: Int = 2 << 30,
        ratio: Int = 400,
        freeBytes: Int = 4 << 20,
        sharedBytes: Int = 128 << 20
    ) {
        self.parts = parts
        self.partBytes = partBytes
        self.ratio = ratio
        self.freeBytes = freeBytes
        self.sharedBytes = sharedBytes
    }

    func allow(_ unpacked: Int, packed: Int) -> Bool {
        unpacked <= partBytes && (unpacked <= freeBytes || unpacked / max(packed, 1) <= ratio)
    }
}
