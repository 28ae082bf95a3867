import Glibc

extension Connection {
    /// The files of the disk the store lies on.
    package var files: any PlainFiles { options.disk.files }

    /// With what the paths of files beside the store begin; a link to the store is followed.
    package var folder: String {
        var path = path
        if options.disk.vfs == nil, let real = realpath(path, nil) {
            defer { free(real) }
            path = String(cString: real)
        }
        return path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    }
}
