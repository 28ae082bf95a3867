extension Messages {
    /// Sense, safety of children, lotteries, adoptions, enquiries, declarations and reservations.
    static let field: [String: Sentence] = [
        "adoption.ending": Sentence(
            "Tiden du passer på strekningen, går ut[ {detail}]. Forleng den om du vil fortsette.",
            "Tida du passar på strekninga, går ut[ {detail}]. Forleng ho om du vil halde fram.",
            "Your time of looking after the stretch ends[ {detail}]. Move the day if you want to go on."
        ),
        "adoption.period": Sentence(
            "Siste dag er før den første.",
            "Siste dagen er før den første.",
            "The last day comes before the first."
        ),
        "adoption.taken": Sentence(
            "Noen andre passer på strekningen de dagene.",
            "Nokon andre passar på strekninga dei dagane.",
            "Somebody else looks after the stretch on those days."
        ),
        "adoption.too_long": Sentence(
            "En strekning tas for høyst to år om gangen; forleng etterpå.",
            "Ei strekning blir teken for høgst to år om gongen; forleng etterpå.",
            "A stretch is taken for two years at most; go on after that."
        ),
        "declaration.no_consent": Sentence(
            "Si først ja til at sentralen kan telle opplysninger av denne typen.",
            "Sei først ja til at sentralen kan telje opplysningar av denne typen.",
            "First say yes to the centre counting this kind of data."
        ),
        "declaration.twice": Sentence(
            "Det er allerede skrevet ned; endre det som står der.",
            "Det er alt skrive ned; endre det som står der.",
            "It is written down already; change what stands there."
        ),
        "depot.double_booked": Sentence(
            "Det er bestilt mer utstyr enn det er på depotet de samme dagene. Snakk med dem som har bestilt.",
            "Det er tinga meir utstyr enn det er på depotet dei same dagane. Snakk med dei som har tinga.",
            "More equipment is reserved on the same days than the depot has. Talk to those who reserved it."
        ),
        "enquiry.answer_missing": Sentence(
            "Skriv hva hun eller han fikk til svar.",
            "Skriv kva ho eller han fekk til svar.",
            "Write what she or he was told."
        ),
        "enquiry.answered": Sentence(
            "Det er svart på henvendelsen din.",
            "Det er svart på førespurnaden din.",
            "There is an answer to your enquiry."
        ),
        "enquiry.no_word": Sentence(
            "Spør først den som har henvendt seg, hva en annen sentral kan få vite.",
            "Spør først den som har vendt seg til sentralen, kva ein annan sentral kan få vite.",
            "First ask whoever turned to the centre what another centre may be told."
        ),
        "enquiry.overdue": Sentence(
            "En henvendelse har ventet i mer enn 14 dager. Svar, eller gi den til en som kan.",
            "Ein førespurnad har venta i meir enn 14 dagar. Svar, eller gi han til ein som kan.",
            "An enquiry has waited for more than 14 days. Answer it, or give it to somebody who can."
        ),
        "enquiry.yours": Sentence(
            "Du har fått ansvaret for en henvendelse.",
            "Du har fått ansvaret for ein førespurnad.",
            "An enquiry is yours to see to."
        ),
        "hazard.unknown": Sentence(
            "En av farene er ukjent. Velg en som finnes, eller «other».",
            "Ein av farane er ukjend. Vel ein som finst, eller «other».",
            "One of the hazards is unknown. Choose one there is, or 'other'."
        ),
        "initiative.no_need": Sentence(
            "Skriv hvilke behov tiltaket handler om, før det planlegges.",
            "Skriv kva behov tiltaket handlar om, før det blir planlagt.",
            "Name the needs that the initiative is about before it is planned."
        ),
        "initiative.owner_missing": Sentence(
            "Et tiltak som er i gang, har en politisk eier, en administrativ eier og en som holder i det[: {field}].",
            "Eit tiltak som er i gang, har ein politisk eigar, ein administrativ eigar og ein som held i det[: {field}].",
            "An initiative under way has a political owner, an administrative owner and a facilitator[: {field}]."
        ),
        "lottery.day": Sentence(
            "Skriv dagen det skal trekkes, en som ikke er kommet ennå.",
            "Skriv dagen det skal trekkjast, ein som ikkje er komen enno.",
            "Say on which day it is drawn, one that has not come yet."
        ),
        "lottery.drawn": Sentence(
            "Trekningen er gjort og endres ikke.",
            "Trekninga er gjord og blir ikkje endra.",
            "The lottery is drawn and does not change."
        ),
        "lottery.late": Sentence(
            "Det er alt lagt igjen sekker med navn i denne sesongen. En trekning loves før den første.",
            "Det er alt lagt att sekker med namn i denne sesongen. Ei trekning blir lova før den første.",
            "Bags were left in somebody's name in this season already. A draw is promised before the first."
        ),
        "lottery.no_tickets": Sentence(
            "Det er ingen lodd, så ingenting er trukket. Løftet står.",
            "Det er ingen lodd, så ingenting er trekt. Lovnaden står.",
            "There are no tickets, so nothing is drawn. The promise stands."
        ),
        "lottery.not_yet": Sentence(
            "Det trekkes tidligst den dagen som er lovet[: {detail}].",
            "Det blir trekt tidlegast den dagen som er lova[: {detail}].",
            "It is drawn on the promised day at the earliest[: {detail}]."
        ),
        "lottery.not_committed": Sentence(
            "Lov frøet med sin sum først; trekk etterpå.",
            "Lov frøet med summen sin først; trekk etterpå.",
            "Promise the seed by its hash first; draw after that."
        ),
        "lottery.promised": Sentence(
            "Sentralen har alt lovet en trekning for denne sesongen; det er den som gjelder.",
            "Sentralen har alt lova ei trekning for denne sesongen; det er ho som gjeld.",
            "The centre has promised a draw for this season already; that is the one that counts."
        ),
        "lottery.result": Sentence(
            "Resultatet er ikke det som loddene og frøet gir. Trekk på nytt.",
            "Resultatet er ikkje det som lodda og frøet gir. Trekk på nytt.",
            "The result is not what the tickets and the seed give. Draw again."
        ),
        "lottery.seed": Sentence(
            "Frøet er ikke det som ble lovet.",
            "Frøet er ikkje det som vart lova.",
            "The seed is not the one that was promised."
        ),
        "need.effect_missing": Sentence(
            "Skriv om det hjalp, ikke endret noe eller skadet.",
            "Skriv om det hjelpte, ikkje endra noko eller skada.",
            "Write whether it helped, changed nothing or did harm."
        ),
        "need.news": Sentence(
            "Det er nytt om behovet du fortalte om. Se hva det ble til.",
            "Det er nytt om behovet du fortalde om. Sjå kva det vart til.",
            "There is news of the need you told of. See what became of it."
        ),
        "need.not_confirmed": Sentence(
            "Den som har behovet, må først bekrefte at det er forstått rett[ ({detail})].",
            "Den som har behovet, må først stadfeste at det er forstått rett[ ({detail})].",
            "Whoever has the need has to confirm first that it is understood[ ({detail})]."
        ),
        "need.not_yours": Sentence(
            "Dette kan bare den som har behovet, eller den hun eller han har valgt til hjelp, si[: {field}].",
            "Dette kan berre den som har behovet, eller den ho eller han har valt til hjelp, seie[: {field}].",
            "Only whoever has the need, or the helper she or he chose, can say this[: {field}]."
        ),
        "place.far": Sentence(
            "Stedet ligger langt fra Norge. Lengdegrad står først, så breddegrad.",
            "Staden ligg langt frå Noreg. Lengdegrad står først, så breiddegrad.",
            "The place is far from Norway. Longitude comes first, then latitude."
        ),
        "place.swapped": Sentence(
            "Breddegrad og lengdegrad ser ut til å være byttet om. Lengdegrad står først.",
            "Breiddegrad og lengdegrad ser ut til å vere bytte om. Lengdegrad står først.",
            "Latitude and longitude look swapped. Longitude comes first."
        ),
        "report.long_ago": Sentence(
            "Tidspunktet er fra før noen førte slike lister. Se om det er skrevet rett.",
            "Tidspunktet er frå før nokon førte slike lister. Sjå om det er skrive rett.",
            "The time is from before anybody kept such records. See whether it is right."
        ),
        "reservation.period": Sentence(
            "Siste dag er før den første.",
            "Siste dagen er før den første.",
            "The last day comes before the first."
        ),
        "safety.children_finds": Sentence(
            "Her er det sett noe barn ikke skal ta i[: {detail}].",
            "Her er det sett noko barn ikkje skal ta i[: {detail}].",
            "Something was seen here that children must not touch[: {detail}]."
        ),
        "safety.children_found": Sentence(
            "Barn var med der det ble funnet noe de ikke skal ta i[: {detail}]. Hør hvordan det gikk.",
            "Barn var med der det vart funne noko dei ikkje skal ta i[: {detail}]. Høyr korleis det gjekk.",
            "Children took part where something was found that they must not touch[: {detail}]. Ask how it went."
        ),
        "task.ages": Sentence(
            "Den laveste alderen er over den høyeste.",
            "Den lågaste alderen er over den høgste.",
            "The least age is above the greatest."
        ),
        "text.blank": Sentence(
            "Her må det stå noe: {field}.",
            "Her må det stå noko: {field}.",
            "This must not be empty: {field}."
        ),
        "token.anonymised": Sentence(
            "Passet gikk ut for mer enn et år siden og er løst fra alle for godt.",
            "Passet gjekk ut for meir enn eit år sidan og er løyst frå alle for godt.",
            "The pass ended more than a year ago and belongs to nobody for good."
        ),
    ]
}
