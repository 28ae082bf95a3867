import Coordination

/// The names over the columns of a table, by their English ones.
enum TableWords {
    /// The English name where there is no other, such as `ID`.
    static func word(_ name: String, in language: Language) -> String {
        guard let words = all[name] else { return name }
        switch language {
        case .nb: return words.nb
        case .nn: return words.nn
        case .en: return name
        }
    }

    private static let all: [String: (nb: String, nn: String)] = [
        "AGE": ("ALDER", "ALDER"),
        "AREA m²": ("AREAL m²", "AREAL m²"),
        "AWAY m": ("UNNA m", "UNNA m"),
        "BY": ("AV", "AV"),
        "ENTITY": ("RADTYPE", "RADTYPE"),
        "ERROR": ("FEIL", "FEIL"),
        "FIELD": ("FELT", "FELT"),
        "FIELDS": ("FELT", "FELT"),
        "FOR": ("TIL", "TIL"),
        "FROM": ("FRA", "FRÅ"),
        "GROUP": ("GRUPPE", "GRUPPE"),
        "ITEM": ("UTSTYR", "UTSTYR"),
        "MERGES": ("FLETTES", "FLETTAST"),
        "MODE": ("RYDDES AV", "RYDDAST AV"),
        "NAME": ("NAVN", "NAMN"),
        "NEED": ("BEHOV", "BEHOV"),
        "ROLE": ("ROLLE", "ROLLE"),
        "ROW": ("RAD", "RAD"),
        "SEEN": ("SIST SETT", "SIST SETT"),
        "SEGMENTS": ("STREKNINGER", "STREKNINGAR"),
        "SHORE m": ("STRAND m", "STRAND m"),
        "STATE": ("TILSTAND", "TILSTAND"),
        "STATUS": ("STATUS", "STATUS"),
        "STOCK": ("PÅ LAGER", "PÅ LAGER"),
        "STRETCH": ("STREKNING", "STREKNING"),
        "TIME": ("TID", "TID"),
        "TO": ("TIL", "TIL"),
        "TO BUY": ("KJØPES", "KJØPAST"),
        "TRIES": ("FORSØK", "FORSØK"),
        "TYPE": ("TYPE", "TYPE"),
        "WANTED": ("ØNSKET", "ØNSKT"),
        "WHAT": ("HVA", "KVA"),
        "WHAT IT IS": ("HVA DET ER", "KVA DET ER"),
        "WHY": ("HVORFOR", "KVIFOR"),
        "WRITTEN BY": ("SKRIVES AV", "SKRIVAST AV"),
        "ZONE": ("RYDDEOMRÅDE", "RYDDEOMRÅDE"),
    ]
}
