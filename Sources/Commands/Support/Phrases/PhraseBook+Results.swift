extension PhraseBook {
    /// What field commands say was done.
    static let fieldResults: Words = [
        "Joined as {}, device {}": ("Med som {}, enhet {}", "Med som {}, eining {}"),
        "Joined as {}, device {} ({})": ("Med som {}, enhet {} ({})", "Med som {}, eining {} ({})"),
        "# operation came along and will be sent.": (
            "# operasjon fulgte med og blir sendt.", "# operasjon følgde med og vert send."
        ),
        "# operations came along and will be sent.": (
            "# operasjoner fulgte med og blir sendt.", "# operasjonar følgde med og vert sende."
        ),
        "Next: {}": ("Neste: {}", "Neste: {}"),
        "The damaged file is {}; it still has personal data, so delete it when it is no use any more.":
            (
                "Den skadde filen er {}; den har fortsatt personopplysninger, så slett den når den ikke trengs lenger.",
                "Den skadde fila er {}; ho har framleis personopplysingar, så slett ho når ho ikkje trengst lenger."
            ),
        "No rows of {}.": ("Ingen rader av {}.", "Ingen rader av {}."),
        "Waiting:": ("Venter:", "Ventar:"),
        "Answered:": ("Besvart:", "Svara på:"),
        "Nothing was answered yet.": ("Ingenting er besvart ennå.", "Ingenting er svara på enno."),
        "Kept as operation #; # operation waits for the next sync.": (
            "Tatt vare på som operasjon #; # operasjon venter på neste synkronisering.",
            "Teke vare på som operasjon #; # operasjon ventar på neste synkronisering."
        ),
        "Kept as operation #; # operations wait for the next sync.": (
            "Tatt vare på som operasjon #; # operasjoner venter på neste synkronisering.",
            "Teke vare på som operasjon #; # operasjonar ventar på neste synkronisering."
        ),
        "{} {}  (changes wait for sync)": (
            "{} {}  (endringer venter på synkronisering)",
            "{} {}  (endringar ventar på synkronisering)"
        ),
        "Hub           {}": ("Hub           {}", "Hub           {}"),
        "Device        {}": ("Enhet         {}", "Eining        {}"),
        "Name          not kept here": (
            "Navn          ikke kjent her", "Namn          ikkje kjent her"
        ),
        "Name          {}": ("Navn          {}", "Namn          {}"),
        "Centre        {}": ("Sentral       {}", "Sentral       {}"),
        "Role          {}": ("Rolle         {}", "Rolle         {}"),
        "Person        nobody in particular": (
            "Person        ingen bestemt", "Person        ingen særskild"
        ),
        "Person        {}": ("Person        {}", "Person        {}"),
        "Cursor        none yet": ("Merke         ingen ennå", "Merke         ingen enno"),
        "Cursor        # of {}": ("Merke         # av {}", "Merke         # av {}"),
        "Last contact  never": ("Sist kontakt  aldri", "Sist kontakt  aldri"),
        "Last contact  {}": ("Sist kontakt  {}", "Sist kontakt  {}"),
        "Waiting       # operation": ("Venter        # operasjon", "Ventar        # operasjon"),
        "Waiting       # operations": (
            "Venter        # operasjoner", "Ventar        # operasjonar"
        ),
        "Sent #, # row came, # left; # operation waits.": (
            "Sendte #, # rad kom, # gikk ut; # operasjon venter.",
            "Sende #, # rad kom, # gjekk ut; # operasjon ventar."
        ),
        "Sent #, # rows came, # left; # operation waits.": (
            "Sendte #, # rader kom, # gikk ut; # operasjon venter.",
            "Sende #, # rader kom, # gjekk ut; # operasjon ventar."
        ),
        "Sent #, # row came, # left; # operations wait.": (
            "Sendte #, # rad kom, # gikk ut; # operasjoner venter.",
            "Sende #, # rad kom, # gjekk ut; # operasjonar ventar."
        ),
        "Sent #, # rows came, # left; # operations wait.": (
            "Sendte #, # rader kom, # gikk ut; # operasjoner venter.",
            "Sende #, # rader kom, # gjekk ut; # operasjonar ventar."
        ),
        "Rows of the store were damaged; they were fetched again.": (
            "Rader i lageret var skadet; de er hentet på nytt.",
            "Rader i lageret var skadde; dei er henta på nytt."
        ),
        "The store was built again from the hub.": (
            "Lageret er bygd på nytt fra huben.", "Lageret er bygd på nytt frå huben."
        ),
        "The hub was put back to an earlier day and had lost # operation of this device; it was sent again.":
            (
                "Huben var satt tilbake til en tidligere dag og hadde mistet # operasjon fra denne enheten; den ble sendt igjen.",
                "Huben var sett tilbake til ein tidlegare dag og hadde mist # operasjon frå denne eininga; han vart send att."
            ),
        "The hub was put back to an earlier day and had lost # operations of this device; they were sent again.":
            (
                "Huben var satt tilbake til en tidligere dag og hadde mistet # operasjoner fra denne enheten; de ble sendt igjen.",
                "Huben var sett tilbake til ein tidlegare dag og hadde mist # operasjonar frå denne eininga; dei vart sende att."
            ),
        "Another copy of this store has been used, or this one was put back to an earlier day: its work goes on under new numbers. What this store still has is neither lost nor done twice.":
            (
                "En annen kopi av lageret er brukt, eller dette er satt tilbake til en tidligere dag: arbeidet går videre under nye numre. Det lageret fortsatt har, er verken tapt eller gjort to ganger.",
                "Ein annan kopi av lageret er brukt, eller dette er sett tilbake til ein tidlegare dag: arbeidet går vidare under nye nummer. Det lageret framleis har, er korkje tapt eller gjort to gonger."
            ),
        "Somebody was erased: the damaged file {} went too, as she may stand in it.": (
            "Noen er slettet: den skadde filen {} gikk med, siden hun kan stå i den.",
            "Nokon er sletta: den skadde fila {} gjekk med, sidan ho kan stå i den."
        ),
        "Somebody was erased who may stand in the damaged file {}: delete it yourself.": (
            "Noen er slettet som kan stå i den skadde filen {}: slett den selv.",
            "Nokon er sletta som kan stå i den skadde fila {}: slett ho sjølv."
        ),
    ]

    /// What the office's commands say was done.
    static let officeResults: Words = [
        "{} holds everything up to {}.": ("{} har alt til og med {}.", "{} har alt til og med {}."),
        "The process that has the store could not be told.": (
            "Prosessen som har lageret, kunne ikke få beskjed.",
            "Prosessen som har lageret, kunne ikkje få beskjed."
        ),
        "Would add the centre {}.": (
            "Ville lagt til sentralen {}.", "Ville lagt til sentralen {}."
        ),
        "centre {}": ("sentral {}", "sentral {}"),
        "{} is the hub of {}.": ("{} er huben til {}.", "{} er huben til {}."),
        "{} is {} already since {}; nothing was changed.": (
            "{} er {} alt siden {}; ingenting er endret.",
            "{} er {} alt sidan {}; ingenting er endra."
        ),
        "{} is {} already; nothing was changed.": (
            "{} er {} alt; ingenting er endret.", "{} er {} alt; ingenting er endra."
        ),
        "{} is retired.": ("{} er tatt ut av bruk.", "{} er teken ut av bruk."),
        "{} is revoked.": ("{} er stengt ute.", "{} er stengd ute."),
        "{} is lost.": ("{} er meldt tapt.", "{} er meld tapt."),
        "{} has that already.": ("{} har det alt.", "{} har det alt."),
        "{} is {}, until {}.": ("{} er {}, til {}.", "{} er {}, til {}."),
        "{} would be {}, until {}.": ("{} ville bli {}, til {}.", "{} ville verte {}, til {}."),
        "{} would be {}.": ("{} ville bli {}.", "{} ville verte {}."),
        "It gains # scope and loses #.": (
            "Den får # utsnitt og mister #.", "Ho får # utsnitt og mistar #."
        ),
        "It gains # scopes and loses #.": (
            "Den får # utsnitt og mister #.", "Ho får # utsnitt og mistar #."
        ),
        "It would gain # scope and lose #.": (
            "Den ville få # utsnitt og miste #.", "Ho ville få # utsnitt og miste #."
        ),
        "It would gain # scopes and lose #.": (
            "Den ville få # utsnitt og miste #.", "Ho ville få # utsnitt og miste #."
        ),
        "# lines agree with the store. Last: {}": (
            "# linjer stemmer med lageret. Den siste: {}",
            "# linjer stemmer med lageret. Den siste: {}"
        ),
        "# more are written at the next start.": (
            "# til skrives ved neste start.", "# til vert skrivne ved neste start."
        ),
        "The ledger has # lines.": ("Protokollen har # linjer.", "Protokollen har # linjer."),
        "The old one is {}.": ("Den gamle er {}.", "Den gamle er {}."),
        "{}: # rows about her, named in # more, # earlier values, # devices.": (
            "{}: # rader om henne, nevnt i # til, # tidligere verdier, # enheter.",
            "{}: # rader om henne, nemnd i # til, # tidlegare verdiar, # einingar."
        ),
        "{} goes on after {}, on timeline {}.": (
            "{} går videre etter {}, på tidslinje {}.", "{} går vidare etter {}, på tidslinje {}."
        ),
        "# lines of the ledger were carried out that the backup did not know.": (
            "# linjer i protokollen som kopien ikke kjente, er utført.",
            "# linjer i protokollen som kopien ikkje kjende, er utførte."
        ),
        "# reports made, # unchanged, # left out.": (
            "# rapporter laget, # uendret, # utelatt.", "# rapportar laga, # uendra, # utelatne."
        ),
        "row #: left out [{}]": ("rad #: utelatt [{}]", "rad #: utelaten [{}]"),
        "too few have answered": ("for få har svart", "for få har svara"),
        "No open item has this cause; 'dugnad review list' shows those there are.": (
            "Ingen åpen sak har denne årsaken; 'dugnad review list' viser dem som er.",
            "Inga open sak har denne årsaka; 'dugnad review list' viser dei som er."
        ),
        "# items are decided: {}.": ("# saker er avgjort: {}.", "# saker er avgjorde: {}."),
        "# items would be decided: {}.": (
            "# saker ville bli avgjort: {}.", "# saker ville verte avgjorde: {}."
        ),
        "# of them could not be decided so.": (
            "# av dem kunne ikke avgjøres slik.", "# av dei kunne ikkje avgjerast slik."
        ),
        "# are left, as it does not fit them.": (
            "# står igjen, for det passer ikke til dem.", "# står att, for det høver ikkje til dei."
        ),
        "No zones.": ("Ingen ryddeområder.", "Ingen ryddeområde."),
        "Nothing to propose.": ("Ingenting å foreslå.", "Ingenting å føreslå."),
        "Shapes that are there change only with --moving.": (
            "Former som finnes, endres bare med --moving.",
            "Former som finst, vert endra berre med --moving."
        ),
        "No tickets.": ("Ingen lodd.", "Ingen lodd."),
        "No tickets. Nothing is drawn.": (
            "Ingen lodd. Ingenting er trukket.", "Ingen lodd. Ingenting er trekt."
        ),
        "# ticket.": ("# lodd.", "# lodd."),
        "# tickets.": ("# lodd.", "# lodd."),
        "# ticket. Nothing is drawn.": (
            "# lodd. Ingenting er trukket.", "# lodd. Ingenting er trekt."
        ),
        "# tickets. Nothing is drawn.": (
            "# lodd. Ingenting er trukket.", "# lodd. Ingenting er trekt."
        ),
        "# ticket, {}": ("# lodd, {}", "# lodd, {}"),
        "# tickets, {}": ("# lodd, {}", "# lodd, {}"),
        "Promise: {}": ("Løfte: {}", "Lovnad: {}"),
        "List: {}": ("Liste: {}", "Liste: {}"),
        "Only the list agrees with itself. Give --promise and --tickets-hash as they were told in public.":
            (
                "Bare listen stemmer med seg selv. Gi --promise og --tickets-hash slik de ble gjort kjent.",
                "Berre lista stemmer med seg sjølv. Gje --promise og --tickets-hash slik dei vart gjorde kjende."
            ),
        "# create, # update, # unchanged, # refused.": (
            "# nye, # endret, # uendret, # avvist.", "# nye, # endra, # uendra, # avviste."
        ),
        "create  zone {}": ("ny        ryddeområde {}", "ny        ryddeområde {}"),
        "update  zone {}": ("endret    ryddeområde {}", "endra     ryddeområde {}"),
        "unchanged  zone {}": ("uendret   ryddeområde {}", "uendra    ryddeområde {}"),
        "refused  zone {}": ("avvist    ryddeområde {}", "avvist    ryddeområde {}"),
        "create  restriction {}": ("ny        forbud {}", "ny        forbod {}"),
        "update  restriction {}": ("endret    forbud {}", "endra     forbod {}"),
        "unchanged  restriction {}": ("uendret   forbud {}", "uendra    forbod {}"),
        "refused  restriction {}": ("avvist    forbud {}", "avvist    forbod {}"),
        "refused  feature #": ("avvist    feature #", "avvist    feature #"),
        "This was only a trial; nothing was written.": (
            "Dette var bare en prøve; ingenting er skrevet.",
            "Dette var berre ein prøve; ingenting er skrive."
        ),
        "{}: # m², # segment moved": (
            "{}: # m², # strekning flyttet", "{}: # m², # strekning flytta"
        ),
        "{}: # m², # segments moved": (
            "{}: # m², # strekninger flyttet", "{}: # m², # strekningar flytta"
        ),
        "{}: # m², # segment": ("{}: # m², # strekning", "{}: # m², # strekning"),
        "{}: # m², # segments": ("{}: # m², # strekninger", "{}: # m², # strekningar"),
        "restriction {}: {}": ("forbud {}: {}", "forbod {}: {}"),
        "zone {}: # m², # segment": (
            "ryddeområde {}: # m², # strekning", "ryddeområde {}: # m², # strekning"
        ),
        "zone {}: # m², # segments": (
            "ryddeområde {}: # m², # strekninger", "ryddeområde {}: # m², # strekningar"
        ),
    ]

    /// What a file of zones comes to: each of its four sums may be one or many.
    static let zoneSums: Words = {
        let nouns: [[(en: String, nb: String, nn: String)]] = [
            [("zone", "ryddeområde", "ryddeområde"), ("zones", "ryddeområder", "ryddeområde")],
            [("segment", "strekning", "strekning"), ("segments", "strekninger", "strekningar")],
            [("restriction", "forbud", "forbod"), ("restrictions", "forbud", "forbod")],
            [("problem", "feil", "feil"), ("problems", "feil", "feil")],
        ]
        let empty = [(en: "", nb: "", nn: "")]
        let all = nouns.reduce(empty) { starts, noun in
            starts.flatMap { start in
                noun.map { word in
                    let comma = start.en.isEmpty ? "# " : ", # "
                    return (
                        start.en + comma + word.en, start.nb + comma + word.nb,
                        start.nn + comma + word.nn
                    )
                }
            }
        }
        return all.reduce(into: [:]) { $0[$1.en + "."] = ($1.nb + ".", $1.nn + ".") }
    }()
}
