extension Messages {
    /// Tasks, shifts, sign-ups, reports and waste.
    static let work: [String: Sentence] = [
        "close.outcome_missing": Sentence(
            "Noen bidro og har ikke fått vite hva det ble til[ ({detail})]. Skriv utfallet før det avsluttes.",
            "Nokon bidrog og har ikkje fått vite kva det vart til[ ({detail})]. Skriv utfallet før det blir avslutta.",
            "Somebody contributed and was not told what came of it[ ({detail})]. Write the outcome before it is closed."
        ),
        "contribution.outcome": Sentence(
            "Det du bidro med, har fått et utfall. Takk for at du sa fra.",
            "Det du bidrog med, har fått eit utfall. Takk for at du sa frå.",
            "There is an outcome for what you contributed. Thank you for telling us."
        ),
        "contribution.reason_missing": Sentence(
            "Skriv hvorfor bidraget ikke ble brukt.",
            "Skriv kvifor bidraget ikkje vart brukt.",
            "Write why the contribution was not used."
        ),
        "contribution.whose": Sentence(
            "Skriv hvem som bidro, eller at det er sentralens eget.",
            "Skriv kven som bidrog, eller at det er sentralen sitt eige.",
            "Write who contributed, or that it is the centre's own."
        ),
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
        "depot.oversold": Sentence(
            "Det er delt ut mer utstyr enn det var på depotet. Tell opp, eller kjøp mer.",
            "Det er delt ut meir utstyr enn det var på depotet. Tel opp, eller kjøp meir.",
            "More equipment was given out than the depot had. Count it, or buy more."
        ),
        "depot.restock": Sentence(
            "Skriv hvor mange det minst skal være av hver ting, som et tall bak navnet.",
            "Skriv kor mange det minst skal vere av kvar ting, som eit tal bak namnet.",
            "Write how many there should be of each item at least, as a number behind its name."
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
        "idea.no_contribution": Sentence(
            "Ingen innbygger har sagt noe om ideen ennå. Spør noen, eller skriv hvem som svarer for å gå videre, og hvorfor.",
            "Ingen innbyggjar har sagt noko om ideen enno. Spør nokon, eller skriv kven som svarar for å gå vidare, og kvifor.",
            "No resident has said anything about the idea yet. Ask somebody, or write who answers for going on, and why."
        ),
        "period.order": Sentence(
            "Slutten må være etter starten.",
            "Slutten må vere etter starten.",
            "The end must come after the start."
        ),
        "publish.overlap": Sentence(
            "En organisasjon har noe likt i nærheten de dagene[ ({detail})]. Snakk med dem, eller skriv hvorfor det likevel trengs.",
            "Ein organisasjon har noko likt i nærleiken dei dagane[ ({detail})]. Snakk med dei, eller skriv kvifor det likevel trengst.",
            "An organisation has something alike nearby on those days[ ({detail})]. Talk to them, or write why it is needed all the same."
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
        "safety.adult_ratio": Sentence(
            "Det er for få voksne: én voksen kan ha med høyst {detail} under 18.",
            "Det er for få vaksne: éin vaksen kan ha med høgst {detail} under 18.",
            "There are too few adults: one adult may bring {detail} minors at most."
        ),
        "safety.lead_missing": Sentence(
            "Så mange folk trenger en som leder sikkerheten. Velg hvem.",
            "Så mange folk treng ein som leier tryggleiken. Vel kven.",
            "So many people need somebody who leads safety. Choose who."
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
        "stock.sign": Sentence(
            "Det som kommer inn eller tilbake, er over null; det som deles ut eller blir borte, er under null.",
            "Det som kjem inn eller tilbake, er over null; det som blir delt ut eller borte, er under null.",
            "What comes in or back is above nought; what is given out or lost is below."
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
