import SyncCore

extension ZoneFileBuilder {
    mutating func addRestriction(_ feature: ZoneFeature, _ geometry: Geometry) {
        // Strict where a mistake would open a closed place: no default stands in for the windows.
        guard let name = feature.text("name", "navn", "title") else {
            return note(feature.error("restriction.no_name", "Give the restriction a `name`."))
        }
        guard let windows = feature.windows else {
            return note(
                feature.error(
                    "restriction.windows",
                    "Give `windows` as \"04-15/07-31\", several with commas, or \"all-year\"."
                )
            )
        }
        guard let buffer = feature.bufferMetres else {
            return note(
                feature.error("restriction.buffer", "Give `bufferM` as a number, 0 to 5000.")
            )
        }
        guard let kind = feature.accessKind else {
            return note(
                feature.error(
                    "restriction.access_kind",
                    "Set `accessKind` to traffic, landing or low_flight."
                )
            )
        }
        let reference = feature.text("legalRef", "legal_ref")
        if reference == nil {
            note(
                feature.warning(
                    "restriction.no_legal_ref",
                    "Give `legalRef`, so that a refusal can name the regulation."
                )
            )
        }
        file.restrictions.append(
            ZoneFile.Restriction(
                name: name,
                geometry: geometry,
                bufferMetres: buffer,
                windows: windows,
                legalRef: reference,
                accessKind: kind,
                feature: feature.number
            )
        )
    }
}

extension ZoneFeature {
    /// The windows, written in one text or as an array of texts; nil when absent or wrong.
    fileprivate var windows: AccessWindows? {
        if let texts = properties["windows"]?.array {
            let read = texts.compactMap(\.text)
            guard read.count == texts.count else { return nil }
            return AccessWindows(read.joined(separator: ","))
        }
        return text("windows").flatMap(AccessWindows.init(_:))
    }

    /// The buffer, 0 when not given; nil when it is not a number from 0 to 5000.
    fileprivate var bufferMetres: Double? {
        for name in ["bufferM", "buffer_m"] where has(name) {
            guard let metres = properties[name]?.number, (0...5000).contains(metres) else {
                return nil
            }
            return metres
        }
        return 0
    }

    /// What is forbidden, traffic when not said; nil when the word is unknown.
    fileprivate var accessKind: ZoneFile.AccessKind? {
        guard has("accessKind") else { return .traffic }
        return text("accessKind").flatMap(ZoneFile.AccessKind.init(rawValue:))
    }
}
