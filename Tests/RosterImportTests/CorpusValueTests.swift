import Foundation
import RosterImport
import Testing

@Suite(.enabled(if: corpus != nil, "set DUGNAD_CORPUS to the folder of real inputs"))
struct CorpusValueTests {
    @Test func `Norwegian and prefixed numbers become what libphonenumber says`() throws {
        let file = CorpusFile(path: "strings/phone_numbers.csv", expected: "")
        let table = try RosterReader.read(try file.bytes, options: ReadOptions(headerRow: 1))
        var compared = 0
        for row in table.rows where row.fields.count == 6 && row.fields[2] == "yes" {
            let (written, region, e164) = (row.fields[0], row.fields[1], row.fields[3])
            let isOurs = region == "NO" || region == "SJ"
            // Words, extensions and foreign access codes are beyond what a roster holds.
            let isPlain = written.allSatisfy { "0123456789 +()-.".contains($0) }
            guard isPlain, isOurs || written.hasPrefix("+"), !written.contains("(0)") else {
                continue
            }
            compared += 1
            #expect(PhoneReader.read(written).value?.first?.e164 == e164, "\(written)")
        }
        #expect(compared > 80)
    }

    @Test func `addresses are taken and refused as in practice`() throws {
        struct Case: Decodable {
            var address: String
            var diagnosis: String
            var practical: String
        }
        let file = CorpusFile(path: "strings/isemail_tests.json", expected: "")
        let cases = try JSONDecoder().decode([Case].self, from: Data(try file.bytes))
        for test in cases where !test.address.isEmpty && !test.diagnosis.contains("FWS") {
            let reading = EmailReader.read(test.address)
            if test.practical == "accept" { #expect(reading.error == nil, "\(test.address)") }
            // White space around an address, a lone CR too, is trimmed from every cell.
            let isTrimmed = test.address.first?.isWhitespace == true
            if test.practical == "reject", !isTrimmed {
                #expect(reading.error != nil, "\(test.address)")
            }
        }
    }

    @Test func `look-alike addresses are flagged and not the same`() throws {
        struct Cases: Decodable { var dangerous_emails: [String], safe_emails: [String] }
        let file = CorpusFile(path: "strings/confusable_emails.json", expected: "")
        let cases = try JSONDecoder().decode(Cases.self, from: Data(try file.bytes))
        let dangerous = cases.dangerous_emails.filter { $0.contains("@") }
        for address in dangerous {
            #expect(EmailReader.read(address).warnings.contains("email.confusable"), "\(address)")
        }
        for address in cases.safe_emails {
            #expect(EmailReader.read(address).warnings.isEmpty, "\(address)")
        }
    }

    @Test(arguments: ["norwegian_names_special.csv", "sami_names_sample.csv"])
    func `every name survives and keeps a key`(name: String) throws {
        let file = CorpusFile(path: "strings/" + name, expected: "")
        let table = try RosterReader.read(try file.bytes, options: ReadOptions(headerRow: 1))
        for row in table.rows {
            let reading = NameReader.read(given: row.fields[0], family: "")
            #expect(reading.value?.given == row.fields[0])
            #expect(!NameKey.of(row.fields[0]).isEmpty)
        }
        #expect(table.rows.count > 70)
    }
}
