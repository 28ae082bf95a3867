/// The words of a certificate of erasure, in each language.
package enum ErasureWords {
    /// What was looked at or cannot be reached, by the code in the certificate.
    package static func place(_ code: String, in language: Language) -> String {
        places[code]?.text(in: language) ?? code
    }

    /// A sentence of the certificate or of the dry run.
    package static func line(_ code: String, in language: Language) -> String {
        lines[code]?.text(in: language) ?? code
    }

    static let places: [String: Sentence] = [
        "rows": Sentence("radene i registeret", "radene i registeret", "the rows"),
        "lookups": Sentence("oppslag og søk", "oppslag og søk", "look-ups"),
        "history": Sentence("historikken", "historikken", "the history"),
        "operations": Sentence("mottatte endringer", "mottekne endringar", "received operations"),
        "held": Sentence("arbeid til vurdering", "arbeid til vurdering", "held work"),
        "reviews": Sentence("vurderinger", "vurderingar", "reviews"),
        "notices": Sentence("meldinger", "meldingar", "notices"),
        "devices": Sentence("navn på enheter", "namn på einingar", "names of devices"),
        "codes": Sentence("innmeldingskoder", "innmeldingskodar", "enrolment codes"),
        "log": Sentence("loggen ved lageret", "loggen ved lageret", "the log beside the store"),
        "freePages": Sentence(
            "ledige sider i filen",
            "ledige sider i fila",
            "free pages of the file"
        ),
        "paper": Sentence("det som står på papir", "det som står på papir", "what stands on paper"),
        "mail": Sentence("e-post og meldinger", "e-post og meldingar", "e-mail and messages"),
        "exports": Sentence(
            "filer som er tatt ut",
            "filer som er tekne ut",
            "files that were exported"
        ),
        "copies": Sentence(
            "kopier laget uten «dugnad backup»",
            "kopiar laga utan «dugnad backup»",
            "copies made without 'dugnad backup'"
        ),
        "storeCopies": Sentence(
            "kopier av en enhets lager som aldri synker",
            "kopiar av lageret til ei eining som aldri synkar",
            "copies of a device's store that never sync"
        ),
        "rescued": Sentence(
            """
            skadde filer som «field rescue» har lagt til side (enheten fjerner dem den vet om når den hører om \
            slettingen; sentralen får ikke vite det)
            """,
            """
            skadde filer som «field rescue» har lagt til side (eininga fjernar dei ho veit om når ho høyrer om \
            slettinga; sentralen får ikkje vite det)
            """,
            """
            damaged files that 'field rescue' put aside (the device removes those it knows of when it hears of the \
            erasure; the hub is not told)
            """
        ),
        "retiredDevices": Sentence(
            "enheter som aldri mer tar kontakt",
            "einingar som aldri meir tek kontakt",
            "devices that never make contact again"
        ),
    ]

    static let lines: [String: Sentence] = [
        "plan": Sentence(
            "Dette blir fjernet:",
            "Dette blir fjerna:",
            "This would be removed:"
        ),
        "done": Sentence("Slettet:", "Sletta:", "Erased:"),
        "tombstones": Sentence("rader", "rader", "rows"),
        "emptied": Sentence(
            "rader som blir stående uten henne",
            "rader som blir ståande utan henne",
            "rows that stay, without her"
        ),
        "history": Sentence(
            "verdier i historikken",
            "verdiar i historikken",
            "values in the history"
        ),
        "operations": Sentence("mottatte endringer", "mottekne endringar", "received operations"),
        "held": Sentence("av dem til vurdering", "av dei til vurdering", "of them held"),
        "sides": Sentence("sider i vurderinger", "sider i vurderingar", "sides of reviews"),
        "devices": Sentence(
            "enheter mister navnet",
            "einingar mistar namnet",
            "devices lose their names"
        ),
        "codes": Sentence("innmeldingskoder", "innmeldingskodar", "enrolment codes"),
        "others": Sentence(
            "Også disse er samme person:",
            "Også desse er same person:",
            "These records are the same person:"
        ),
        "confirm": Sentence(
            "Slett med --confirm {detail}",
            "Slett med --confirm {detail}",
            "Erase with --confirm {detail}"
        ),
        "looked": Sentence("Sett gjennom:", "Sett gjennom:", "Looked at:"),
        "replicas": Sentence(
            "Enheter som ikke har bekreftet at de har fulgt etter (det gjør hver ved neste synk):",
            "Einingar som ikkje har stadfesta at dei har følgt etter (det gjer kvar ved neste synk):",
            "Devices that have not confirmed that they have followed (each does at its next sync):"
        ),
        "holders": Sentence(
            "Enheter som kan ha kopier til neste synk:",
            "Einingar som kan ha kopiar til neste synk:",
            "Devices that may hold copies until their next sync:"
        ),
        "noHolders": Sentence(
            "Ingen enhet kan ha kopier.",
            "Inga eining kan ha kopiar.",
            "No device may hold copies."
        ),
        "noReplicas": Sentence(
            "Alle enheter har bekreftet at de har fulgt etter.",
            "Alle einingar har stadfesta at dei har følgt etter.",
            "All devices have confirmed that they have followed."
        ),
        "backups": Sentence(
            "Kjente sikkerhetskopier fra før (slettes på nytt når de legges tilbake):",
            "Kjende tryggingskopiar frå før (blir sletta på nytt når dei blir lagde tilbake):",
            "Known backups from before (restoring one erases again):"
        ),
        "log": Sentence(
            "Loggen ved lageret er ikke tømt ennå; den tømmes når ingen leser.",
            "Loggen ved lageret er ikkje tømd enno; han blir tømd når ingen les.",
            "The log beside the store is not emptied yet; it is when nobody reads."
        ),
        "kept": Sentence(
            "Igjen i tre år: sifrede kjennetegn som ikke kan leses, så ei gammel liste ikke tar henne inn igjen.",
            "Att i tre år: chiffrerte kjenneteikn som ikkje kan lesast, så ei gammal liste ikkje tek henne inn att.",
            "Kept for three years: keyed digests that cannot be read, so that an old list does not bring her back."
        ),
        "unreachable": Sentence(
            "Når ikke:",
            "Når ikkje:",
            "Cannot reach:"
        ),
        "waits": Sentence("venter", "ventar", "waits"),
        "retired": Sentence("levert inn", "levert inn", "retired"),
        "revoked": Sentence("stengt ute", "stengd ute", "revoked"),
        "lost": Sentence("mistet", "mista", "lost"),
    ]
}
