package import SyncCore

/// Why the engine did not do what it was asked; the store is as it was.
///
/// `code` is stable and maps to an HTTP status in one table; `message` says what to do.
package struct SyncError: Error, Sendable, Equatable {
    package let code: String
    package let message: String
    package let findings: [Finding]

    package init(_ code: String, _ message: String, findings: [Finding] = []) {
        self.code = code
        self.message = message
        self.findings = findings
    }

    /// What a device is told that the office has ended as lost or misused.
    package static let deviceRevoked = SyncError(
        "device.revoked",
        """
        This device was revoked. To go on with its work, have the office give a code by 'device invite --for', and \
        join again with it.
        """
    )
}
