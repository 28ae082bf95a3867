/// What fields are called in sentences; a field without a label goes by its name.
package enum FieldLabels {
    /// What the field is called, in the reader's language.
    package static func label(_ field: String, in language: Language) -> String {
        labels[field]?.text(in: language) ?? field
    }

    private static let labels: [String: Sentence] = [
        "addressLine": Sentence("adresse", "adresse", "address"),
        "allergies": Sentence("allergier", "allergiar", "allergies"),
        "bagsFull": Sentence("antall sekker", "talet på sekker", "number of bags"),
        "birthOn": Sentence("fødselsdato", "fødselsdato", "birth date"),
        "birthYear": Sentence("fødselsår", "fødselsår", "birth year"),
        "decision": Sentence("avgjørelse", "avgjerd", "decision"),
        "description": Sentence("beskrivelse", "omtale", "description"),
        "displayName": Sentence("navn", "namn", "name"),
        "emergencyContact": Sentence("pårørende", "pårørande", "emergency contact"),
        "endsAt": Sentence("slutt", "slutt", "end"),
        "expiresAt": Sentence("gyldig til", "gyldig til", "valid until"),
        "familyName": Sentence("etternavn", "etternamn", "family name"),
        "fromAt": Sentence("fra", "frå", "from"),
        "geometry": Sentence("kartfigur", "kartfigur", "shape on the map"),
        "givenName": Sentence("fornavn", "fornamn", "given name"),
        "lengthM": Sentence("lengde", "lengd", "length"),
        "mode": Sentence("ryddemåte", "ryddemåte", "mode of cleaning"),
        "modeReason": Sentence("begrunnelse", "grunngjeving", "reason"),
        "name": Sentence("navn", "namn", "name"),
        "note": Sentence("merknad", "merknad", "note"),
        "operatorId": Sentence("ryddeaktør", "ryddeaktør", "operator"),
        "orgNo": Sentence("organisasjonsnummer", "organisasjonsnummer", "organisation number"),
        "period": Sentence("tidspunkt", "tidspunkt", "time"),
        "photoChoice": Sentence("bildesamtykke", "biletsamtykke", "photo consent"),
        "postal": Sentence("postadresse", "postadresse", "postal address"),
        "slots": Sentence("antall plasser", "talet på plassar", "number of seats"),
        "startsAt": Sentence("start", "start", "start"),
        "state": Sentence("status", "status", "state"),
        "status": Sentence("status", "status", "status"),
        "title": Sentence("tittel", "tittel", "title"),
        "valueNormalised": Sentence("kontaktopplysning", "kontaktopplysning", "contact detail"),
        "wish": Sentence("påmelding", "påmelding", "sign-up"),
        "zoneId": Sentence("ryddesone", "ryddesone", "cleanup zone"),
    ]
}
