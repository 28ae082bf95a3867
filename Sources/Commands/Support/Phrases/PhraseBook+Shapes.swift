extension PhraseBook {
    /// Why a file of shapes or of JSON cannot be read.
    static let shapes: Words = [
        "The type is not one of GeoJSON's nine; spell it as RFC # does.": (
            "Typen er ikke en av de ni i GeoJSON; skriv den som RFC # gjør.",
            "Typen er ikkje ein av dei ni i GeoJSON; skriv han som RFC # gjer."
        ),
        "Collections are nested too deeply; put the shapes side by side.": (
            "Samlinger ligger for dypt i hverandre; legg formene ved siden av hverandre.",
            "Samlingar ligg for djupt i kvarandre; legg formene ved sida av kvarandre."
        ),
        "An array is missing here; check how deeply the coordinates are nested.": (
            "En liste mangler her; se etter hvor dypt koordinatene ligger.",
            "Ei liste manglar her; sjå etter kor djupt koordinatane ligg."
        ),
        "The coordinates are nested too deeply.": (
            "Koordinatene ligger for dypt i hverandre.", "Koordinatane ligg for djupt i kvarandre."
        ),
        "A position must be two or three numbers without quotes: longitude, latitude.": (
            "En posisjon må være to eller tre tall uten anførselstegn: lengde, bredde.",
            "Ein posisjon må vere to eller tre tal utan hermeteikn: lengd, breidd."
        ),
        "The file has more than {} positions; divide or simplify it.": (
            "Filen har mer enn {} posisjoner; del den opp eller forenkle den.",
            "Fila har meir enn {} posisjonar; del ho opp eller gjer ho enklare."
        ),
        "GeoJSON must be an object with a `type`.": (
            "GeoJSON må være et objekt med en `type`.", "GeoJSON må vere eit objekt med ein `type`."
        ),
        "Give the object a `type` as text.": (
            "Gi objektet en `type` som tekst.", "Gje objektet ein `type` som tekst."
        ),
        "{} has another meaning in GeoJSON and must not stand here; remove it.": (
            "{} betyr noe annet i GeoJSON og kan ikke stå her; fjern det.",
            "{} tyder noko anna i GeoJSON og kan ikkje stå her; fjern det."
        ),
        "`bbox` must be four or six numbers; correct or remove it.": (
            "`bbox` må være fire eller seks tall; rett eller fjern den.",
            "`bbox` må vere fire eller seks tal; rett eller fjern han."
        ),
        "Give the collection an array `features`.": (
            "Gi samlingen en liste `features`.", "Gje samlinga ei liste `features`."
        ),
        "The file has more than {} features; divide it.": (
            "Filen har mer enn {} features; del den opp.",
            "Fila har meir enn {} features; del ho opp."
        ),
        "Each feature must have the type Feature.": (
            "Hver feature må ha typen Feature.", "Kvar feature må ha typen Feature."
        ),
        "A feature's `id` must be text or a number.": (
            "`id` i en feature må være tekst eller et tall.",
            "`id` i ein feature må vere tekst eller eit tal."
        ),
        "Give each feature `properties`: an object, or null.": (
            "Gi hver feature `properties`: et objekt eller null.",
            "Gje kvar feature `properties`: eit objekt eller null."
        ),
        "Give each feature a `geometry`: an object, or null.": (
            "Gi hver feature en `geometry`: et objekt eller null.",
            "Gje kvar feature ein `geometry`: eit objekt eller null."
        ),
        "The shape could not be worked with; check it for crossing lines. GEOS says: {}": (
            "Formen lar seg ikke bruke; se etter linjer som krysser. GEOS sier: {}",
            "Forma lèt seg ikkje bruke; sjå etter linjer som kryssar. GEOS seier: {}"
        ),
        "The shape has no positions; draw at least one point.": (
            "Formen har ingen posisjoner; tegn minst ett punkt.",
            "Forma har ingen posisjonar; teikn minst eitt punkt."
        ),
        "The shape is {} degrees of longitude wide, too wide for one flat map (at most {}); measure its parts one by one.":
            (
                "Formen er {} lengdegrader bred, for bred for ett flatt kart (høyst {}); mål delene hver for seg.",
                "Forma er {} lengdegrader brei, for brei for eitt flatt kart (høgst {}); mål delane kvar for seg."
            ),
        "A buffer must be between # and # # metres; choose a smaller one.": (
            "En buffer må være mellom # og # # meter; velg en mindre.",
            "Ein buffer må vere mellom # og # # meter; vel ein mindre."
        ),
        "A distance must be between # and # # metres; choose a smaller one.": (
            "En avstand må være mellom # og # # meter; velg en mindre.",
            "Ein avstand må vere mellom # og # # meter; vel ein mindre."
        ),
        "Segments must be # to # # metres long; choose such a length.": (
            "Strekninger må være # til # # meter lange; velg en slik lengde.",
            "Strekningar må vere # til # # meter lange; vel ei slik lengd."
        ),
        "The zone would get more than {} segments; divide it, or choose longer segments.": (
            "Ryddeområdet ville få mer enn {} strekninger; del det, eller velg lengre strekninger.",
            "Ryddeområdet ville få meir enn {} strekningar; del det, eller vel lengre strekningar."
        ),
        "The zone has no shape yet; bring it in with 'dugnad zone import'.": (
            "Ryddeområdet har ingen form ennå; hent den inn med 'dugnad zone import'.",
            "Ryddeområdet har inga form enno; hent ho inn med 'dugnad zone import'."
        ),
        "Give # to {} areas that are to be zones of their own.": (
            "Gi # til {} områder som skal bli egne ryddeområder.",
            "Gje # til {} område som skal verte eigne ryddeområde."
        ),
        "Nothing would be left of the zone; leave out the part that is to stay it.": (
            "Ingenting ville være igjen av ryddeområdet; utelat den delen som skal være det.",
            "Ingenting ville vere att av ryddeområdet; utelat den delen som skal vere det."
        ),
        "More stretches would move than one operation holds; take a smaller part first.": (
            "Flere strekninger ville flyttes enn én operasjon rommer; ta en mindre del først.",
            "Fleire strekningar ville flyttast enn éin operasjon rommar; ta ein mindre del fyrst."
        ),
        "Name at least one other zone, and each once.": (
            "Nevn minst ett annet ryddeområde, og hvert én gang.",
            "Nemn minst eitt anna ryddeområde, og kvart éin gong."
        ),
        "The zones are of several centres; hand one over first ('dugnad handover offer').": (
            "Ryddeområdene hører til flere sentraler; overfør ett først ('dugnad handover offer').",
            "Ryddeområda høyrer til fleire sentralar; overfør eitt fyrst ('dugnad handover offer')."
        ),
        "A zone that is retired cannot be split; make it active first.": (
            "Et ryddeområde som er tatt ut av bruk, kan ikke deles; gjør det aktivt først.",
            "Eit ryddeområde som er teke ut av bruk, kan ikkje delast; gjer det aktivt fyrst."
        ),
        "A zone that is retired cannot be merged; make it active first.": (
            "Et ryddeområde som er tatt ut av bruk, kan ikke slås sammen; gjør det aktivt først.",
            "Eit ryddeområde som er teke ut av bruk, kan ikkje slåast saman; gjer det aktivt fyrst."
        ),
        "The area '{}' has nothing of the zone that is left.": (
            "Området '{}' har ingenting av det som er igjen av ryddeområdet.",
            "Området '{}' har ingenting av det som er att av ryddeområdet."
        ),
        "A name stands twice in one JSON object.": (
            "Et navn står to ganger i ett JSON-objekt.",
            "Eit namn står to gonger i eitt JSON-objekt."
        ),
        "The JSON is nested too deeply.": (
            "JSON-en ligger for dypt i seg selv.", "JSON-en ligg for djupt i seg sjølv."
        ),
        "A number is outside the range of #-bit whole numbers or doubles.": (
            "Et tall er utenfor det #-bits hele tall eller flyttall rommer.",
            "Eit tal er utanfor det #-bits heile tal eller flyttal rommar."
        ),
        "Text in the JSON is not valid Unicode (UTF-# and paired surrogates).": (
            "Tekst i JSON-en er ikke gyldig Unicode (UTF-# og parvise surrogater).",
            "Tekst i JSON-en er ikkje gyldig Unicode (UTF-# og parvise surrogat)."
        ),
        "The JSON is larger than the limit.": (
            "JSON-en er større enn grensen.", "JSON-en er større enn grensa."
        ),
        "There was no memory to read the JSON.": (
            "Det var ikke minne til å lese JSON-en.", "Det var ikkje minne til å lese JSON-en."
        ),
        "The bytes are not one complete JSON document.": (
            "Dette er ikke ett helt JSON-dokument.", "Dette er ikkje eitt heilt JSON-dokument."
        ),
    ]
}
