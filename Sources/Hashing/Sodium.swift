import CSodium

/// The one place where libsodium is made ready.
enum Sodium {
    // A static value is made once, by the first thread that asks. Without sodium_init the random source
    // is not seeded and the slow implementations are used: https://doc.libsodium.org/usage
    private static let isReady = sodium_init() >= 0

    /// Call before any other function of the library.
    static func prepare() {
        precondition(isReady, "libsodium could not start: the system gives no random bytes")
    }
}
