/// What a device is told that the office has retired, in the language asked for.
struct RetiredText {
    private let context: CommandContext

    init(_ context: CommandContext) { self.context = context }

    /// That it was retired, and who has its work.
    func state(waiting: Int) -> String {
        let isAll = waiting == 0
        return context.say(
            nb: """
                Enheten er tatt ut av bruk: den får ikke noe mer. Kontoret har \
                \(isAll ? "alt arbeidet" : "det som er sendt") og avgjør hva som skal gjelde.
                """,
            nn: """
                Eininga er teken ut av bruk: ho får ikkje noko meir. Kontoret har \
                \(isAll ? "alt arbeidet" : "det som er sendt") og avgjer kva som skal gjelde.
                """,
            en: """
                This device was retired: it receives nothing more. The office has \
                \(isAll ? "all its work" : "what was sent") and decides about it.
                """
        )
    }

    /// Until when it may send, hub time in Unix milliseconds; nil while it has sent nothing since.
    func sending(until: Int64?, now: Int64) -> String {
        guard let until else {
            return context.say(
                nb:
                    "Det som gjøres på enheten, kan sendes én gang til, innen et døgn fra den begynner å sende.",
                nn:
                    "Det som blir gjort på eininga, kan sendast éin gong til, innan eit døgn frå ho byrjar å sende.",
                en:
                    "What is done on it may be sent once more, within a day from when it begins to send."
            )
        }
        let time = TimeText.oslo(until)
        guard until <= now else {
            return context.say(
                nb: "Den kan sende til \(time).",
                nn: "Ho kan sende til \(time).",
                en: "It may send until \(time)."
            )
        }
        return context.say(
            nb:
                "Den kunne sende til \(time). Det som ikke er sendt, blir liggende i lageret på enheten.",
            nn:
                "Ho kunne sende til \(time). Det som ikkje er sendt, blir liggjande i lageret på eininga.",
            en: "It could send until \(time). What was not sent stays in the device's store."
        )
    }
}
