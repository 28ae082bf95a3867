extension RosterMessages {
    /// Workbooks that are not read, and what was odd about those that are.
    static let workbooks: [String: RosterSentence] = [
        "roster.workbook_damaged": RosterSentence(
            "Arbeidsboka er skadet. Åpne den i et regneark, lagre den som .xlsx på nytt og prøv igjen.",
            "Arbeidsboka er skadd. Opne ho i eit rekneark, lagre ho som .xlsx på nytt og prøv igjen.",
            "The workbook is damaged. Open it in a spreadsheet program, save it anew as .xlsx and "
                + "try again."
        ),
        "roster.workbook_unsafe": RosterSentence(
            "Arbeidsboka pakker ut til langt mer enn ei liste noen gang er, eller ber om mer enn "
                + "ei liste kan få. Lagre arket alene som .xlsx eller CSV og prøv igjen.",
            "Arbeidsboka pakkar ut til langt meir enn ei liste nokon gong er, eller ber om meir enn "
                + "ei liste kan få. Lagre arket åleine som .xlsx eller CSV og prøv igjen.",
            "The workbook unpacks to far more than a list ever holds, or asks for more than a list "
                + "may. Save the sheet alone as .xlsx or CSV and try again."
        ),
        "roster.workbook_too_large": RosterSentence(
            "Arbeidsboka har mer tekst enn det er plass til. Del den, eller lagre arket som CSV.",
            "Arbeidsboka har meir tekst enn det er plass til. Del ho, eller lagre arket som CSV.",
            "The workbook holds more text than fits. Split it, or save the sheet as CSV."
        ),
        "roster.workbook_encrypted": RosterSentence(
            "Arbeidsboka er låst med passord. Åpne den, lagre en kopi uten passord og prøv igjen; "
                + "slett kopien etterpå.",
            "Arbeidsboka er låst med passord. Opne ho, lagre ein kopi utan passord og prøv igjen; "
                + "slett kopien etterpå.",
            "The workbook is locked with a password. Open it, save a copy without one and try "
                + "again; delete the copy afterwards."
        ),
        "roster.workbook_old": RosterSentence(
            "Dette er en arbeidsbok fra Excel 97–2003 (.xls). Åpne den, lagre den som .xlsx og prøv "
                + "igjen.",
            "Dette er ei arbeidsbok frå Excel 97–2003 (.xls). Opne ho, lagre ho som .xlsx og prøv "
                + "igjen.",
            "This is a workbook of Excel 97-2003 (.xls). Open it, save it as .xlsx and try again."
        ),
        "roster.workbook_binary": RosterSentence(
            "Dette er en binær arbeidsbok (.xlsb). Åpne den i Excel, lagre den som .xlsx og prøv igjen.",
            "Dette er ei binær arbeidsbok (.xlsb). Opne ho i Excel, lagre ho som .xlsx og prøv igjen.",
            "This is a binary workbook (.xlsb). Open it in Excel, save it as .xlsx and try again."
        ),
        "roster.workbook_ods": RosterSentence(
            "Dette er ei OpenDocument-fil. Velg Lagre som, Excel 2007–365 (.xlsx) i LibreOffice og "
                + "prøv igjen.",
            "Dette er ei OpenDocument-fil. Vel Lagre som, Excel 2007–365 (.xlsx) i LibreOffice og "
                + "prøv igjen.",
            "This is an OpenDocument file. In LibreOffice choose Save As, Excel 2007-365 (.xlsx), "
                + "and try again."
        ),
        "roster.workbook_numbers": RosterSentence(
            "Dette er ei Numbers-fil. Velg Arkiv, Eksporter til, Excel i Numbers og prøv igjen.",
            "Dette er ei Numbers-fil. Vel Arkiv, Eksporter til, Excel i Numbers og prøv igjen.",
            "This is a Numbers file. In Numbers choose File, Export To, Excel, and try again."
        ),
        "roster.no_workbook": RosterSentence(
            "Dette er et arkiv eller et dokument, ikke ei arbeidsbok. Pakk det ut, eller lagre lista "
                + "som .xlsx eller CSV, og prøv igjen.",
            "Dette er eit arkiv eller eit dokument, ikkje ei arbeidsbok. Pakk det ut, eller lagre "
                + "lista som .xlsx eller CSV, og prøv igjen.",
            "This is an archive or a document, not a workbook. Unpack it, or save the list as .xlsx "
                + "or CSV, and try again."
        ),
        "roster.named_workbook": RosterSentence(
            "Fila heter noe på .xlsx, men er tekst. Gi den endelsen .csv hvis den er ei liste.",
            "Fila heiter noko på .xlsx, men er tekst. Gi ho endinga .csv om ho er ei liste.",
            "The file is named as a workbook and is text. Give it the ending .csv if it is a list."
        ),
        "roster.no_sheets": RosterSentence(
            "Fila er tekst og har ingen ark. Utelat --sheet.",
            "Fila er tekst og har ingen ark. Utelat --sheet.",
            "The file is text and has no sheets. Leave --sheet out."
        ),
        "roster.workbook_dialect": RosterSentence(
            "Ei arbeidsbok har ingen tegnkoding og ikke noe skilletegn. Utelat dem.",
            "Ei arbeidsbok har inga teiknkoding og ikkje noko skiljeteikn. Utelat dei.",
            "A workbook has no encoding or delimiter. Leave them out."
        ),
        "roster.which_sheet": RosterSentence(
            "Flere ark har rader. Si med --sheet NAVN eller NUMMER hvilket som er lista.",
            "Fleire ark har rader. Sei med --sheet NAMN eller NUMMER kva for eit som er lista.",
            "Several sheets have rows. Say which is the list with --sheet NAME or NUMBER."
        ),
        "roster.no_such_sheet": RosterSentence(
            "Arbeidsboka har ikke noe slikt ark. Si med --sheet et av dem den har.",
            "Arbeidsboka har ikkje noko slikt ark. Sei med --sheet eit av dei ho har.",
            "The workbook has no such sheet. Name one of its own with --sheet."
        ),
        "roster.other_sheets": RosterSentence(
            "Andre ark har rader og er ikke lest. --sheet velger ark.",
            "Andre ark har rader og er ikkje lesne. --sheet vel ark.",
            "Other sheets have rows and are not read. --sheet chooses one."
        ),
        "roster.hidden_sheets": RosterSentence(
            "Skjulte ark har rader og er ikke lest. --sheet velger ark.",
            "Skjulte ark har rader og er ikkje lesne. --sheet vel ark.",
            "Hidden sheets have rows and are not read. --sheet chooses one."
        ),
        "roster.hidden_sheet_read": RosterSentence(
            "Arket som er lest, er skjult.",
            "Arket som er lese, er skjult.",
            "The sheet that is read is a hidden one."
        ),
        "roster.hidden_columns": RosterSentence(
            "Skjulte kolonner er lest som de andre.",
            "Skjulte kolonnar er lesne som dei andre.",
            "Hidden columns are read like the others."
        ),
        "roster.hidden_row": RosterSentence(
            "Raden er skjult, kanskje av et filter; den er lest som de andre.",
            "Rada er skjult, kanskje av eit filter; ho er lesen som dei andre.",
            "The row is hidden, perhaps by a filter; it is read like the others."
        ),
        "roster.merged_cells": RosterSentence(
            "Celler er slått sammen; verdien gjelder bare den første av dem.",
            "Celler er slått saman; verdien gjeld berre den første av dei.",
            "Cells are merged; the value counts for the first of them alone."
        ),
        "roster.cell_error": RosterSentence(
            "Ei celle har en feil i stedet for et resultat.",
            "Ei celle har ein feil i staden for eit resultat.",
            "A cell holds an error in place of a result."
        ),
        "roster.no_result": RosterSentence(
            "En formel har ikke noe resultat. Åpne arbeidsboka i Excel og lagre den.",
            "Ein formel har ikkje noko resultat. Opne arbeidsboka i Excel og lagre ho.",
            "A formula has no result. Open the workbook in Excel and save it."
        ),
        "roster.beyond_header": RosterSentence(
            "En verdi står til høyre for overskriften og er ikke brukt.",
            "Ein verdi står til høgre for overskrifta og er ikkje brukt.",
            "A value stands to the right of the header and is not used."
        ),
    ]
}
