package import SyncCore

/// Why the engine did not do what it was asked; the store is as it was.
///
/// `code` is stable and maps to an HTTP status in one table; `message` says what to do.
package struct SyncError: Error, Sendable, Equatable {
    package let code: String
    package let message: String
    package let findings: [Finding]
    /// Until when what is still allowed stays so, hub time in Unix milliseconds; nil where nothing ends.
    package let until: Int64?

    package init(
        _ code: String,
        _ message: String,
        findings: [Finding] = [],
        until: Int64? = nil
    ) {
        self.code = code
        self.message = message
        self.findings = findings
        self.until = until
    }

    /// What a retired device is told that asks for news; it may send once more.
    ///
    /// `lastPush` is when it began to: from then on it has a day.
    package static func deviceRetired(lastPush: Int64?) -> SyncError {
        SyncError(
            "device.retired",
            "This device was retired and receives nothing more.",
            until: lastPush.map { $0 + Hub.lastPush }
        )
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
