import Glibc

extension StorageError {
    /// The failure of a system call; `action` reads "open the lock file".
    init(errno code: Int32, doing action: String) {
        let kind: Code =
            switch code {
            case ENOENT, ENOTDIR: .missing
            case EACCES, EPERM, EROFS: .readOnly
            case ENOSPC, EDQUOT: .full
            case EAGAIN: .busy
            default: .io
            }
        self.init(
            kind,
            "Could not \(action): \(String(cString: strerror(code))); check the folder."
        )
    }
}
