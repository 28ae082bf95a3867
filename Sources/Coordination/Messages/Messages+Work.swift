extension Messages {
    /// Tasks, shifts, sign-ups, reports and waste.
    static let work: [String: Sentence] = [
        "deposit.empty": Sentence(
            "Skriv hvor mange sekker som ligger der.",
            "Skriv kor mange sekker som ligg der.",
            "Write how many bags lie there."
        ),
        "deposit.reason_missing": Sentence(
            "Skriv hvorfor sekkene ikke blir hentet.",
            "Skriv kvifor sekkene ikkje blir henta.",
            "Write why the bags are not picked up."
        ),
        "handover.centre": Sentence(
            "Velg en annen frivilligsentral som skal ta over.",
            "Vel ein annan frivilligsentral som skal ta over.",
            "Choose another centre that is to take over."
        ),
        "handover.needed": Sentence(
            "Dette flyttes ved at sentralen tilbyr det og den andre sentralen tar imot.",
            "Dette blir flytta ved at sentralen tilbyr det og den andre sentralen tek imot.",
            "This moves when the centre offers it and the other centre accepts."
        ),
        "handover.not_owner": Sentence(
            "Bare sentralen som har det, kan tilby det til en annen.",
            "Berre sentralen som har det, kan tilby det til ein annan.",
            "Only the centre that has it can offer it to another."
        ),
        "handover.open": Sentence(
            "Det er allerede tilbudt en annen sentral. Vent på svar, eller trekk tilbudet.",
            "Det er alt tilbode ein annan sentral. Vent på svar, eller trekk tilbodet.",
            "It has already been offered to another centre. Wait for the answer, or withdraw the offer."
        ),
        "period.order": Sentence(
            "Slutten må være etter starten.",
            "Slutten må vere etter starten.",
            "The end must come after the start."
        ),
        "report.empty": Sentence(
            "Meldingen sier ingenting om ryddingen. Skriv for eksempel antall sekker.",
            "Meldinga seier ingenting om ryddinga. Skriv til dømes kor mange sekker.",
            "The report says nothing about the cleanup. Write the number of bags, for example."
        ),
        "report.future": Sentence(
            "Meldingen er mottatt, men tidspunktet er ikke kommet ennå. Se om klokken på enheten går rett.",
            "Meldinga er motteken, men tidspunktet er ikkje kome enno. Sjå om klokka på eininga går rett.",
            "The report is in, but its time lies in the future. See whether the device's clock is right."
        ),
        "report.own_validation": Sentence(
            "Den som har meldt, kan ikke godkjenne sin egen melding.",
            "Den som har meldt, kan ikkje godkjenne si eiga melding.",
            "Nobody can validate her own report."
        ),
        "shift.below_confirmed": Sentence(
            """
            [{detail} har allerede fått plass. ]Velg hvem som skal miste den, eller behold \
            plassene.
            """,
            "[{detail} har alt fått plass. ]Vel kven som skal miste han, eller behald plassane.",
            "[{detail} people already have a seat. ]Choose who is to lose it, or keep the seats."
        ),
        "shift.outside_task": Sentence(
            "Vakten må ligge innenfor oppdraget.",
            "Vakta må liggje innanfor oppdraget.",
            "The shift must lie inside its task."
        ),
        "signup.duplicate": Sentence(
            "Hun eller han er allerede påmeldt vakten.",
            "Ho eller han er alt påmeld til vakta.",
            "The person is already signed up for the shift."
        ),
        "signup.nobody": Sentence(
            "Påmeldingen mangler en person eller et deltakerpass.",
            "Påmeldinga manglar ein person eller eit deltakarpass.",
            "The sign-up names neither a person nor a pass."
        ),
        "signup.promoted": Sentence(
            "Du har fått plass på vakten.",
            "Du har fått plass på vakta.",
            "You have got a seat in the shift."
        ),
        "signup.shift_removed": Sentence(
            "Vakten du meldte deg på, er tatt bort.",
            "Vakta du melde deg på, er teken bort.",
            "The shift you signed up for was taken away."
        ),
        "signup.waitlisted": Sentence(
            "Vakten er full. Du står på venteliste.",
            "Vakta er full. Du står på venteliste.",
            "The shift is full. You are on the waiting list."
        ),
        "task.cancelled": Sentence(
            "Oppdraget du er påmeldt, er avlyst.",
            "Oppdraget du er påmeld til, er avlyst.",
            "The task you signed up for is cancelled."
        ),
        "task.code_fixed": Sentence(
            "Aksjonskoden kan ikke endres.",
            "Aksjonskoden kan ikkje endrast.",
            "The action code cannot be changed."
        ),
        "task.code_taken": Sentence(
            "Aksjonskoden er i bruk.",
            "Aksjonskoden er i bruk.",
            "The action code is in use."
        ),
        "task.not_open": Sentence(
            "Oppdraget tar ikke lenger imot påmelding.",
            "Oppdraget tek ikkje lenger imot påmelding.",
            "The task no longer takes sign-ups."
        ),
        "task.publish": Sentence(
            "Et oppdrag blir kunngjort av kontoret.",
            "Eit oppdrag blir kunngjort av kontoret.",
            "A task is published by the office."
        ),
        "token.in_use": Sentence(
            "Deltakerpasset er alt brukt fra en annen enhet.",
            "Deltakarpasset er alt brukt frå ei anna eining.",
            "The pass was already used from another device."
        ),
    ]
}
