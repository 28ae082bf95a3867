import CMicrohttpd
import Glibc

/// Certificate and key as C strings, which the library reads for as long as the daemon lives.
final class TLSMemory {
    private let certificate: UnsafeMutablePointer<CChar>?
    private let key: UnsafeMutablePointer<CChar>?
    private let priorities: UnsafeMutablePointer<CChar>?

    init(_ tls: HTTPServer.TLS) {
        certificate = strdup(tls.certificatePEM)
        key = strdup(tls.keyPEM)
        // GnuTLS's NORMAL still speaks TLS 1.0 and 1.1, which RFC 8996 retired.
        priorities = strdup("NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2")
    }

    deinit {
        free(certificate)
        free(key)
        free(priorities)
    }

    var options: [MHD_OptionItem] {
        [
            option(.HTTPS_MEM_CERT, 0, certificate),
            option(.HTTPS_MEM_KEY, 0, key),
            option(.HTTPS_PRIORITIES, 0, priorities),
        ]
    }
}
