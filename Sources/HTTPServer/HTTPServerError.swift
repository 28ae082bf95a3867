/// Why the server could not start; nothing is left listening or running.
package struct HTTPServerError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The stable name: `http.port_in_use`, `http.bad_address`, `http.tls`, `http.cannot_listen`,
    /// `http.cannot_start` or `http.already_started`.
    package let code: String
    /// What happened and what to do about it.
    package let message: String

    package var description: String { "\(code): \(message)" }

    static func portInUse(host: String, port: UInt16) -> HTTPServerError {
        HTTPServerError(
            code: "http.port_in_use",
            message: "Port \(port) of \(host) is taken; stop the other program or choose another."
        )
    }

    static func badAddress(host: String) -> HTTPServerError {
        HTTPServerError(
            code: "http.bad_address",
            message: "\(host) is not an address of this machine; use 127.0.0.1, ::1 or 0.0.0.0."
        )
    }

    static func cannotListen(step: String, errno: Int32) -> HTTPServerError {
        HTTPServerError(
            code: "http.cannot_listen",
            message: "\(step) failed: \(systemMessage(errno))."
        )
    }

    static let tls = HTTPServerError(
        code: "http.tls",
        message: "TLS cannot start; check that both are PEM and the key belongs to the certificate."
    )

    static let cannotStart = HTTPServerError(
        code: "http.cannot_start",
        message: "The HTTP library did not start; check the limit on open files (ulimit -n)."
    )

    static let alreadyStarted = HTTPServerError(
        code: "http.already_started",
        message: "A server starts once; make another one."
    )
}
