import Foundation
import Testing

/// The catalogue is what a phone client's author reads first.
@Suite struct CatalogueTests {
    struct Catalogue: Decodable {
        let entities: [Entity]
    }

    struct Entity: Decodable {
        let name: String
        let number: Int
        let since: Int
        let summary: String
        let fields: [Field]
    }

    struct Field: Decodable {
        let name: String
        let note: String?
        let policy: String
    }

    static let policies: Set = [
        "latest", "lifecycle", "set", "fact", "restrictive", "cautious", "human", "hub", "erase",
    ]

    let entities: [Entity]

    init() throws {
        let data = Data(try Repository.text("schema/catalogue.json").utf8)
        entities = try JSONDecoder().decode(Catalogue.self, from: data).entities
    }

    @Test func `every entity says in a sentence what it is`() {
        #expect(entities.count >= 21)
        for entity in entities {
            #expect(entity.summary.count >= 20 && entity.summary.hasSuffix("."), "\(entity.name)")
            #expect(!entity.fields.isEmpty, "\(entity.name)")
        }
    }

    @Test func `names and numbers are each given once`() {
        #expect(Set(entities.map(\.name)).count == entities.count)
        #expect(Set(entities.map(\.number)).count == entities.count)
        for entity in entities {
            #expect(Set(entity.fields.map(\.name)).count == entity.fields.count, "\(entity.name)")
        }
    }

    @Test func `every field names a merge policy that exists, and each policy is used`() {
        let used = Set(entities.flatMap { $0.fields.map(\.policy) })
        #expect(used.subtracting(Self.policies).isEmpty, "unknown: \(used)")
        #expect(
            Self.policies.subtracting(used).isEmpty,
            "unused: \(Self.policies.subtracting(used))"
        )
    }
}
