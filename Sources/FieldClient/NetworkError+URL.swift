import Foundation
import FoundationNetworking

extension NetworkError {
    /// What an error of URLSession comes to.
    init(_ error: any Error) {
        switch (error as? URLError)?.code {
        case .timedOut: self = .timeout
        case .secureConnectionFailed, .serverCertificateUntrusted, .serverCertificateHasBadDate,
            .serverCertificateHasUnknownRoot, .serverCertificateNotYetValid:
            self = .tls
        default: self = .unreachable
        }
    }

    static let unreachable = NetworkError(
        "network.unreachable",
        "The hub cannot be reached; everything is kept for the next try."
    )
    static let timeout = NetworkError(
        "network.timeout",
        "The hub did not answer in time; everything is kept for the next try."
    )
    static let tls = NetworkError(
        "network.tls",
        "The hub's certificate is not one to trust; ask the centre before going on."
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
