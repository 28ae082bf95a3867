// swift-tools-version: 6.2
import PackageDescription

// Every target is built the same way: Swift 6 mode, imports internal unless said, no warning left.
let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

/// A library target; it may import only the targets named in `uses`, all of which stand above it.
func library(_ name: String, uses: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: uses, swiftSettings: settings)
}

func tests(
    _ name: String,
    uses: [Target.Dependency],
    data: [String] = []
) -> Target {
    .testTarget(name: name, dependencies: uses, exclude: data, swiftSettings: settings)
}

func systemLibrary(_ name: String, pkgConfig: String, debian: String) -> Target {
    .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([debian])])
}

let package = Package(
    name: "dugnad",
    products: [.executable(name: "dugnad", targets: ["dugnad"])],
    dependencies: [],
    targets: [
        // C libraries, as Debian packages them; nothing else in these targets.
        systemLibrary("CSQLite", pkgConfig: "sqlite3", debian: "libsqlite3-dev"),
        systemLibrary("CMicrohttpd", pkgConfig: "libmicrohttpd", debian: "libmicrohttpd-dev"),
        systemLibrary("CSodium", pkgConfig: "libsodium", debian: "libsodium-dev"),
        systemLibrary("CZlib", pkgConfig: "zlib", debian: "zlib1g-dev"),
        systemLibrary("CZstd", pkgConfig: "libzstd", debian: "libzstd-dev"),
        systemLibrary("CZip", pkgConfig: "libzip", debian: "libzip-dev"),
        systemLibrary("CExpat", pkgConfig: "expat", debian: "libexpat1-dev"),
        systemLibrary("CGeos", pkgConfig: "geos", debian: "libgeos-dev"),
        systemLibrary("CCurl", pkgConfig: "libcurl", debian: "libcurl4-openssl-dev"),
        systemLibrary("CQrencode", pkgConfig: "libqrencode", debian: "libqrencode-dev"),
        .target(
            name: "CSimdjson",
            linkerSettings: [.linkedLibrary("simdjson")]
        ),

        // The schema folder: SQL, OpenAPI and the entity catalogue, embedded as bytes.
        .target(
            name: "Schema",
            path: "schema",
            exclude: ["current-hub.sql", "current-replica.sql", "protocol.md"],
            resources: [
                .embedInCode("migrations/hub"), .embedInCode("migrations/replica"),
                .embedInCode("openapi.yaml"), .embedInCode("catalogue.json"),
            ],
            swiftSettings: settings
        ),

        library("Hashing", uses: ["CSodium"]),
        library("QRCode", uses: ["CQrencode"]),
        library("Compression", uses: ["CZlib", "CZstd"]),
        library("Storage", uses: ["CSQLite", "Hashing"]),
        library("SyncCore", uses: ["CSimdjson"]),
        library("SyncEngine", uses: ["Schema", "Hashing", "Storage", "SyncCore"]),
        library("Geometry", uses: ["CGeos", "SyncCore"]),
        library("Coordination", uses: ["Schema", "Hashing", "Geometry", "SyncCore", "SyncEngine"]),
        library(
            "RosterImport",
            uses: ["CZip", "CExpat", "SyncCore", "SyncEngine", "Coordination"]
        ),
        library("HTTPServer", uses: ["CMicrohttpd"]),
        library(
            "HubAPI",
            uses: [
                "CCurl", "Schema", "Hashing", "Compression", "Storage", "SyncCore", "SyncEngine",
                "Geometry", "Coordination", "HTTPServer",
            ]
        ),
        library("FieldClient", uses: ["SyncCore", "SyncEngine", "Coordination"]),
        library("SampleData", uses: ["SyncCore"]),
        library(
            "Stories",
            uses: ["Schema", "Hashing", "Storage", "SyncCore", "SyncEngine", "Coordination"]
        ),
        library(
            "SmallWorld",
            uses: ["Schema", "Hashing", "Storage", "SyncCore", "SyncEngine", "Coordination"]
        ),
        library(
            "Simulation",
            uses: [
                "Schema", "Hashing", "Storage", "SyncCore", "SyncEngine", "Coordination",
                "FieldClient",
            ]
        ),
        library(
            "Commands",
            uses: [
                "Schema", "Hashing", "Storage", "SyncCore", "SyncEngine", "Geometry",
                "Coordination", "QRCode",
                "RosterImport", "HTTPServer", "HubAPI", "FieldClient", "SampleData", "Stories",
            ]
        ),
        .executableTarget(name: "dugnad", dependencies: ["Commands"], swiftSettings: settings),
        .executableTarget(
            name: "dugnad-smallworld",
            dependencies: ["SmallWorld"],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "dugnad-simulate",
            dependencies: ["Simulation", "SyncCore"],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "dugnad-bench",
            dependencies: [
                "CMicrohttpd", "Compression", "Storage", "SyncCore", "SyncEngine", "Geometry",
                "Coordination", "SampleData", "FieldClient",
            ],
            swiftSettings: settings
        ),

        // A disk that fails on command; no product has it.
        .target(
            name: "CFaultVFS",
            dependencies: ["CSQLite"],
            path: "Tests/Support/CFaultVFS"
        ),
        .target(
            name: "FaultDisk",
            dependencies: ["CFaultVFS", "Storage"],
            path: "Tests/Support/FaultDisk",
            swiftSettings: settings
        ),
        tests(
            "CrashPointTests",
            uses: [
                "FaultDisk", "FieldClient", "Coordination", "SyncCore", "SyncEngine", "Storage",
                "Hashing", "Schema",
            ]
        ),

        tests("StorageTests", uses: ["Storage", "CSQLite"]),
        tests("HashingTests", uses: ["Hashing", "Compression"]),
        tests("SyncCoreTests", uses: ["SyncCore"]),
        tests("SyncEngineTests", uses: ["SyncEngine", "SyncCore", "Storage", "Hashing", "Schema"]),
        tests("SmallWorldTests", uses: ["SmallWorld", "SyncCore", "SyncEngine"]),
        tests("StoriesTests", uses: ["Stories", "SyncCore", "SyncEngine"]),
        tests("GeometryTests", uses: ["Geometry", "SyncCore", "SampleData"]),
        tests(
            "CoordinationTests",
            uses: [
                "Coordination", "Geometry", "SyncCore", "SyncEngine", "Storage", "Schema",
                "Hashing", "Stories",
            ]
        ),
        tests(
            "RosterImportTests",
            uses: [
                "RosterImport", "CZip", "SyncCore", "SyncEngine", "Coordination", "SampleData",
                "Storage",
            ],
            data: ["Golden"]
        ),
        tests("HTTPServerTests", uses: ["HTTPServer"]),
        tests(
            "HubAPITests",
            uses: [
                "HubAPI", "HTTPServer", "FieldClient", "Coordination", "SyncCore", "SyncEngine",
                "Storage", "Hashing", "Compression", "Schema",
            ]
        ),
        tests(
            "CommandsTests",
            uses: [
                "Commands", "FieldClient", "HubAPI", "HTTPServer", "Compression", "Coordination",
                "SyncCore", "SyncEngine", "Storage", "Hashing", "Schema",
            ]
        ),
        tests(
            "OfficeTests",
            uses: [
                "Commands", "HubAPI", "RosterImport", "Coordination", "Geometry", "SampleData",
                "Compression", "SyncCore", "SyncEngine", "Storage",
            ]
        ),
        // A hub with a rule that ends it, for tests; no product has it.
        .executableTarget(
            name: "dugnad-dying-hub",
            dependencies: ["Coordination", "SyncCore", "SyncEngine"],
            path: "Tests/Support/DyingHub",
            swiftSettings: settings
        ),
        tests(
            "EndToEndTests",
            uses: ["FieldClient", "Storage", "SyncCore", "SyncEngine"]
        ),
        tests("SimulationTests", uses: ["Simulation", "SyncCore"]),
        tests("TidyTests", uses: ["Schema", "Hashing", "Storage", "SyncEngine", "Coordination"]),
    ],
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)

// Only where libFuzzer is linked in (`make fuzz`): it brings a `main` of its own.
if Context.environment["DUGNAD_FUZZ"] == "1" {
    package.targets.append(
        .executableTarget(
            name: "dugnad-fuzz",
            dependencies: [
                "Compression", "Geometry", "HTTPServer", "RosterImport", "Storage", "SyncCore",
                "SyncEngine", "Coordination",
            ],
            path: "Tests/Fuzz",
            exclude: ["seeds"],
            swiftSettings: settings
        )
    )
}
