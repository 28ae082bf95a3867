import Geometry
import SampleData
import Testing

@Suite struct ShoreSampleTests {
    static let seeds: [UInt64] = [0, 1, 42, 20_260_415, .max]

    @Test(arguments: seeds)
    func `every seed gives twenty sound zones of about a hundred metres a segment`(
        seed: UInt64
    ) throws {
        let file = try ZoneFile.read(ShoreSample(seed: seed).geoJSON())
        #expect(file.problems.isEmpty)
        #expect(file.zones.count == 20)
        #expect(Set(file.zones.map(\.name)).count == 20)
        for zone in file.zones {
            #expect((300...700).contains(zone.segments.reduce(0) { $0 + $1.lengthMetres }))
            #expect(zone.segments.allSatisfy { (80...125).contains($0.lengthMetres) })
            #expect(zone.municipalityNo == "4205")
        }
    }

    @Test func `all segments together are the whole shore`() throws {
        let bytes = ShoreSample(seed: 7).geoJSON()
        let features = try GeoJSON.read(bytes).features
        let lines = features.flatMap { $0.geometry?.lines ?? [] }
        let shore = try #require(lines.first)
        let file = try ZoneFile.read(bytes)
        let sum = file.zones.flatMap(\.segments).reduce(0) { $0 + $1.lengthMetres }
        #expect(abs(sum - shore.lengthMetres) < shore.lengthMetres * 0.01)
    }

    @Test(arguments: seeds)
    func `the nesting season closes every segment of one zone and of no other`(seed: UInt64) throws
    {
        let file = try ZoneFile.read(ShoreSample(seed: seed).geoJSON())
        let restriction = try #require(file.restrictions.first)
        #expect(file.restrictions.count == 1)
        #expect(restriction.bufferMetres == 50)
        #expect(restriction.windows == AccessWindows("04-15/07-31"))
        #expect(restriction.legalRef != nil)
        let check = try NearbyCheck(restriction.geometry, metres: restriction.bufferMetres)
        for (number, zone) in file.zones.enumerated() {
            for segment in zone.segments {
                let isClosed = try check.reaches(.lineString(segment))
                #expect(isClosed == (number == ShoreSample.restrictedZone))
            }
        }
    }

    @Test func `the same seed gives the same bytes and another seed others`() {
        #expect(ShoreSample(seed: 1).geoJSON() == ShoreSample(seed: 1).geoJSON())
        #expect(ShoreSample(seed: 1).geoJSON() != ShoreSample(seed: 2).geoJSON())
    }
}
