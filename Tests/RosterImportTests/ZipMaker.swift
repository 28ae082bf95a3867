import CZip
import RosterImport

/// Makes zip containers in memory, for files that no repository has to keep.
enum ZipMaker {
    struct Failed: Error {}

    /// The parts in order; with a password each of them is encrypted.
    static func zip(_ parts: [(name: String, bytes: [UInt8])], password: String? = nil) throws
        -> [UInt8]
    {
        guard let target = zip_source_buffer_create(nil, 0, 0, nil) else { throw Failed() }
        defer { zip_source_free(target) }
        zip_source_keep(target)
        guard let archive = zip_open_from_source(target, ZIP_CREATE | ZIP_TRUNCATE, nil) else {
            zip_source_free(target)
            throw Failed()
        }
        var held: [UnsafeMutableRawPointer] = []
        defer { for memory in held { memory.deallocate() } }
        for part in parts {
            let memory = UnsafeMutableRawPointer.allocate(
                byteCount: max(part.bytes.count, 1),
                alignment: 1
            )
            held.append(memory)
            memory.copyMemory(from: part.bytes, byteCount: part.bytes.count)
            let source = zip_source_buffer(archive, memory, zip_uint64_t(part.bytes.count), 0)
            let flags = zip_flags_t(ZIP_FL_ENC_UTF_8)
            guard let source, case let index = zip_file_add(archive, part.name, source, flags),
                index >= 0
            else {
                zip_discard(archive)
                throw Failed()
            }
            guard let password else { continue }
            let method = zip_uint16_t(ZIP_EM_AES_256)
            zip_file_set_encryption(archive, zip_uint64_t(index), method, password)
        }
        guard zip_close(archive) == 0 else { throw Failed() }
        return try content(of: target)
    }

    private static func content(of source: OpaquePointer) throws -> [UInt8] {
        guard zip_source_open(source) == 0 else { throw Failed() }
        defer { zip_source_close(source) }
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = zip_source_read(source, &part, zip_uint64_t(part.count))
            guard count >= 0 else { throw Failed() }
            guard count > 0 else { return bytes }
            bytes += part[..<Int(count)]
        }
    }
}
