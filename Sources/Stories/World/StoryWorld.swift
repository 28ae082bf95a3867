import Coordination
import Glibc
import SyncCore
import SyncEngine

/// One run's hub and devices.
final class StoryWorld {
    let story: Story
    let time: StoryClock
    let hub: StoryHub
    let names: RowNames
    private(set) var clients: [String: StoryClient] = [:]
    private var restores = 0
    private let folder: String?
    private let seed: UInt64
    private let outside: ClientProcess?

    /// - `folder`: where the stores' files are to lie; nil keeps them in memory.
    /// - `outside`: who plays the devices; nil is this program's own replica.
    init(_ story: Story, folder: String?, seed: UInt64, outside: ClientProcess?) throws {
        self.story = story
        self.outside = outside
        self.folder = folder
        self.seed = seed
        time = StoryClock(at: story.start)
        let domain = StoryDomain(
            base: VolunteerDomain(try story.catalogue.make(story.hubVersion)),
            setup: story.setup,
            start: story.start
        )
        hub = try StoryHub(
            StoryStore(path: Self.path("hub", in: folder), kind: .hub),
            clock: StoryClock(following: time, offset: 0),
            random: StoryRandom("hub", seed: seed),
            domain: domain
        )
        names = RowNames(centre: hub.hub.identity.centre, start: story.start)
        for device in story.devices where !device.joinsLater { try join(device) }
    }

    /// Enrols a device and brings it to the hub's state.
    func join(_ device: StoryDevice) throws {
        let client = try StoryClient(
            device,
            StoryStore(path: Self.path(device.name, in: folder), kind: .replica),
            clock: StoryClock(following: time, offset: device.clockOffset),
            random: StoryRandom(device.name, seed: seed),
            names: names,
            hub: hub,
            catalogue: try story.catalogue.bytes(device.version, adding: device.newer),
            outside: outside
        )
        clients[device.name] = client
        _ = try client.pull(from: hub, .init())
    }

    /// Copies a device's store; the copy is a client like any other.
    func copyStore(of name: String, as copy: String) throws {
        clients[copy] = try StoryClient(
            copy,
            copyOf: try client(name),
            StoryStore(path: Self.path(copy, in: folder), kind: .replica),
            random: StoryRandom(copy, seed: seed)
        )
    }

    /// Has a device go on with a copy of a store, in a file of its own.
    func restoreStore(of name: String, from copy: String) throws {
        restores += 1
        let path = Self.path("\(name)-\(restores)", in: folder)
        try client(name).replica.restore(
            from: try client(copy).replica,
            in: StoryStore(path: path, kind: .replica)
        )
    }

    func client(_ name: String) throws -> StoryClient {
        guard let client = clients[name] else {
            throw StoryFailure("\(name) has not joined the hub yet")
        }
        return client
    }

    /// Devices the hub still serves, in the order of the file, and copies of their stores.
    var served: [StoryClient] {
        (story.devices.map(\.name) + story.copies).compactMap { clients[$0] }
            .filter { !$0.isEnded }
    }

    private static func path(_ name: String, in folder: String?) -> String {
        folder.map { "\($0)/\(name).db" } ?? ":memory:"
    }
}
