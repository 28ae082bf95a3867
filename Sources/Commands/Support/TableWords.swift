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
        "ANSWER": ("SVAR", "SVAR"),
        "AGE": ("ALDER", "ALDER"),
        "AREA m²": ("AREAL m²", "AREAL m²"),
        "BEHIND IT": ("HVEM SVARER", "KVEN SVARAR"),
        "AWAY m": ("UNNA m", "UNNA m"),
        "BY": ("AV", "AV"),
        "CENTRE": ("SENTRAL", "SENTRAL"),
        "ENTITY": ("RADTYPE", "RADTYPE"),
        "ERROR": ("FEIL", "FEIL"),
        "FIELD": ("FELT", "FELT"),
        "FIELDS": ("FELT", "FELT"),
        "FOR": ("TIL", "TIL"),
        "FROM": ("FRA", "FRÅ"),
        "GROUP": ("GRUPPE", "GRUPPE"),
        "GUARDIAN": ("FORESATT", "FØRESETT"),
        "HOW MANY": ("HVOR MANGE", "KOR MANGE"),
        "ITEM": ("UTSTYR", "UTSTYR"),
        "MERGES": ("FLETTES", "FLETTAST"),
        "MODE": ("RYDDES AV", "RYDDAST AV"),
        "NAME": ("NAVN", "NAMN"),
        "NEED": ("BEHOV", "BEHOV"),
        "NOW": ("NÅ", "NO"),
        "NUMBER": ("NUMMER", "NUMMER"),
        "PROPOSED": ("FORSLAG", "FRAMLEGG"),
        "RECEIVED": ("MOTTATT", "MOTTEKE"),
        "NEEDS": ("BEHOV", "BEHOV"),
        "QUARTER": ("KVARTAL", "KVARTAL"),
        "ROLE": ("ROLLE", "ROLLE"),
        "ROW": ("RAD", "RAD"),
        "SEEN": ("SIST SETT", "SIST SETT"),
        "SEGMENTS": ("STREKNINGER", "STREKNINGAR"),
        "SHORE m": ("STRAND m", "STRAND m"),
        "STATE": ("TILSTAND", "TILSTAND"),
        "STATUS": ("STATUS", "STATUS"),
        "STOCK": ("PÅ LAGER", "PÅ LAGER"),
        "STATED": ("FORTALT", "FORTALT"),
        "STRETCH": ("STREKNING", "STREKNING"),
        "SUBJECT": ("EMNE", "EMNE"),
        "TASKS": ("OPPDRAG", "OPPDRAG"),
        "TIME": ("TID", "TID"),
        "TITLE": ("TITTEL", "TITTEL"),
        "TO": ("TIL", "TIL"),
        "TO BUY": ("KJØPES", "KJØPAST"),
        "TRIES": ("FORSØK", "FORSØK"),
        "TYPE": ("TYPE", "TYPE"),
        "WANTED": ("ØNSKET", "ØNSKT"),
        "WHAT": ("HVA", "KVA"),
        "WHAT IT IS": ("HVA DET ER", "KVA DET ER"),
        "WHO": ("HVEM", "KVEN"),
        "WHY": ("HVORFOR", "KVIFOR"),
        "WRITTEN BY": ("SKRIVES AV", "SKRIVAST AV"),
        "ZONE": ("RYDDEOMRÅDE", "RYDDEOMRÅDE"),
    ]
}
