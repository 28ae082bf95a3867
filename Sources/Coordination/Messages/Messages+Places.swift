extension Messages {
    /// Zones, segments, seasons and claims.
    static let places: [String: Sentence] = [
        "place.removed": Sentence(
            "Stedet er tatt av kartet. Spør koordinatoren før du drar dit.",
            "Staden er teken av kartet. Spør koordinatoren før du dreg dit.",
            "The place was taken off the map. Ask the coordinator before you go there."
        ),
        "claim.expired": Sentence(
            "Tiden for strekningen er ute. Den er ledig for andre.",
            "Tida for strekninga er ute. Ho er ledig for andre.",
            "Your time with the stretch is over. It is free for others."
        ),
        "claim.period": Sentence(
            "Strekningen må tas til et tidspunkt etter starten.",
            "Strekninga må takast til eit tidspunkt etter starten.",
            "A claim must end after it starts."
        ),
        "claim.segment_halted": Sentence(
            "Det er meldt om fare på strekningen din. Stopp arbeidet til en koordinator sier fra.",
            "Det er meldt om fare på strekninga di. Stopp arbeidet til ein koordinator seier frå.",
            "A danger was reported on your stretch. Stop working until a coordinator says so."
        ),
        "claim.superseded": Sentence(
            "Strekningen var allerede tatt[ av {winner}]. Velg gjerne en annen.",
            "Strekninga var alt teken[ av {winner}]. Vel gjerne ei anna.",
            "The stretch was already taken[ by {winner}]. Please choose another one."
        ),
        "claim.too_far": Sentence(
            "En strekning kan tas tidligst et år før. Velg en tidligere start.",
            "Ei strekning kan takast tidlegast eit år før. Vel ein tidlegare start.",
            "A stretch can be claimed a year ahead at most. Choose an earlier start."
        ),
        "claim.too_long": Sentence(
            "En strekning kan tas for høyst 30 dager om gangen. Velg en tidligere slutt.",
            "Ei strekning kan takast for høgst 30 dagar om gongen. Vel ein tidlegare slutt.",
            "A stretch can be claimed for 30 days at a time. Choose an earlier end."
        ),
        "zone.merge_moved": Sentence(
            "Ryddeområdene er endret siden de ble slått sammen her. Se på dem og slå dem sammen på nytt.",
            "Ryddeområda er endra sidan dei vart slegne saman her. Sjå på dei og slå dei saman på nytt.",
            "The zones have changed since they were merged here. Look at them and merge them again."
        ),
        "zone.split_moved": Sentence(
            "Ryddeområdet er endret siden det ble delt her. Se på det og del det på nytt.",
            "Ryddeområdet er endra sidan det vart delt her. Sjå på det og del det på nytt.",
            "The zone has changed since it was split here. Look at it and split it again."
        ),
        "geometry.invalid": Sentence(
            "Kartfiguren kan ikke brukes[ ({detail})].",
            "Kartfiguren kan ikkje brukast[ ({detail})].",
            "The shape on the map cannot be used[ ({detail})]."
        ),
        "hazard.reason_missing": Sentence(
            "Skriv hvorfor stedet er trygt igjen.",
            "Skriv kvifor staden er trygg igjen.",
            "Write why the place is safe again."
        ),
        "season.closed": Sentence(
            "Stedet er stengt for ferdsel da. Første tillatte dag er {detail}.",
            "Staden er stengd for ferdsel då. Første tillatne dag er {detail}.",
            "The place is closed to traffic then. The next allowed day is {detail}."
        ),
        "season.closed_all_year": Sentence(
            "Stedet er stengt for ferdsel hele året.",
            "Staden er stengd for ferdsel heile året.",
            "The place is closed to traffic all year."
        ),
        "season.flagged": Sentence(
            """
            Stedet er blitt stengt for ferdsel på dagen du har planlagt. Første tillatte dag \
            er {detail}.
            """,
            """
            Staden er vorten stengd for ferdsel på dagen du har planlagt. Første tillatne \
            dag er {detail}.
            """,
            """
            The place was closed to traffic on the day you planned. The next allowed day is \
            {detail}.
            """
        ),
        "season.flagged_all_year": Sentence(
            "Stedet du har planlagt for, er blitt stengt for ferdsel hele året.",
            "Staden du har planlagt for, er vorten stengd for ferdsel heile året.",
            "The place you planned for was closed to traffic all year."
        ),
        "segment.halted": Sentence(
            "Det er meldt om fare på strekningen. Ingen kan ta den før en koordinator sier fra.",
            "Det er meldt om fare på strekninga. Ingen kan ta ho før ein koordinator seier frå.",
            "A danger was reported on the stretch. Nobody can take it until a coordinator says so."
        ),
        "segment.length": Sentence(
            "Lengden stemmer ikke med kartet[; der er den {detail} meter].",
            "Lengda stemmer ikkje med kartet[; der er ho {detail} meter].",
            "The length does not match the map[; there it is {detail} metres]."
        ),
        "zone.no_cleanup": Sentence(
            "I denne sonen skal det ikke ryddes.",
            "I denne sona skal det ikkje ryddast.",
            "There is to be no cleanup in this zone."
        ),
        "zone.now_no_cleanup": Sentence(
            "Det skal ikke lenger ryddes i sonen du har planlagt for. Ta kontakt med sentralen.",
            "Det skal ikkje lenger ryddast i sona du har planlagt for. Ta kontakt med sentralen.",
            "There is to be no more cleanup in the zone you planned for. Contact the centre."
        ),
        "zone.now_professional": Sentence(
            "Sonen du har planlagt for, ryddes nå av profesjonelle. Avtal videre med sentralen.",
            "Sona du har planlagt for, blir no rydda av profesjonelle. Avtal vidare med sentralen.",
            "The zone you planned for is now cleaned by professionals. Talk to the centre."
        ),
        "zone.operator_missing": Sentence(
            "Velg hvem som skal rydde sonen (operatorId), eller en ryddemåte uten operatør.",
            "Vel kven som skal rydde sona (operatorId), eller ein ryddemåte utan operatør.",
            "Choose who is to clean the zone (operatorId), or a mode without an operator."
        ),
        "zone.period": Sentence(
            "Sluttdatoen for ryddemåten er før startdatoen.",
            "Sluttdatoen for ryddemåten er før startdatoen.",
            "The mode ends before it begins."
        ),
        "zone.professional": Sentence(
            "Sonen ryddes av profesjonelle. Meld fra til sentralen, så sender de den videre.",
            "Sona blir rydda av profesjonelle. Meld frå til sentralen, så sender dei det vidare.",
            "The zone is cleaned by professionals. Tell the centre, and they pass it on."
        ),
        "zone.reason_missing": Sentence(
            "Skriv hvorfor ryddemåten endres.",
            "Skriv kvifor ryddemåten blir endra.",
            "Write why the mode of cleaning changes."
        ),
    ]
}
