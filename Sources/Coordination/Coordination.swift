import Schema
import SyncCore

/// People, centres, zones, tasks and waste: the model, the rules and who may do what.
package enum Coordination {
    /// The domain over the catalogue this program carries; throws `catalogue.malformed`.
    package static func domain() throws -> VolunteerDomain {
        VolunteerDomain(try Catalogue(Schema.catalogue))
    }
}
