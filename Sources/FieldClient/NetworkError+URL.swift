import Foundation
import FoundationNetworking

extension NetworkError {
    /// What an error of URLSession comes to.
    init(_ error: any Error) {
        switch (error as? URLError)?.code {
        case .timedOut: self = .timeout
        case .serverCertificateUntrusted, .serverCertificateHasBadDate,
            .serverCertificateHasUnknownRoot, .serverCertificateNotYetValid:
            self = .certificate
        case .secureConnectionFailed: self = .tls
        case .badServerResponse: self = .nothingAnswered
        case .unknown: self = Self.unnamed(error.localizedDescription)
        default: self = .unreachable
        }
    }

    /// On Linux URLSession has no code for TLS; curl's own text, which is English, is all there is.
    private static func unnamed(_ text: String) -> NetworkError {
        if text.contains("certificate") { return .certificate }
        if plainAnswers.contains(where: text.contains) { return .speaksPlain }
        return text.contains("SSL") || text.contains("TLS") ? .tls : .unreachable
    }

    /// What OpenSSL and GnuTLS say of an answer that is no TLS record.
    private static let plainAnswers = [
        "wrong version number", "packet length too long", "unexpected TLS packet",
    ]

    static let url = NetworkError(
        "network.url",
        "The hub's address is of the form https://hub.example.no."
    )
    static let unreachable = NetworkError(
        "network.unreachable",
        "The hub cannot be reached; everything is kept for the next try."
    )
    static let timeout = NetworkError(
        "network.timeout",
        "The hub did not answer in time; everything is kept for the next try."
    )
    /// The connection was closed without an answer; the hub fell, or it waits for TLS.
    static let nothingAnswered = NetworkError(
        "network.unreachable",
        "The hub closed the connection without an answer; everything is kept for the next try."
    )
    static let certificate = NetworkError(
        "network.certificate",
        """
        This machine does not trust the hub's certificate. Check the address with the centre; if the centre has \
        an authority of its own, put its certificate into /usr/local/share/ca-certificates as a .crt file and \
        run update-ca-certificates.
        """
    )
    static let tls = NetworkError(
        "network.tls",
        "No TLS connection with the hub comes about; ask the centre before going on."
    )
    static let speaksPlain = NetworkError(
        "network.scheme",
        """
        What answers there does not speak TLS. Check address and port with the centre; only a hub on this \
        machine or in a closed network has an address with http://.
        """
    )
    static let speaksTLS = NetworkError(
        "network.scheme",
        "What answers there speaks TLS; the address begins with https://."
    )
    static let tooLarge = NetworkError(
        "network.too_large",
        "The hub's answer is larger than any hub sends; check the address."
    )
    static let notAHub = NetworkError(
        "network.not_a_hub",
        "What answered is not a hub; check the address."
    )
}
