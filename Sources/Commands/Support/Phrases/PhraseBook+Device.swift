extension PhraseBook {
    /// What a field client meets on its way to the hub, and in its own store.
    static let device: Words = [
        "The hub's address is of the form https://hub.example.no.": (
            "Adressen til huben er av formen https://hub.example.no.",
            "Adressa til huben er av forma https://hub.example.no."
        ),
        "The hub cannot be reached; everything is kept for the next try.": (
            "Huben kan ikke nås; alt er tatt vare på til neste forsøk.",
            "Huben kan ikkje nåast; alt er teke vare på til neste forsøk."
        ),
        "The hub did not answer in time; everything is kept for the next try.": (
            "Huben svarte ikke i tide; alt er tatt vare på til neste forsøk.",
            "Huben svara ikkje i tide; alt er teke vare på til neste forsøk."
        ),
        "The hub closed the connection without an answer; everything is kept for the next try.": (
            "Huben la på uten å svare; alt er tatt vare på til neste forsøk.",
            "Huben la på utan å svare; alt er teke vare på til neste forsøk."
        ),
        "This machine does not trust the hub's certificate. Check the address with the centre; if the centre has an authority of its own, put its certificate into {} as a .crt file and run update-ca-certificates.":
            (
                "Denne maskinen stoler ikke på sertifikatet til huben. Se etter adressen hos sentralen; har sentralen en egen utsteder, legg sertifikatet dens i {} som en .crt-fil og kjør update-ca-certificates.",
                "Denne maskina lit ikkje på sertifikatet til huben. Sjå etter adressa hos sentralen; har sentralen ein eigen utferdar, legg sertifikatet til den i {} som ei .crt-fil og køyr update-ca-certificates."
            ),
        "No TLS connection with the hub comes about; ask the centre before going on.": (
            "Det blir ingen TLS-forbindelse med huben; spør sentralen før du går videre.",
            "Det vert inga TLS-tilkopling med huben; spør sentralen før du går vidare."
        ),
        "What answers there does not speak TLS. Check address and port with the centre; only a hub on this machine or in a closed network has an address with http://.":
            (
                "Det som svarer der, snakker ikke TLS. Se etter adresse og port hos sentralen; bare en hub på denne maskinen eller i et lukket nett har en adresse med http://.",
                "Det som svarar der, snakkar ikkje TLS. Sjå etter adresse og port hos sentralen; berre ein hub på denne maskina eller i eit lukka nett har ei adresse med http://."
            ),
        "What answers there speaks TLS; the address begins with https://.": (
            "Det som svarer der, snakker TLS; adressen begynner med https://.",
            "Det som svarar der, snakkar TLS; adressa byrjar med https://."
        ),
        "The hub's answer is larger than any hub sends; check the address.": (
            "Svaret er større enn noen hub sender; se etter adressen.",
            "Svaret er større enn nokon hub sender; sjå etter adressa."
        ),
        "What answered is not a hub; check the address.": (
            "Det som svarte, er ingen hub; se etter adressen.",
            "Det som svara, er ingen hub; sjå etter adressa."
        ),
        "The address leads elsewhere; join with the hub's own address.": (
            "Adressen fører et annet sted; bli med ved adressen til huben selv.",
            "Adressa fører ein annan stad; vert med ved adressa til huben sjølv."
        ),
        "What answered with status # is not a hub; check the address.": (
            "Det som svarte med status #, er ingen hub; se etter adressen.",
            "Det som svara med status #, er ingen hub; sjå etter adressa."
        ),
        "{} Everything is kept; # operation waits.": (
            "{} Alt er tatt vare på; # operasjon venter.",
            "{} Alt er teke vare på; # operasjon ventar."
        ),
        "{} Everything is kept; # operations wait.": (
            "{} Alt er tatt vare på; # operasjoner venter.",
            "{} Alt er teke vare på; # operasjonar ventar."
        ),
        "{} # operation waits.": ("{} # operasjon venter.", "{} # operasjon ventar."),
        "{} # operations wait.": ("{} # operasjoner venter.", "{} # operasjonar ventar."),
        "Hub and store do not agree on what comes next; ask the office.": (
            "Hub og lager er ikke enige om hva som kommer; spør kontoret.",
            "Hub og lager er ikkje samde om kva som kjem; spør kontoret."
        ),
        "The store does not come out equal to the hub's; run it again and tell the office.": (
            "Lageret blir ikke likt hubens; kjør på nytt og si fra til kontoret.",
            "Lageret vert ikkje likt det huben har; køyr på nytt og sei frå til kontoret."
        ),
        "The hub's answer was cut; it is asked for again.": (
            "Svaret fra huben ble avbrutt; det hentes igjen.",
            "Svaret frå huben vart avbrote; det vert henta att."
        ),
        "The hub's answer lacks its head; it is asked for again.": (
            "Svaret fra huben mangler begynnelsen; det hentes igjen.",
            "Svaret frå huben manglar byrjinga; det vert henta att."
        ),
        "The hub's answer was cut; the push is sent again.": (
            "Svaret fra huben ble avbrutt; arbeidet sendes igjen.",
            "Svaret frå huben vart avbrote; arbeidet vert sendt att."
        ),
        "The hub has nothing new for a store that is not whole.": (
            "Huben har ikke noe nytt for et lager som ikke er helt.",
            "Huben har ikkje noko nytt for eit lager som ikkje er heilt."
        ),
        "The hub's answer to the push makes no sense.": (
            "Svaret fra huben gir ingen mening.", "Svaret frå huben gjev inga meining."
        ),
        "The hub asks for operations this store no longer has; ask the office.": (
            "Huben ber om operasjoner som dette lageret ikke har lenger; spør kontoret.",
            "Huben bed om operasjonar som dette lageret ikkje har lenger; spør kontoret."
        ),
        "The hub is too old for this version. Everything is kept; ask the office to update the hub.":
            (
                "Huben er for gammel for denne versjonen. Alt er tatt vare på; be kontoret oppdatere huben.",
                "Huben er for gammal for denne versjonen. Alt er teke vare på; be kontoret oppdatere huben."
            ),
        "The store has joined no hub yet; run 'dugnad field join'.": (
            "Lageret er ikke med hos noen hub ennå; kjør 'dugnad field join'.",
            "Lageret er ikkje med hos nokon hub enno; køyr 'dugnad field join'."
        ),
        "The store has joined no hub yet.": (
            "Lageret er ikke med hos noen hub ennå.", "Lageret er ikkje med hos nokon hub enno."
        ),
        "The store has joined a hub; choose another file, or see 'field join --help' for --again.":
            (
                "Lageret er med hos en hub; velg en annen fil, eller se 'field join --help' om --again.",
                "Lageret er med hos ein hub; vel ei anna fil, eller sjå 'field join --help' om --again."
            ),
        "That is no file; check the path.": (
            "Det er ingen fil; se etter stien.", "Det er inga fil; sjå etter stigen."
        ),
        "The log is damaged.": ("Loggen er skadet.", "Loggen er skadd."),
        "Something of this device's own work is damaged; 'dugnad field rescue' saves what is whole.":
            (
                "Noe av enhetens eget arbeid er skadet; 'dugnad field rescue' redder det som er helt.",
                "Noko av arbeidet til eininga er skadd; 'dugnad field rescue' bergar det som er heilt."
            ),
        "This device's store is damaged. 'dugnad field rescue' saves what can be read into a new one, and keeps the damaged file aside.":
            (
                "Lageret til denne enheten er skadet. 'dugnad field rescue' redder det som kan leses, i et nytt, og legger den skadde filen til side.",
                "Lageret til denne eininga er skadd. 'dugnad field rescue' bergar det som kan lesast, i eit nytt, og legg den skadde fila til side."
            ),
        "Which device the store was cannot be read.": (
            "Hvilken enhet lageret var, kan ikke leses.",
            "Kva eining lageret var, kan ikkje lesast."
        ),
    ]
}
