import Foundation

/// The story files under a path.
enum StoryPaths {
    /// The file itself, or every `.json` file in the folder and those below it, in order.
    static func files(_ path: String) throws -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw Failure("file.missing", "There is no such file or folder.", exit: .unreadable)
        }
        guard isFolder.boolValue else { return [path] }
        let names = try FileManager.default.subpathsOfDirectory(atPath: path)
        return names.filter { $0.hasSuffix(".json") }.sorted().map { path + "/" + $0 }
    }
}
