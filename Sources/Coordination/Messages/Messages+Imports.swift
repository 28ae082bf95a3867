extension Messages {
    /// What an import of places did not do by itself.
    static let imports: [String: Sentence] = [
        "restriction.geometry_changed": Sentence(
            "Ferdselsforbudet har fått en annen form i fila.",
            "Ferdselsforbodet har fått ei anna form i fila.",
            "The restriction has another shape in the file."
        ),
        "restriction.geometry_too_large": Sentence(
            "Formen på ferdselsforbudet har for mange punkter. Forenkle den og importer igjen.",
            "Forma på ferdselsforbodet har for mange punkt. Forenkle henne og importer igjen.",
            "The restriction's shape has too many points. Simplify it and import it again."
        ),
        "zone.file": Sentence(
            "Fila kan ikke brukes[ ({detail})]. Se hva som er galt med dugnad zone check.",
            "Fila kan ikkje brukast[ ({detail})]. Sjå kva som er gale med dugnad zone check.",
            "The file cannot be used[ ({detail})]. See what is wrong with dugnad zone check."
        ),
        "zone.geometry_changed": Sentence(
            "Området har fått en annen form i fila.",
            "Området har fått ei anna form i fila.",
            "The zone has another shape in the file."
        ),
        "zone.geometry_too_large": Sentence(
            "Formen på området har for mange punkter. Forenkle den og importer igjen.",
            "Forma på området har for mange punkt. Forenkle henne og importer igjen.",
            "The zone's shape has too many points. Simplify it and import it again."
        ),
        "zone.not_confirmed": Sentence(
            "Området finnes fra før med en annen form, og ble ikke endret. Se på det først.",
            "Området finst frå før med ei anna form, og vart ikkje endra. Sjå på det først.",
            "The zone is there already with another shape and was left as it is. Look at it first."
        ),
        "zone.segments_changed": Sentence(
            "Strekningene i området er andre enn før.",
            "Strekningane i området er andre enn før.",
            "The zone's segments are others than before."
        ),
    ]
}
