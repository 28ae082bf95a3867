extension Connection {
    /// How a store is opened.
    package enum Mode: Sendable {
        /// Reads and writes, and makes the file when there is none.
        case create
        /// Reads and writes a file that exists.
        case readWrite
        /// Reads a file that exists; every write fails with `store.read_only`.
        case readOnly
    }

    /// What is asked of the disk before a commit is answered.
    package enum Durability: Sendable {
        /// A commit that returned survives a power cut.
        case full
        /// Nothing is flushed: for stores that are thrown away or rebuilt when something goes wrong.
        case none
    }

    /// The choices that differ between the stores of one program.
    package struct Options: Sendable {
        /// Which kind of store this must be; a file with another mark is `store.not_ours`.
        ///
        /// A new file gets the mark. `nil` takes any SQLite file.
        package var applicationID: Int32?
        /// How long a statement waits for another connection's lock before `store.busy`.
        package var busyTimeoutMilliseconds: Int32
        /// What a commit waits for.
        package var durability: Durability
        /// Memory for pages of this connection.
        package var cacheKibibytes: Int
        /// The most pages (of 4,096 bytes) the file may have before `store.full`; `nil`: no limit.
        package var maximumPages: Int?
        /// How many prepared statements are kept for the next use.
        package var cachedStatements: Int
        /// Where the file lies.
        package var disk = Disk.system
        /// Whether writes go to a log beside the file, so that readers never wait; a copy needs none.
        var usesLog = true

        /// Full durability and the settings of a server with some hundred megabytes of store.
        package init(
            applicationID: Int32? = nil,
            busyTimeoutMilliseconds: Int32 = 5_000,
            durability: Durability = .full,
            cacheKibibytes: Int = 16_384,
            maximumPages: Int? = nil,
            cachedStatements: Int = 256
        ) {
            self.applicationID = applicationID
            self.busyTimeoutMilliseconds = busyTimeoutMilliseconds
            self.durability = durability
            self.cacheKibibytes = cacheKibibytes
            self.maximumPages = maximumPages
            self.cachedStatements = cachedStatements
        }

        init(durability: Durability, usesLog: Bool, disk: Disk = .system) {
            self.init(durability: durability)
            self.usesLog = usesLog
            self.disk = disk
        }
    }
}
