import Glibc

extension Connection {
    /// Whether the store lies where nothing can be written and nobody has it open.
    ///
    /// A store with a log (WAL) cannot be read there otherwise, since even readers keep an index beside
    /// the file. https://www.sqlite.org/wal.html#read_only_databases
    static func isWriteProtected(_ path: String) -> Bool {
        guard path != ":memory:", access(path, R_OK) == 0 else { return false }
        // Whoever has the store open keeps a log beside it.
        guard access(path + "-wal", F_OK) != 0 else { return false }
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        return access(folder, W_OK) != 0
    }

    /// The file as a URI that tells SQLite to look for neither log nor locks.
    /// https://www.sqlite.org/uri.html#uriimmutable
    static func immutableName(_ path: String) -> String {
        let plain = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/._-".utf8)
        let digits = Array("0123456789ABCDEF".utf8)
        var name = Array("file:".utf8)
        for byte in plainName(path).utf8 {
            if plain.contains(byte) {
                name.append(byte)
            } else {
                name += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: name, as: UTF8.self) + "?immutable=1"
    }
}
