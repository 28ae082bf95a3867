import CZip

/// Lets libzip read a roster's bytes where they lie.
///
/// Lives from `make` until libzip frees the source, which it does also where opening fails.
final class ZipByteSource {
    private let bytes: RosterBytes
    private var offset = 0
    private var fault = zip_error_t()

    private init(_ bytes: RosterBytes) { self.bytes = bytes }

    /// A source that owns its reader; nil when there is no memory.
    static func make(_ bytes: RosterBytes) -> OpaquePointer? {
        let context = Unmanaged.passRetained(ZipByteSource(bytes))
        let source = zip_source_function_create(
            { context, data, length, command in
                guard let context else { return -1 }
                let reader = Unmanaged<ZipByteSource>.fromOpaque(context)
                guard command != ZIP_SOURCE_FREE else {
                    reader.release()
                    return 0
                }
                return reader.takeUnretainedValue().answer(command, data, length)
            },
            context.toOpaque(),
            nil
        )
        if source == nil { context.release() }
        return source
    }

    private static let commands: [zip_source_cmd_t] = [
        ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR,
        ZIP_SOURCE_FREE, ZIP_SOURCE_SEEK, ZIP_SOURCE_TELL, ZIP_SOURCE_SUPPORTS,
    ]

    /// Does what libzip asks of a source.
    ///
    /// See https://libzip.org/documentation/zip_source_function.html
    private func answer(
        _ command: zip_source_cmd_t,
        _ data: UnsafeMutableRawPointer?,
        _ length: zip_uint64_t
    ) -> zip_int64_t {
        switch command {
        case ZIP_SOURCE_SUPPORTS:
            return Self.commands.reduce(0) { $0 | 1 << zip_int64_t($1.rawValue) }
        case ZIP_SOURCE_OPEN:
            offset = 0
            return 0
        case ZIP_SOURCE_CLOSE: return 0
        case ZIP_SOURCE_TELL: return zip_int64_t(offset)
        case ZIP_SOURCE_READ: return read(into: data, length)
        case ZIP_SOURCE_SEEK: return seek(data, length)
        case ZIP_SOURCE_STAT: return describe(into: data, length)
        case ZIP_SOURCE_ERROR: return zip_error_to_data(&fault, data, length)
        default:
            zip_error_set(&fault, ZIP_ER_OPNOTSUPP, 0)
            return -1
        }
    }

    private func read(into data: UnsafeMutableRawPointer?, _ length: zip_uint64_t) -> zip_int64_t {
        guard let data, let piece = try? bytes.read(at: offset, upTo: Int(clamping: length)) else {
            zip_error_set(&fault, ZIP_ER_READ, 0)
            return -1
        }
        UnsafeMutableRawBufferPointer(start: data, count: piece.count).copyBytes(from: piece)
        offset += piece.count
        return zip_int64_t(piece.count)
    }

    private func seek(_ data: UnsafeMutableRawPointer?, _ length: zip_uint64_t) -> zip_int64_t {
        guard let data else { return -1 }
        let size = zip_uint64_t(bytes.count)
        let place = zip_source_seek_compute_offset(zip_uint64_t(offset), size, data, length, &fault)
        guard place >= 0 else { return -1 }
        offset = Int(place)
        return 0
    }

    private func describe(
        into data: UnsafeMutableRawPointer?,
        _ length: zip_uint64_t
    ) -> zip_int64_t {
        let size = MemoryLayout<zip_stat_t>.size
        guard let data, length >= zip_uint64_t(size) else { return -1 }
        var about = zip_stat_t()
        zip_stat_init(&about)
        about.valid = zip_uint64_t(ZIP_STAT_SIZE)
        about.size = zip_uint64_t(bytes.count)
        withUnsafeBytes(of: about) {
            UnsafeMutableRawBufferPointer(start: data, count: size).copyMemory(from: $0)
        }
        return zip_int64_t(size)
    }
}
