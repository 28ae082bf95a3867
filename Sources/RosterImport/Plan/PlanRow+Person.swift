extension PlanRow {
    /// The person a creating row describes, read back from what it would write.
    var asPerson: RosterPerson {
        var values: [RosterField: String] = [:]
        for change in changes { values[change.field] = change.new }
        let name = PersonName(
            given: values[.givenName] ?? "",
            family: values[.familyName] ?? ""
        )
        let birth = Self.birth(values)
        // Who she is stands beside the values: compared once more, a spelling would be a change.
        for field in [RosterField.givenName, .familyName, .birthDate, .birthYear] {
            values[field] = nil
        }
        return RosterPerson(
            row: row,
            name: name,
            birth: birth,
            contacts: contacts.map(\.contact),
            values: values,
            centre: centre
        )
    }

    private static func birth(_ values: [RosterField: String]) -> DateReader.Value? {
        if let day = values[.birthDate].flatMap({ CalendarDate(iso: $0) }) { return .day(day) }
        guard let text = values[.birthYear], let year = Int(text.drop { $0 == "~" }) else {
            return nil
        }
        return .year(year, isEstimated: text.hasPrefix("~"))
    }
}
