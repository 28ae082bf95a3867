import RosterImport
import Testing

/// The rosters of other systems, from bytes to plan, against what each of them holds.
@Suite(.enabled(if: corpus != nil, "set DUGNAD_CORPUS to the folder of real inputs"))
struct CorpusPlanTests {
    /// A roster, what its columns need to be told, and the rows that become each action.
    struct Roster: CustomTestStringConvertible {
        var path: String
        var create = 0
        var ask = 0
        var reject = 0
        var overrides: [String: RosterField] = [:]
        var mapped: Set<String> = []
        var testDescription: String { path }
    }

    static let rosters = [
        Roster(
            path: "churchcrm/test_import_noheader.csv",
            create: 2,
            overrides: ["#1": .familyName, "#2": .givenName]
        ),
        Roster(
            path: "civicrm/column_names_casing.csv",
            create: 1,
            mapped: ["FIRSTNAME", "LASTNAME"]
        ),
        Roster(
            path: "civicrm/individual_invalid_email.csv",
            reject: 1,
            overrides: ["Dads email": .email]
        ),
        Roster(path: "contacts/fullname_empty_rows.csv", create: 1),
        Roster(
            path: "contacts/google_header_long.csv",
            mapped: ["Given Name", "Family Name", "Phone 1 - Value"]
        ),
        Roster(path: "contacts/outlook_contacts.csv", create: 1),
        Roster(
            path: "contacts/outlook_header_long.csv",
            mapped: ["First Name", "Last Name", "E-mail Address", "Mobile Phone"]
        ),
        Roster(path: "hitobito/two_rows.csv", create: 2),
        Roster(path: "hitobito/utf8.csv", create: 1),
        Roster(path: "keila/import_libreoffice.csv", create: 3, ask: 198),
        Roster(path: "keila/import_rfc_4180_with_status.csv", create: 1, ask: 3),
        Roster(path: "mautic/10contacts.csv", create: 10),
        Roster(path: "sahana/brcms_person.csv", create: 9),
        Roster(path: "sahana/ifrc_train_staff.csv", create: 20),
        Roster(path: "sahana/ifrc_train_volunteers.csv", create: 17),
        Roster(path: "sahana/template_hrm_volunteer.csv", mapped: ["DOB", "Start Date", "Email"]),
        Roster(path: "sahana/template_programme_hours.csv", mapped: ["First Name", "Email"]),
        Roster(path: "thunderbird/basic_csv_addressbook.csv", create: 2),
        Roster(path: "thunderbird/browser_import.csv", create: 0, reject: 1),
        Roster(path: "thunderbird/csv_semicolon.csv", create: 2),
    ]

    @Test(arguments: rosters)
    func `a roster of another system is planned as its manifest says`(roster: Roster) throws {
        let plan = try Self.plan(roster)
        #expect(plan.header.counts.create == roster.create, "\(plan.rows)")
        #expect(plan.header.counts.ask == roster.ask)
        #expect(plan.header.counts.reject == roster.reject)
        #expect(roster.mapped.isSubset(of: plan.header.mapping.keys))
        #expect(try PlanFile.read(try PlanFile.write(plan)) == plan)
    }

    @Test func `every roster of the corpus is in the table or is none of persons`() {
        let lists: Set = ["rosters/sahana/language_skills.csv", "rosters/sahana/rlp_skills.csv"]
        let planned = Set(Self.rosters.map { "rosters/" + $0.path })
        #expect(planned.union(lists) == Set(CorpusFile.all(under: "rosters").map(\.path)))
    }

    @Test func `an Outlook export keeps its zeros, its mobile and its American birthday`() throws {
        let plan = try Self.plan(Roster(path: "contacts/outlook_contacts.csv"))
        let row = try #require(plan.rows.first)
        let values = Dictionary(uniqueKeysWithValues: row.changes.map { ($0.field, $0.new) })
        #expect(values[.postalCode] == "00100")
        #expect(values[.birthDate] == "1969-12-28")
        #expect(row.contacts.contains { $0.contact.value == "+358400000003" })
        #expect(
            row.contacts.first { $0.contact.kind == .email }?.contact.value == "linus@example.com"
        )
    }

    @Test func `columns on blood, religion and passports are refused`() throws {
        let plan = try Self.plan(Roster(path: "sahana/template_hrm_volunteer.csv"))
        #expect(plan.header.refusedColumns == ["belief": 1, "health": 1, "national_id": 4])
    }

    private static func plan(_ roster: Roster) throws -> Plan {
        let file = CorpusFile(path: "rosters/" + roster.path, expected: "")
        let table = try RosterReader.read(try file.bytes)
        let mapping = HeaderMapping(of: table, overrides: roster.overrides)
        return try Planner.plan(table, mapping: mapping, known: [], options: try options())
    }
}
