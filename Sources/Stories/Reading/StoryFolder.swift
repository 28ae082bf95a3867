/// Finds story files.
package enum StoryFolder {
    /// The paths of all story files at or under `path`, sorted; a file is taken as it is.
    package static func files(at path: String) -> [String] {
        guard FolderListing.isFolder(path) else { return [path] }
        return FolderListing.names(in: path).filter { !$0.hasPrefix(".") }.flatMap { name in
            let inner = "\(path)/\(name)"
            if FolderListing.isFolder(inner) { return files(at: inner) }
            return name.hasSuffix(".json") ? [inner] : []
        }
    }
}
