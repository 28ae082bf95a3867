import SyncCore

/// Sorts features into zones, shorelines and restrictions, then cuts the shorelines.
struct ZoneFileBuilder {
    private let features: [Feature]
    private let isWholeFileSound: Bool
    private let unsound: Set<Int>
    private var shorelines: [(feature: ZoneFeature, line: LineString)] = []
    var file = ZoneFile()

    init(collection: FeatureCollection) {
        features = collection.features
        file.problems = collection.problems
        let errors = collection.problems.filter { $0.severity == .error }
        unsound = Set(errors.compactMap(\.feature))
        isWholeFileSound = errors.allSatisfy { $0.feature != nil }
    }

    mutating func build(segmentMetres: Double) -> ZoneFile {
        guard isWholeFileSound else { return file }
        for (number, feature) in features.enumerated() where !unsound.contains(number) {
            sort(ZoneFeature(number: number, properties: feature.properties), feature.geometry)
        }
        cutShorelines(about: segmentMetres)
        return file
    }

    private mutating func sort(_ feature: ZoneFeature, _ geometry: Geometry?) {
        guard let geometry, !geometry.isEmpty else {
            return note(feature.warning("zone.no_geometry", "The feature has no shape; draw one."))
        }
        switch feature.kind ?? defaultKind(of: geometry) {
        case "zone": addZone(feature, geometry)
        case "shoreline": addShoreline(feature, geometry)
        case "restriction": addRestriction(feature, geometry)
        case "": note(feature.warning("zone.ignored", "Points are not used without a `kind`."))
        default:
            // Never guessed: a misspelt restriction must not become a zone.
            note(
                feature.error(
                    "zone.unknown_kind",
                    "Set `kind` to zone, shoreline or restriction."
                )
            )
        }
    }

    private func defaultKind(of geometry: Geometry) -> String {
        switch geometry {
        case .polygon, .multiPolygon: "zone"
        case .lineString, .multiLineString: "shoreline"
        default: ""
        }
    }

    mutating func note(_ problem: GeometryProblem) { file.problems.append(problem) }
}

extension ZoneFileBuilder {
    private mutating func addZone(_ feature: ZoneFeature, _ geometry: Geometry) {
        guard geometry.lines.isEmpty, !geometry.polygons.isEmpty else {
            return note(
                feature.error("zone.not_area", "A zone must be a polygon; draw its outline.")
            )
        }
        guard let name = feature.text("name", "navn", "title", "kommunenavn") else {
            return note(feature.error("zone.no_name", "Give the zone a property `name`."))
        }
        if feature.has("mode") {
            note(
                feature.warning(
                    "zone.mode_ignored",
                    "A file cannot set a zone's mode; a coordinator sets it afterwards."
                )
            )
        }
        let municipality = feature.municipalityNo
        if case .invalid = municipality {
            note(
                feature.warning(
                    "zone.municipality_no",
                    "A municipality number has four digits; correct it."
                )
            )
        }
        let isNamesake = file.zones.contains {
            $0.name == name && $0.municipalityNo == municipality.value
        }
        if isNamesake {
            note(
                feature.warning(
                    "zone.name_twice",
                    "Two zones of the file have one name; give each its own, or make them one."
                )
            )
        }
        file.zones.append(
            ZoneFile.Zone(
                name: name,
                municipalityNo: municipality.value,
                geometry: MultiPolygon(geometry.polygons),
                areaSquareMetres: geometry.areaSquareMetres,
                segments: [],
                feature: feature.number
            )
        )
    }

    private mutating func addShoreline(_ feature: ZoneFeature, _ geometry: Geometry) {
        guard geometry.polygons.isEmpty, !geometry.lines.isEmpty else {
            return note(
                feature.error("zone.not_line", "A shoreline must be a line; draw it as one.")
            )
        }
        shorelines += geometry.lines.map { (feature, $0) }
    }

    private mutating func cutShorelines(about metres: Double) {
        let boxes = file.zones.map { Geometry.multiPolygon($0.geometry).boundingBox }
        var sound: [ZoneFile.Zone] = []
        var met: Set<Int> = []
        for (index, zone) in file.zones.enumerated() {
            let earlier = (0..<index).filter { boxes[$0].overlaps(boxes[index]) }
            let taken = earlier.map { file.zones[$0].geometry }
            var whole = zone
            do throws(GeometryError) {
                for (feature, line) in shorelines {
                    let cut = try Shoreline.segments(
                        of: line,
                        within: zone.geometry,
                        about: metres,
                        except: taken
                    )
                    if !cut.isEmpty { met.insert(feature.number) }
                    whole.segments += cut
                }
                sound.append(whole)
            } catch {
                // Told of once: what its shore would have met cannot be known.
                met.formUnion(shorelines.map(\.feature.number))
                let path = "/features/\(zone.feature)"
                note(.error(error.code, error.message, at: path).of(feature: zone.feature))
            }
        }
        file.zones = sound
        noteUnmet(met)
    }

    /// A shoreline in no zone would else be dropped without a word.
    private mutating func noteUnmet(_ met: Set<Int>) {
        var told: Set<Int> = []
        for (feature, _) in shorelines
        where !met.contains(feature.number) && told.insert(feature.number).inserted {
            note(
                feature.warning(
                    "zone.shoreline_outside",
                    "The shoreline meets no zone of the file and is not used; draw its zone too."
                )
            )
        }
    }
}

extension BoundingBox? {
    fileprivate func overlaps(_ other: BoundingBox?) -> Bool {
        guard let self, let other else { return false }
        return self.overlaps(other)
    }
}
