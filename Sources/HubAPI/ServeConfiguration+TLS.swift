import HTTPServer
import SyncEngine

extension ServeConfiguration {
    /// Far more than any certificate chain has.
    private static let pemBytes = 1 << 20

    /// The certificate and key as read; nil without one, `tls.unreadable` for half of them.
    func tls() throws(SyncError) -> HTTPServer.TLS? {
        guard certificatePath != nil || keyPath != nil else { return nil }
        guard let certificate = Self.pem(certificatePath), let key = Self.pem(keyPath) else {
            throw SyncError(
                "tls.unreadable",
                "Give both --tls-cert and --tls-key, each a readable PEM file."
            )
        }
        return HTTPServer.TLS(certificatePEM: certificate, keyPEM: key)
    }

    private static func pem(_ path: String?) -> String? {
        path.flatMap { FileBytes.read($0, limit: pemBytes) }
            .map { String(decoding: $0, as: UTF8.self) }
    }
}
