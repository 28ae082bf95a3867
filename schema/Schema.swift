/// The contract of the project as bytes: SQL migrations, the OpenAPI document, the entity catalogue.
package enum Schema {
    /// One SQL file of `schema/migrations`.
    package struct Step: Sendable {
        /// The file's name without its ending.
        package let name: String
        package let sql: [UInt8]
    }

    /// The steps of a hub's store, in order; a test compares the list with the folder.
    package static var hub: [Step] {
        [
            Step(name: "v001-initial", sql: PackageResources.v001_initial_sql),
            Step(name: "v002-promises", sql: PackageResources.v002_promises_sql),
            Step(name: "v003-standing", sql: PackageResources.v003_standing_sql),
            Step(name: "v004-office", sql: PackageResources.v004_office_sql),
            Step(name: "v005-field", sql: PackageResources.v005_field_sql),
        ]
    }

    /// The steps of a replica's store, in order; a test compares the list with the folder.
    package static var replica: [Step] {
        [
            Step(name: "r001-initial", sql: PackageResources.r001_initial_sql),
            Step(name: "r002-promises", sql: PackageResources.r002_promises_sql),
            Step(name: "r003-damage", sql: PackageResources.r003_damage_sql),
            Step(name: "r004-standing", sql: PackageResources.r004_standing_sql),
            Step(name: "r005-told", sql: PackageResources.r005_told_sql),
        ]
    }

    /// The entity catalogue, JSON; its form is read by `Catalogue`.
    package static var catalogue: [UInt8] { PackageResources.catalogue_json }

    /// The OpenAPI 3.1 document of the hub, YAML.
    package static var openAPI: [UInt8] { PackageResources.openapi_yaml }
}
