import Glibc
import Storage

/// The code of the error the body throws, nil when it throws none or one of another kind.
func failureCode(_ body: () throws -> Void) -> StorageError.Code? {
    do { try body() } catch let error as StorageError { return error.code } catch {}
    return nil
}

/// Gives other threads a moment.
func usleepBriefly() {
    usleep(1_000)
}
