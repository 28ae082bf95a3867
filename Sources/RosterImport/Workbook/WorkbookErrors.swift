extension RosterError {
    /// The container or one of its parts is not as a program wrote it.
    static var damagedWorkbook: RosterError {
        RosterError(
            code: "roster.workbook_damaged",
            message: "The workbook is damaged. Open it in a spreadsheet program, save it anew as "
                + ".xlsx and try again."
        )
    }

    /// It would unpack to far more than it is, or refers to things outside itself.
    static var unsafeWorkbook: RosterError {
        RosterError(
            code: "roster.workbook_unsafe",
            message: "The workbook unpacks to far more than a list ever holds, or asks for more "
                + "than a list may. Save the sheet alone as .xlsx or CSV and try again."
        )
    }

    static var encryptedWorkbook: RosterError {
        RosterError(
            code: "roster.workbook_encrypted",
            message: "The workbook is locked with a password. Open it, save a copy without one and "
                + "try again; delete the copy afterwards."
        )
    }

    /// More shared text than is held in memory.
    static var largeWorkbook: RosterError {
        RosterError(
            code: "roster.workbook_too_large",
            message: "The workbook holds more text than fits. Split it, or save the sheet as CSV."
        )
    }
}
