extension Messages {
    /// Devices, operations as such, and who may see and write.
    static let sync: [String: Sentence] = [
        "access.denied": Sentence(
            "Du har ikke lov til å endre dette[: {field}].",
            "Du har ikkje lov til å endre dette[: {field}].",
            "You may not change this[: {field}]."
        ),
        "access.proposed": Sentence(
            "Endringen er sendt som forslag[: {field}].",
            "Endringa er send som framlegg[: {field}].",
            "The change was sent as a proposal[: {field}]."
        ),
        "device.forked": Sentence(
            "Lageret på enheten finnes i to utgaver. Enheten nummererer på nytt og sender igjen.",
            "Lageret på eininga finst i to utgåver. Eininga nummererer på nytt og sender igjen.",
            "There are two copies of this device's store. It renumbers its work and sends it again."
        ),
        "device.retired": Sentence(
            "Enheten er tatt ut av bruk. Arbeidet ligger hos kontoret.",
            "Eininga er teken ut av bruk. Arbeidet ligg hos kontoret.",
            "The device is retired. The work is with the office."
        ),
        "device.revoked": Sentence(
            "Enheten er sperret. Ta kontakt med frivilligsentralen.",
            "Eininga er sperra. Ta kontakt med frivilligsentralen.",
            "The device is blocked. Contact the volunteer centre."
        ),
        "depends.held": Sentence(
            "Dette bygger på noe som ikke er avgjort ennå.",
            "Dette byggjer på noko som ikkje er avgjort enno.",
            "This builds on something that has not been decided yet."
        ),
        "entity.unknown": Sentence(
            "Sentralen kjenner ikke denne typen opplysning. Oppdater appen.",
            "Sentralen kjenner ikkje denne typen opplysning. Oppdater appen.",
            "The centre does not know this kind of row. Update the app."
        ),
        "hub.could_not_decide": Sentence(
            "Sentralen klarte ikke å behandle dette.",
            "Sentralen klarte ikkje å handsame dette.",
            "The centre could not process this."
        ),
        "number.too_old": Sentence(
            "Sentralen husker ikke lenger om den har fått dette. Det er ikke gjort på nytt.",
            "Sentralen hugsar ikkje lenger om han har fått dette. Det er ikkje gjort på nytt.",
            "The centre no longer remembers whether it had this. It was not done again."
        ),
        "refused.before": Sentence(
            "Dette ble avvist før sentralen ble gjenopprettet fra en sikkerhetskopi. Det gjelder fortsatt.",
            "Dette vart avvist før sentralen vart gjenoppretta frå ein tryggingskopi. Det gjeld framleis.",
            "This was refused before the centre was restored from a backup. That still stands."
        ),
        "op.malformed": Sentence(
            "Meldingen har feil form. Oppdater appen.",
            "Meldinga har feil form. Oppdater appen.",
            "The message is malformed. Update the app."
        ),
        "op.refused": Sentence(
            "Meldingen ble avvist.",
            "Meldinga vart avvist.",
            "The message was refused."
        ),
        "op.too_large": Sentence(
            "Meldingen er for stor. Del den opp.",
            "Meldinga er for stor. Del ho opp.",
            "The message is too large. Split it."
        ),
        "op.unknown_key": Sentence(
            "Meldingen har et ukjent felt. Oppdater appen.",
            "Meldinga har eit ukjent felt. Oppdater appen.",
            "The message has an unknown name. Update the app."
        ),
        "push.gap": Sentence(
            "En tidligere melding mangler[; sentralen venter på nummer {detail}].",
            "Ei tidlegare melding manglar[; sentralen ventar på nummer {detail}].",
            "An earlier message is missing[; the centre waits for number {detail}]."
        ),
        "schema.ahead": Sentence(
            "Appen er nyere enn sentralen. Noe venter til sentralen er oppdatert[: {field}].",
            "Appen er nyare enn sentralen. Noko ventar til sentralen er oppdatert[: {field}].",
            "The app is newer than the centre. A part waits for the centre's upgrade[: {field}]."
        ),
        "schema.unsupported": Sentence(
            "Appen er for gammel eller for ny for sentralen. Oppdater appen.",
            "Appen er for gammal eller for ny for sentralen. Oppdater appen.",
            "The app is too old or too new for the centre. Update the app."
        ),
        "scope.left": Sentence(
            "Enheten har ikke lenger tilgang til dette. Kontoret tar over.",
            "Eininga har ikkje lenger tilgang til dette. Kontoret tek over.",
            "The device no longer has access to this. The office takes over."
        ),
        "scope.never_seen": Sentence(
            "Enheten har aldri hatt tilgang til dette.",
            "Eininga har aldri hatt tilgang til dette.",
            "The device never had access to this."
        ),
    ]
}
