extension Messages {
    /// Zone files and what importing them changes.
    static let imports: [String: Sentence] = [
        "restriction.geometry_changed": Sentence(
            "Forbudet dekker et annet område enn før.",
            "Forbodet dekkjer eit anna område enn før.",
            "The ban covers another area than before."
        ),
        "restriction.geometry_too_large": Sentence(
            "Kartfiguren til forbudet er for stor. Forenkle den.",
            "Kartfiguren til forbodet er for stor. Gjer han enklare.",
            "The shape of the ban is too large. Simplify it."
        ),
        "zone.file": Sentence(
            "Kartfila kan ikke brukes.",
            "Kartfila kan ikkje brukast.",
            "The map file cannot be used."
        ),
        "zone.geometry_changed": Sentence(
            "Sonen får en annen form enn før.",
            "Sona får ei anna form enn før.",
            "The zone gets another shape than before."
        ),
        "zone.geometry_too_large": Sentence(
            "Kartfiguren til sonen er for stor. Forenkle eller del den.",
            "Kartfiguren til sona er for stor. Gjer han enklare, eller del han.",
            "The shape of the zone is too large. Simplify or divide it."
        ),
        "zone.not_confirmed": Sentence(
            "Formen endres ikke før noen har sett på den og sagt ja.",
            "Forma blir ikkje endra før nokon har sett på ho og sagt ja.",
            "The shape stays until somebody has looked at the new one and said yes."
        ),
        "zone.reshaped": Sentence(
            "Ryddeområdet er delt eller slått sammen siden. Endre det med 'zone split' og 'zone merge', ikke med fila.",
            "Ryddeområdet er delt eller slege saman sidan. Endre det med 'zone split' og 'zone merge', ikkje med fila.",
            "The zone was split or merged since. Change it with 'zone split' and 'zone merge', not by the file."
        ),
        "zone.segments_changed": Sentence(
            "Sonen får andre strekninger enn før.",
            "Sona får andre strekningar enn før.",
            "The zone gets other stretches than before."
        ),
    ]
}
