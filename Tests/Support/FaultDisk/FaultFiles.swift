import CFaultVFS
import Glibc
import Storage

/// The files of a `FaultDisk` that are no stores.
struct FaultFiles: PlainFiles {
    let disk: FaultDisk

    private var raw: OpaquePointer { disk.raw }

    func kind(_ path: String) -> FileKind? { fault_disk_exists(raw, path) ? .file : nil }

    func isSame(_ path: String, _ other: String) -> Bool {
        path == other && fault_disk_exists(raw, path)
    }

    func size(_ path: String) throws(StorageError) -> Int? {
        let size = fault_disk_size(raw, path)
        return size < 0 ? nil : Int(size)
    }

    func read(_ path: String) throws(StorageError) -> [UInt8]? {
        let size = fault_disk_size(raw, path)
        guard size >= 0 else { return nil }
        var bytes = [UInt8](repeating: 0, count: Int(size))
        try require(fault_disk_read(raw, path, &bytes, bytes.count))
        return bytes
    }

    func append(_ bytes: [UInt8], to path: String) throws(StorageError) {
        let isNew = !fault_disk_exists(raw, path)
        try require(fault_disk_append(raw, path, bytes, bytes.count))
        try require(fault_disk_sync(raw, path))
        if isNew { try require(fault_disk_sync_folder(raw)) }
    }

    func cut(_ path: String, to length: Int) throws(StorageError) {
        try require(fault_disk_truncate(raw, path, Int64(length)))
        try require(fault_disk_sync(raw, path))
    }

    func flush(_ path: String) throws(StorageError) { try require(fault_disk_sync(raw, path)) }

    func rename(_ path: String, to name: String) throws(StorageError) {
        try require(fault_disk_rename(raw, path, name))
        try require(fault_disk_sync_folder(raw))
    }

    func remove(_ path: String) { _ = fault_disk_remove(raw, path) }

    private func require(_ result: Int32) throws(StorageError) {
        guard result != 0 else { return }
        throw StorageError(
            result == ENOSPC ? .full : result == ENOENT ? .missing : .io,
            "The disk of the test failed."
        )
    }
}
