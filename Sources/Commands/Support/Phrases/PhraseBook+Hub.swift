extension PhraseBook {
    /// What a hub answers that does not do what it was asked.
    static let hub: Words = [
        "Send the device's token: 'Authorization: Bearer dgn_…'.": (
            "Send enhetens nøkkel: 'Authorization: Bearer dgn_…'.",
            "Send nøkkelen til eininga: 'Authorization: Bearer dgn_…'."
        ),
        "This hub did not give that token. Join again with a new code; what waits comes along ('field join URL CODE --again').":
            (
                "Denne huben ga ikke den nøkkelen. Bli med på nytt med en ny kode; det som venter, følger med ('field join URL CODE --again').",
                "Denne huben gav ikkje den nøkkelen. Vert med på nytt med ein ny kode; det som ventar, følgjer med ('field join URL CODE --again')."
            ),
        "Only a coordinator or manager of the centre may see its reviews.": (
            "Bare en koordinator eller leder ved sentralen kan se sakene.",
            "Berre ein koordinator eller leiar ved sentralen kan sjå sakene."
        ),
        "Too many devices wait for news; ask again without waiting.": (
            "For mange enheter venter på nytt; spør igjen uten å vente.",
            "For mange einingar ventar på nytt; spør att utan å vente."
        ),
        "The device has too many requests open; finish one first.": (
            "Enheten har for mange forespørsler i gang; gjør ferdig en først.",
            "Eininga har for mange førespurnader i gang; gjer ferdig ein fyrst."
        ),
        "Too many codes were tried from here; wait a minute.": (
            "For mange koder er prøvd herfra; vent et minutt.",
            "For mange kodar er prøvde herifrå; vent eit minutt."
        ),
        "Too much is waiting; try again in a moment.": (
            "For mye venter; prøv igjen om litt.", "For mykje ventar; prøv att om litt."
        ),
        "The answer took too long. Send it again: nothing is done twice.": (
            "Svaret tok for lang tid. Send det igjen: ingenting gjøres to ganger.",
            "Svaret tok for lang tid. Send det att: ingenting vert gjort to gonger."
        ),
        "The system gives no more threads; raise its limit or stop something.": (
            "Systemet gir ikke flere tråder; øk grensen eller stopp noe.",
            "Systemet gjev ikkje fleire trådar; auk grensa eller stogg noko."
        ),
        "A code can be used for # to # days.": (
            "En kode kan brukes i # til # dager.", "Ein kode kan brukast i # til # dagar."
        ),
        "There is no such role; choose one of {}.": (
            "Det er ingen slik rolle; velg en av {}.", "Det er inga slik rolle; vel ei av {}."
        ),
        "Send at most # operations at once.": (
            "Send høyst # operasjoner om gangen.", "Send høgst # operasjonar om gongen."
        ),
        "Beside the store no file can be made; check its folder.": (
            "Ved siden av lageret kan det ikke lages noen fil; se etter mappen.",
            "Ved sida av lageret kan det ikkje lagast noka fil; sjå etter mappa."
        ),
        "The device is in use; retire or revoke it first.": (
            "Enheten er i bruk; ta den ut av bruk eller steng den ute først.",
            "Eininga er i bruk; ta ho ut av bruk eller steng ho ute fyrst."
        ),
        "The code has a typing error; check it.": (
            "Koden er skrevet feil; se etter.", "Koden er skriven feil; sjå etter."
        ),
        "This hub did not give that code.": (
            "Denne huben har ikke gitt den koden.", "Denne huben har ikkje gjeve den koden."
        ),
        "The code was used already; ask for a new one.": (
            "Koden er brukt; be om en ny.", "Koden er brukt; be om ein ny."
        ),
        "The code is too old; ask for a new one.": (
            "Koden er for gammel; be om en ny.", "Koden er for gammal; be om ein ny."
        ),
        "The office itself cannot be retired or revoked.": (
            "Kontoret selv kan ikke tas ut av bruk eller stenges ute.",
            "Kontoret sjølv kan ikkje takast ut av bruk eller stengjast ute."
        ),
        "The store is a hub already; choose another file.": (
            "Lageret er en hub alt; velg en annen fil.", "Lageret er ein hub alt; vel ei anna fil."
        ),
        "There is such a centre already.": (
            "Det er en slik sentral alt.", "Det er ein slik sentral alt."
        ),
        "The end has passed already; retire the device instead.": (
            "Slutten er passert; ta heller enheten ut av bruk.",
            "Slutten er passert; ta heller eininga ut av bruk."
        ),
        "The office's own grant cannot be changed.": (
            "Kontorets egen rett kan ikke endres.", "Retten til kontoret sjølv kan ikkje endrast."
        ),
        "The device is out of use; enrol it with a new code.": (
            "Enheten er ute av bruk; la den bli med på nytt med en ny kode.",
            "Eininga er ute av bruk; lat ho verte med på nytt med ein ny kode."
        ),
        "The store has no office; make a new one.": (
            "Lageret har ikke noe kontor; lag et nytt lager.",
            "Lageret har ikkje noko kontor; lag eit nytt lager."
        ),
        "The store is no hub's yet; make it with 'dugnad init'.": (
            "Lageret er ingen hubs ennå; lag det med 'dugnad init'.",
            "Lageret er ingen hub sitt enno; lag det med 'dugnad init'."
        ),
        "The store is of an older version; run 'dugnad doctor' on it once.": (
            "Lageret er av en eldre versjon; kjør 'dugnad doctor' på det én gang.",
            "Lageret er av ein eldre versjon; køyr 'dugnad doctor' på det éin gong."
        ),
        "The store was written by another version; serve it once with this one.": (
            "Lageret er skrevet av en annen versjon; start det én gang med denne.",
            "Lageret er skrive av ein annan versjon; start det éin gong med denne."
        ),
        "The hub's rules do not come to an end; report this.": (
            "Reglene i huben tar ikke slutt; meld fra om dette.",
            "Reglane i huben tek ikkje slutt; meld frå om dette."
        ),
        "This device was retired and has sent once more. Its work stays in its store.": (
            "Denne enheten er tatt ut av bruk og har sendt én gang til. Arbeidet blir i lageret dens.",
            "Denne eininga er teken ut av bruk og har sendt éin gong til. Arbeidet vert i lageret hennar."
        ),
        "This store belongs to another device.": (
            "Dette lageret hører til en annen enhet.", "Dette lageret høyrer til ei anna eining."
        ),
        "This device was retired and receives nothing more.": (
            "Denne enheten er tatt ut av bruk og får ikke mer.",
            "Denne eininga er teken ut av bruk og får ikkje meir."
        ),
        "This device was revoked. To go on with its work, have the office give a code by 'device invite --for', and join again with it.":
            (
                "Denne enheten er stengt ute. For å gå videre med arbeidet: be kontoret om en kode med 'device invite --for', og bli med på nytt med den.",
                "Denne eininga er stengd ute. For å gå vidare med arbeidet: be kontoret om ein kode med 'device invite --for', og vert med på nytt med han."
            ),
        "The store's device was retired or shut out, and this code was not given for it. Ask the office for one by {}; this one is not used up.":
            (
                "Enheten til lageret er tatt ut av bruk eller stengt ute, og denne koden er ikke gitt for den. Be kontoret om en med {}; denne er ikke brukt opp.",
                "Eininga til lageret er teken ut av bruk eller stengd ute, og denne koden er ikkje gjeven for ho. Be kontoret om ein med {}; denne er ikkje brukt opp."
            ),
        "The hub has the store's device, and it is in use: 'dugnad field sync' goes on with it, and no code is needed. If its token is lost, the office ends the device ({}) and gives a code by 'dugnad device invite --for'; this one is not used up.":
            (
                "Huben har enheten til lageret, og den er i bruk: 'dugnad field sync' går videre med den, og ingen kode trengs. Er nøkkelen tapt, avslutter kontoret enheten ({}) og gir en kode med 'dugnad device invite --for'; denne er ikke brukt opp.",
                "Huben har eininga til lageret, og ho er i bruk: 'dugnad field sync' går vidare med ho, og ingen kode trengst. Er nøkkelen tapt, avsluttar kontoret eininga ({}) og gjev ein kode med 'dugnad device invite --for'; denne er ikkje brukt opp."
            ),
        "This code was given for the device {}, so that its unsent work comes in: use it with that device's own store and --again. For a new store ask the office for a code of its own; this one is not used up.":
            (
                "Denne koden er gitt for enheten {}, så det usendte arbeidet dens kommer inn: bruk den med lageret til den enheten og --again. For et nytt lager: be kontoret om en egen kode; denne er ikke brukt opp.",
                "Denne koden er gjeven for eininga {}, så det usende arbeidet hennar kjem inn: bruk han med lageret til den eininga og --again. For eit nytt lager: be kontoret om ein eigen kode; denne er ikkje brukt opp."
            ),
        "'codes' has to be a register as this hub takes it; use the program it was started with.": (
            "'codes' må være et register slik denne huben tar det; bruk programmet den ble startet med.",
            "'codes' må vere eit register slik denne huben tek det; bruk programmet han vart starta med."
        ),
        "'columns' has to name fields by number as this hub takes them; use the program it was started with.":
            (
                "'columns' må nevne felt ved nummer slik denne huben tar dem; bruk programmet den ble startet med.",
                "'columns' må nemne felt ved nummer slik denne huben tek dei; bruk programmet han vart starta med."
            ),
    ]

    /// What a request or a store is refused for that no program of ours makes.
    static let forPrograms: Words = [
        "There is nothing at this path; see {}.": (
            "Det er ingenting på denne stien; se {}.", "Det er ingenting på denne stigen; sjå {}."
        ),
        "The path does not know this method; 'Allow' names those it knows.": (
            "Stien kjenner ikke denne metoden; 'Allow' nevner dem den kjenner.",
            "Stigen kjenner ikkje denne metoden; 'Allow' nemner dei han kjenner."
        ),
        "Send the body plain, or with 'Content-Encoding: zstd' or 'gzip'.": (
            "Send innholdet som det er, eller med 'Content-Encoding: zstd' eller 'gzip'.",
            "Send innhaldet som det er, eller med 'Content-Encoding: zstd' eller 'gzip'."
        ),
        "This is no cursor of a hub; leave it out to start afresh.": (
            "Dette er ikke noe merke fra en hub; utelat det for å begynne på nytt.",
            "Dette er ikkje noko merke frå ein hub; utelat det for å byrje på nytt."
        ),
        "{} has to be {}.": ("{} må være {}.", "{} må vere {}."),
        "The batch is cut: its last line has no end.": (
            "Bunken er kuttet: siste linje har ingen slutt.",
            "Bunken er kutta: siste linja har ingen slutt."
        ),
        "A pull has its end in the middle.": (
            "En henting har slutten i midten.", "Ei henting har slutten i midten."
        ),
        "A pull says in its middle that it has nothing.": (
            "En henting sier i midten at den ikke har noe.",
            "Ei henting seier i midten at ho ikkje har noko."
        ),
        "A row names a scope that the head does not.": (
            "En rad nevner et utsnitt som begynnelsen ikke nevner.",
            "Ei rad nemner eit utsnitt som byrjinga ikkje nemner."
        ),
        "A bucket names a scope that the head does not.": (
            "En sum nevner et utsnitt som begynnelsen ikke nevner.",
            "Ein sum nemner eit utsnitt som byrjinga ikkje nemner."
        ),
        "A notice that waits has no id.": (
            "En melding som venter, har ingen id.", "Ei melding som ventar, har ingen id."
        ),
        "A device in the store has no valid id.": (
            "En enhet i lageret har ingen gyldig id.", "Ei eining i lageret har ingen gyldig id."
        ),
        "A grant in the store names no valid centre.": (
            "En rett i lageret nevner ingen gyldig sentral.",
            "Ein rett i lageret nemner ingen gyldig sentral."
        ),
        "A device in the store has no grant.": (
            "En enhet i lageret har ingen rett.", "Ei eining i lageret har ingen rett."
        ),
    ]

    /// What keeps a hub from starting.
    static let start: Words = [
        "Port # of {} is taken; stop the other program or choose another.": (
            "Port # på {} er opptatt; stopp det andre programmet eller velg en annen.",
            "Port # på {} er oppteken; stogg det andre programmet eller vel ein annan."
        ),
        "{} is not an address of this machine; use 127.0.0.1, ::1 or 0.0.0.0.": (
            "{} er ikke en adresse på denne maskinen; bruk 127.0.0.1, ::1 eller 0.0.0.0.",
            "{} er ikkje ei adresse på denne maskina; bruk 127.0.0.1, ::1 eller 0.0.0.0."
        ),
        "{} failed: {}.": ("{} mislyktes: {}.", "{} lukkast ikkje: {}."),
        "TLS cannot start; check that both are PEM and the key belongs to the certificate.": (
            "TLS kan ikke starte; se etter at begge er PEM og at nøkkelen hører til sertifikatet.",
            "TLS kan ikkje starte; sjå etter at begge er PEM og at nøkkelen høyrer til sertifikatet."
        ),
        "The HTTP library did not start; check the limit on open files (ulimit -n).": (
            "HTTP-biblioteket startet ikke; se etter grensen for åpne filer (ulimit -n).",
            "HTTP-biblioteket starta ikkje; sjå etter grensa for opne filer (ulimit -n)."
        ),
        "A server starts once; make another one.": (
            "En tjener starter én gang; lag en ny.", "Ein tenar startar éin gong; lag ein ny."
        ),
        "A hub starts once; make another one.": (
            "En hub starter én gang; lag en ny.", "Ein hub startar éin gong; lag ein ny."
        ),
    ]
}
