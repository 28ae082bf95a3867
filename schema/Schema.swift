/// The contract of the project as bytes: SQL migrations, the OpenAPI document, the entity catalogue.
package enum Schema {
    /// The entity catalogue, JSON; its form is described in `SyncCore/Catalogue`.
    package static var catalogue: [UInt8] { PackageResources.catalogue_json }

    /// The OpenAPI 3.1 document of the hub, YAML.
    package static var openAPI: [UInt8] { PackageResources.openapi_yaml }
}
