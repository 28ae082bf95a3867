import Glibc
import SyncCore
package import SyncEngine

/// Where a running hub's office listens and the token it asks for, in a file beside the store.
///
/// Only the owner of the store can read it (mode 0600). A hub that was killed leaves it behind: when nobody
/// answers at the address, the store is free and the file means nothing.
package struct OfficeFile: Sendable, Equatable {
    /// Such as `http://127.0.0.1:40123`.
    package let url: String
    package let token: String

    package init(url: String, token: String) {
        self.url = url
        self.token = token
    }

    /// The file that belongs to a store.
    package static func path(ofStore path: String) -> String { path + ".office" }

    /// Reads the file of a store; nil when there is none or it is none of ours.
    package init?(ofStore path: String) {
        guard let bytes = FileBytes.read(Self.path(ofStore: path), limit: 4096),
            let json = try? JSONValue.parse(bytes, limits: JSONLimits(bytes: 4096, depth: 4)),
            let url = json["url"]?.text, let token = json["token"]?.text
        else { return nil }
        self.init(url: url, token: token)
    }

    /// Writes the file in one step; throws `office.unwritable`.
    package func write(ofStore path: String) throws(SyncError) {
        let json: JSONValue = ["url": .string(url), "token": .string(token)]
        guard FileBytes.replace(Self.path(ofStore: path), with: json.line(), mode: 0o600) else {
            throw SyncError(
                "office.unwritable",
                "Beside the store no file can be made; check its folder."
            )
        }
    }

    /// Takes the file away, if it is still this one.
    package func remove(ofStore path: String) {
        guard OfficeFile(ofStore: path) == self else { return }
        unlink(Self.path(ofStore: path))
    }
}
