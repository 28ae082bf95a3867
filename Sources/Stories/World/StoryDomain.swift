import Coordination
import SyncCore
import SyncEngine

/// The domain under test, founding a hub that already holds a story's setup.
struct StoryDomain: WrappedDomain {
    let base: VolunteerDomain
    let setup: [StoryEdit]
    let start: Int64

    var wrapped: any Domain { base }

    /// The same domain in another version.
    func with(_ catalogue: Catalogue) -> StoryDomain {
        StoryDomain(base: VolunteerDomain(catalogue), setup: setup, start: start)
    }

    func founding(centre: RowID, name: String, municipality: String?) -> [Edit] {
        let names = RowNames(centre: centre, start: start)
        return base.founding(centre: centre, name: name, municipality: municipality)
            + setup.map(names.edit)
    }
}
