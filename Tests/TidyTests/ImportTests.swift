import Foundation
import Testing

/// Targets stand in one order, and each C library behind one door.
@Suite struct ImportTests {
    /// From the ground up; a target may use only what stands before it.
    static let order = [
        "CSQLite", "CMicrohttpd", "CSodium", "CZlib", "CZstd", "CZip", "CExpat", "CGeos",
        "CSimdjson", "CCurl", "CQrencode",
        "Schema", "Hashing", "QRCode", "Compression", "Storage", "SyncCore", "SyncEngine",
        "Geometry",
        "Coordination", "RosterImport", "HTTPServer", "HubAPI", "FieldClient", "SampleData",
        "Stories", "Simulation", "SmallWorld", "Commands", "dugnad", "dugnad-simulate",
        "dugnad-smallworld", "dugnad-bench", "dugnad-fuzz",
        // Only tests use these.
        "CFaultVFS", "FaultDisk", "dugnad-dying-hub",
    ]

    /// Who may import a C library: the one target that makes Swift of it.
    static let doors = [
        "CSQLite": "Storage", "CMicrohttpd": "HTTPServer", "CSodium": "Hashing",
        "CZlib": "Compression", "CZstd": "Compression", "CZip": "RosterImport",
        "CExpat": "RosterImport", "CCurl": "HubAPI", "CQrencode": "QRCode", "CGeos": "Geometry",
        "CSimdjson": "SyncCore",
    ]

    /// The yardstick of the hub is a bare library, without what we made of it.
    static let yardsticks = ["dugnad-bench": "CMicrohttpd"]

    /// The ground that must not need Foundation; it costs a binary 7 MB and the sync path its speed.
    static let withoutFoundation: Set = [
        "Storage", "SyncCore", "SyncEngine", "HTTPServer", "Geometry", "Hashing", "Compression",
    ]

    @Test func `a target uses only what stands before it`() throws {
        let uses = try Manifest.uses()
        for (target, used) in uses where !target.hasSuffix("Tests") {
            let place = try #require(Self.order.firstIndex(of: target), "\(target) has no place")
            for other in used {
                let below = try #require(Self.order.firstIndex(of: other), "\(other) has no place")
                #expect(below < place, "\(target) must not use \(other)")
            }
        }
    }

    @Test func `there is no Swift package to fetch`() throws {
        #expect(try Manifest.dependencyCount() == 0)
    }

    @Test func `only the door of a C library imports it`() throws {
        for file in try Repository.sources() {
            for module in Repository.imports(file) {
                guard let door = Self.doors[module], Self.yardsticks[file.target] != module
                else { continue }
                #expect(file.target == door, "\(file.path) imports \(module)")
            }
        }
        for file in try Repository.files("Tests", ".swift") {
            for module in Repository.imports(file) {
                guard let door = Self.doors[module] else { continue }
                #expect(file.target == door + "Tests", "\(file.path) imports \(module)")
            }
        }
    }

    @Test func `the ground does without Foundation`() throws {
        for file in try Repository.sources() where Self.withoutFoundation.contains(file.target) {
            let found = Repository.imports(file).filter { $0.hasPrefix("Foundation") }
            #expect(found.isEmpty, "\(file.path) imports \(found)")
        }
    }
}
