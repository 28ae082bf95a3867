import Coordination
import HTTPServer
import SyncCore

/// Error messages in the languages of those who enrol and use a device; all others are for programmers.
enum Translations {
    private static let table: [String: (nb: String, nn: String)] = [
        "code.malformed": (
            "Koden er skrevet feil. Se på den en gang til.",
            "Koden er skriven feil. Sjå på han ein gong til."
        ),
        "code.wrong": (
            "Koden er ikke fra denne frivilligsentralen.",
            "Koden er ikkje frå denne frivilligsentralen."
        ),
        "code.used": (
            "Koden er brukt. Be sentralen om en ny.",
            "Koden er brukt. Be sentralen om ein ny."
        ),
        "code.expired": (
            "Koden er for gammel. Be sentralen om en ny.",
            "Koden er for gammal. Be sentralen om ein ny."
        ),
        "code.plain": (
            """
            Enheten er tatt ut av bruk, og koden er ikke gitt for den. Be sentralen om en kode for nettopp denne \
            enheten. Koden er ikke brukt opp.
            """,
            """
            Eininga er teken ut av bruk, og koden er ikkje gjeven for henne. Be sentralen om ein kode for nett denne \
            eininga. Koden er ikkje brukt opp.
            """
        ),
        "code.for_device": (
            """
            Koden er gitt for en enhet som har vært med før, så det den ikke har sendt kommer inn. Bruk den med lageret \
            til den enheten. Be sentralen om en egen kode for en ny enhet. Koden er ikke brukt opp.
            """,
            """
            Koden er gjeven for ei eining som har vore med før, så det ho ikkje har sendt kjem inn. Bruk han med lageret \
            til den eininga. Be sentralen om ein eigen kode for ei ny eining. Koden er ikkje brukt opp.
            """
        ),
        "device.known": (
            """
            Sentralen kjenner enheten, og den er i bruk: synkroniser, så fortsetter den. Koden trengs ikke og er \
            ikke brukt opp.
            """,
            """
            Sentralen kjenner eininga, og ho er i bruk: synkroniser, så held ho fram. Koden trengst ikkje og er ikkje \
            brukt opp.
            """
        ),
        "enrolment.too_many": (
            "Det er prøvd for mange koder herfra. Vent et minutt.",
            "Det er prøvd for mange kodar herifrå. Vent eit minutt."
        ),
        "review.denied": (
            "Bare koordinator og daglig leder ser dette.",
            "Berre koordinator og dagleg leiar ser dette."
        ),
    ]

    /// The message in the language a client prefers; nil for English and where there is none.
    static func message(_ code: String, for header: String?) -> (text: String, language: String)? {
        guard let language = preferred(header), language != .en else { return nil }
        if let own = table[code] { return (language == .nn ? own.nn : own.nb, language.rawValue) }
        guard Messages.codes.contains(code) else { return nil }
        let text = Messages.sentence(for: Finding(code), verdict: nil, language: language)
        return (text, language.rawValue)
    }

    /// RFC 9110 section 12.5.4: the heaviest tag that is one of ours; `no` is taken as bokmål.
    static func preferred(_ header: String?) -> Language? {
        var best: (language: Language, weight: Double)?
        for part in (header ?? "").lowercased().split(separator: ",").prefix(20) {
            let pieces = part.split(separator: ";").map { $0.filter { !$0.isWhitespace } }
            guard let tag = pieces.first?.split(separator: "-").first.map(String.init) else {
                continue
            }
            let quality = pieces.dropFirst().first { $0.hasPrefix("q=") }?.dropFirst(2)
            let weight = quality.map { Double($0) ?? 0 } ?? 1
            guard let language = Language(rawValue: tag == "no" ? "nb" : tag), weight > 0,
                weight > best?.weight ?? 0
            else { continue }
            best = (language, weight)
        }
        return best?.language
    }
}
