extension Messages {
    /// People, groups and how to reach them.
    static let people: [String: Sentence] = [
        "consent.withdrawn": Sentence(
            "Samtykket er trukket tilbake. Et nytt ja er et nytt samtykke.",
            "Samtykket er trekt tilbake. Eit nytt ja er eit nytt samtykke.",
            "The consent was withdrawn. A new yes is a new consent."
        ),
        "contact.email": Sentence(
            "E-postadressen er ikke gyldig.",
            "E-postadressa er ikkje gyldig.",
            "The e-mail address is not valid."
        ),
        "contact.phone": Sentence(
            "Telefonnummeret er ikke gyldig.",
            "Telefonnummeret er ikkje gyldig.",
            "The telephone number is not valid."
        ),
        "grant.self": Sentence(
            "Ingen kan gi seg selv en rolle.",
            "Ingen kan gje seg sjølv ei rolle.",
            "Nobody can give herself a role."
        ),
        "membership.other_centre": Sentence(
            "Personen er medlem av en annen sentral.",
            "Personen er medlem av ein annan sentral.",
            "The person is a member of another centre."
        ),
        "organisation.adult_missing": Sentence(
            "En uformell gruppe må ha en ansvarlig voksen.",
            "Ei uformell gruppe må ha ein ansvarleg vaksen.",
            "An informal group needs a responsible adult."
        ),
        "orgnr.checksum": Sentence(
            "Organisasjonsnummeret er ikke gyldig.",
            "Organisasjonsnummeret er ikkje gyldig.",
            "The organisation number is not valid."
        ),
        "orgnr.taken": Sentence(
            "Organisasjonsnummeret er allerede registrert.",
            "Organisasjonsnummeret er alt registrert.",
            "The organisation number is already registered."
        ),
        "person.birth_date": Sentence(
            "Fødselsdatoen må være mellom 1900 og i dag.",
            "Fødselsdatoen må vere mellom 1900 og i dag.",
            "The birth date must lie between 1900 and today."
        ),
        "person.nameless": Sentence(
            "En person må ha et navn eller et deltakerpass.",
            "Ein person må ha eit namn eller eit deltakarpass.",
            "A person needs a name or a pass."
        ),
        "person.national_id": Sentence(
            "Fødselsnummer skal ikke lagres. Ta det bort og prøv igjen[: {field}].",
            "Fødselsnummer skal ikkje lagrast. Ta det bort og prøv igjen[: {field}].",
            "National identity numbers are not stored. Take it out and try again[: {field}]."
        ),
    ]
}
