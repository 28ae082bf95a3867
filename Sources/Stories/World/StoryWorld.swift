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

    func client(_ name: String) throws -> StoryClient {
        guard let client = clients[name] else {
            throw StoryFailure("\(name) has not joined the hub yet")
        }
        return client
    }

    /// Devices the hub still serves, in the order of the file.
    var served: [StoryClient] {
        story.devices.compactMap { clients[$0.name] }.filter { !$0.isEnded }
    }

    private static func path(_ name: String, in folder: String?) -> String {
        folder.map { "\($0)/\(name).db" } ?? ":memory:"
    }
}
