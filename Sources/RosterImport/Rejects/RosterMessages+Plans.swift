extension RosterMessages {
    /// Plans that cannot be used, answers that cannot be given, imports that cannot be taken back.
    static let plans: [String: RosterSentence] = [
        "roster.plan_older": RosterSentence(
            "Planen er laget av en eldre versjon. Lag den på nytt med denne.",
            "Planen er laga av ein eldre versjon. Lag han på nytt med denne.",
            "The plan was made by an older version. Make it again with this one."
        ),
        "roster.plan_newer": RosterSentence(
            "Planen er laget av en nyere versjon. Lag den på nytt med denne.",
            "Planen er laga av ein nyare versjon. Lag han på nytt med denne.",
            "The plan was made by a newer version. Make it again with this one."
        ),
        "roster.plan_damaged": RosterSentence(
            "Planen er ikke slik den ble skrevet. Lag den på nytt av lista.",
            "Planen er ikkje slik han vart skriven. Lag han på nytt av lista.",
            "The plan is not as it was written. Make it again from the source file."
        ),
        "roster.plan_unwritable": RosterSentence(
            "Planen kan ikke skrives. Se på mappa og plassen på disken.",
            "Planen kan ikkje skrivast. Sjå på mappa og plassen på disken.",
            "The plan cannot be written; check its folder and the space on the disk."
        ),
        "roster.counts_differ": RosterSentence(
            "Planen gjør ikke rede for hver rad. Ikke bruk den; meld fra om det.",
            "Planen gjer ikkje greie for kvar rad. Ikkje bruk han; meld frå om det.",
            "The plan does not account for every row. Do not apply it; report this."
        ),
        "roster.no_name_column": RosterSentence(
            "Ingen kolonne har navn. Si hvilken det er, med overskriften eller som #1.",
            "Inga kolonne har namn. Sei kva for ei det er, med overskrifta eller som #1.",
            "No column holds a name. Say which one does, by its header or as #1."
        ),
        "roster.not_asked": RosterSentence(
            "Raden venter ikke på svar.",
            "Rada ventar ikkje på svar.",
            "The row waits for no answer."
        ),
        "roster.row_unknown": RosterSentence(
            "Raden er ingen ennå; svar på den først, eller oppgi en tidligere rad.",
            "Rada er ingen enno; svar på ho fyrst, eller oppgi ei tidlegare rad.",
            "The row is nobody yet; answer it first, or name an earlier row."
        ),
        "roster.person_unknown": RosterSentence(
            "Sentralen har ingen slik person; «roster answer PLAN» viser hvem det kan være.",
            "Sentralen har ingen slik person; «roster answer PLAN» viser kven det kan vere.",
            "The centre has no such person; 'roster answer PLAN' lists who it may be."
        ),
        "roster.centre_unknown": RosterSentence(
            "Registeret har ingen slik sentral. Lag planen for en det har.",
            "Registeret har ingen slik sentral. Lag planen for ein det har.",
            "The store has no such centre. Plan the import for one it has."
        ),
        "roster.clock": RosterSentence(
            "Klokka på maskinen er ikke stilt. Still den og prøv igjen.",
            "Klokka på maskina er ikkje stilt. Still ho og prøv igjen.",
            "This machine's clock is not set. Set it, then try again."
        ),
        "roster.batch_unknown": RosterSentence(
            "Registeret kjenner ingen slik import. «office list importBatch» viser dem.",
            "Registeret kjenner ingen slik import. «office list importBatch» viser dei.",
            "The store knows no such import. List them with 'office list importBatch'."
        ),
        "roster.batch_undone": RosterSentence(
            "Den importen er alt tatt tilbake.",
            "Den importen er alt teken tilbake.",
            "That import was taken back already."
        ),
    ]
}
