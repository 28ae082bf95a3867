import Coordination
import SyncCore

/// Where each field of a roster stands in the store.
enum PersonFields {
    /// Fields that are text in the centre's own row about a person.
    static let privateTexts: [RosterField: String] = [
        .address: "addressLine", .postalCode: "postalCode", .postalPlace: "postalPlace",
        .municipality: "municipalityNo", .guardianName: "guardianName", .note: "note",
    ]

    /// Fields a roster may have and the store has no place for; they are left out and reported.
    static let unstored: Set<RosterField> = [.certificate, .confidentiality, .gender]

    /// Whether the store has a place for the value; where not, it is left out and reported.
    static func isStorable(_ value: String, in field: RosterField) -> Bool {
        switch field {
        case _ where unstored.contains(field): false
        case .since: CalendarDate(iso: value) != nil
        case .municipality: value.utf8.count == 4 && value.asciiDigits == value
        case .language: !languageTags(value).isEmpty
        case .interests: !interests(value).isEmpty
        default: true
        }
    }

    /// Whether the store would hold the same after a list has said `new` as it does before.
    static func holds(_ old: String?, _ new: String, in field: RosterField) -> Bool {
        guard let old, old != new else { return old == new }
        switch field {
        case .language: return Set(languageTags(new)).isSubset(of: languageTags(old))
        case .interests: return Set(interests(new)).isSubset(of: interests(old))
        default:
            guard let room = room[field] else { return false }
            return fitting(new, bytes: room) == old
        }
    }

    /// How many bytes the store takes of a text.
    static let room: [RosterField: Int] = [
        .address: 300, .postalCode: 12, .postalPlace: 100, .guardianName: 200, .note: 2000,
        .municipality: 4, .externalId: 100,
    ]

    /// The fields of an entity with the unit each merges under.
    static func units(of entity: EntityName) -> [(RosterField, String)] {
        switch entity {
        case .personPrivate:
            privateTexts.map { ($0.key, $0.value.hasPrefix("postal") ? "postal" : $0.value) } + [
                (.givenName, "givenName"), (.familyName, "familyName"), (.birthDate, "birthOn"),
                (.birthYear, "birthYear"),
            ]
        case .centreMembership: [(.since, "sinceOn"), (.externalId, "externalId")]
        case .person: [(.language, "languages"), (.interests, "interests")]
        default: []
        }
    }

    /// Tags (BCP 47) of the languages that a cell names; words that are unknown are left out.
    static func languageTags(_ text: String) -> [String] {
        let words = text.lowercased().split { !$0.isLetter && $0 != "-" }.map(String.init)
        return words.compactMap { word in
            languages[word]
                ?? (word.utf8.count == 2 && languages.values.contains(word) ? word : nil)
        }
    }

    private static let languages: [String: String] = [
        "norsk": "nb", "bokmål": "nb", "norwegian": "nb", "nynorsk": "nn", "engelsk": "en",
        "english": "en", "samisk": "se", "nordsamisk": "se", "kvensk": "fkv", "svensk": "sv",
        "dansk": "da", "tysk": "de", "fransk": "fr", "spansk": "es", "polsk": "pl", "arabisk": "ar",
        "somali": "so", "ukrainsk": "uk", "russisk": "ru", "tigrinja": "ti", "tyrkisk": "tr",
        "finsk": "fi", "litauisk": "lt", "farsi": "fa", "persisk": "fa", "dari": "fa",
    ]

    /// What she would like to do, one element for each that the cell lists.
    static func interests(_ text: String) -> [String] {
        text.split { $0 == ";" || $0 == "," || $0 == "/" }.map { String($0).cleaned.lowercased() }
            .filter { !$0.isEmpty && $0.utf8.count <= 200 }
    }

    /// Longer text than a field takes is cut at a character, never within one.
    static func fitting(_ text: String, bytes: Int) -> String {
        var text = text
        while text.utf8.count > bytes { text.removeLast() }
        return text
    }
}
