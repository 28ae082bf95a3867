extension RosterWords {
    var mapForm: String {
        say("--map tar KOLONNE=FELT.", "--map tek KOLONNE=FELT.", "--map takes COLUMN=FIELD.")
    }

    func noField(_ name: String, _ like: String) -> String {
        say(
            "--map: det finnes ikke noe felt «\(name)»\(like).",
            "--map: det finst ikkje noko felt «\(name)»\(like).",
            "--map: there is no field '\(name)'\(like)."
        )
    }

    func noColumn(_ option: String, _ label: String, _ like: String, _ all: String) -> String {
        say(
            "\(option): det finnes ingen kolonne «\(label)»\(like). Kolonnene er \(all).",
            "\(option): det finst inga kolonne «\(label)»\(like). Kolonnane er \(all).",
            "\(option): there is no column '\(label)'\(like). The columns are \(all)."
        )
    }

    func columnRefused(_ label: String, _ category: String, _ others: String) -> String {
        say(
            "--map: kolonnen «\(label)» kan vi ikke lagre (\(category)), så den kan ikke brukes. De andre er "
                + "\(others).",
            "--map: kolonnen «\(label)» kan vi ikkje lagre (\(category)), så han kan ikkje brukast. Dei andre er "
                + "\(others).",
            "--map: the column '\(label)' may not be held (\(category)) and cannot be used. The others are "
                + "\(others)."
        )
    }

    func saidTwice(_ label: String, _ option: String) -> String {
        say(
            "\(option): kolonnen «\(label)» er nevnt to ganger; si én ting om den.",
            "\(option): kolonnen «\(label)» er nemnd to gonger; sei éin ting om han.",
            "\(option): the column '\(label)' is named twice; say one thing about it."
        )
    }
}
