import Glibc

/// A folder for the stores of one run, removed with everything in it afterwards.
final class ScratchFolder {
    let path: String

    init() throws {
        var template = Array("/tmp/dugnad-story-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw StoryFailure("there is no place under /tmp for a run's files")
        }
        path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    deinit {
        for name in FolderListing.names(in: path) { unlink("\(path)/\(name)") }
        rmdir(path)
    }
}

/// Names of what lies in a folder.
enum FolderListing {
    /// The names, sorted; none for a folder that cannot be read.
    static func names(in path: String) -> [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}
