@testable import RosterImport
import Testing

@Suite struct ValueTests {
    @Test(arguments: [
        ("Ole Bang Hansen", "Ole Bang", "Hansen"), ("Ole Bang-Hansen", "Ole", "Bang-Hansen"),
        ("Hansen, Ole Bang", "Ole Bang", "Hansen"),
        ("Ludvig von der Lippe", "Ludvig", "von der Lippe"),
        ("  Åse\u{A0} Lie ", "Åse", "Lie"), ("Cher", "Cher", ""),
    ])
    func `a whole name is divided`(whole: String, given: String, family: String) {
        #expect(NameReader.read(full: whole).value == PersonName(given: given, family: family))
    }

    @Test func `names are kept as written and flagged`() {
        let shouting = NameReader.read(given: "ÅSE", family: "LIE-BØ")
        #expect(shouting.value == PersonName(given: "ÅSE", family: "LIE-BØ"))
        #expect(shouting.warnings == ["name.all_capitals"])
        #expect(NameReader.titleCased("ÅSE LIE-BØ") == "Åse Lie-Bø")
        #expect(NameReader.read(full: "Kari og Ole Moen").error == "name.two_people")
        #expect(NameReader.read(given: " ", family: "").error == "name.missing")
        let long = String(repeating: "a", count: NameReader.longest - 1)
        #expect(NameReader.read(full: long + "b").error == nil)
        #expect(NameReader.read(full: long + "bc").error == "name.too_long")
    }

    @Test(arguments: [
        ("Kåre", "Kaare"), ("Sørensen", "Soerensen"), ("Sæther", "Saether"), ("André", "Andre"),
        ("A\u{30A}se", "Åse"), ("Anne-Grete", "Anne Grete"), ("Kristoffer", "Kristofer"),
        ("ÆRLIG", "ærlig"), ("Boŋgu", "Bongu"), ("Müller", "Muller"),
    ])
    func `two spellings have one key`(one: String, other: String) {
        #expect(NameKey.of(one) == NameKey.of(other))
    }

    @Test func `different names have different keys`() {
        #expect(NameKey.of("Bø") != NameKey.of("Bo"))
        #expect(NameKey.of("Ole") != NameKey.of("Ola"))
        #expect(NameKey.of("Łucja") == NameKey.of("Lucja"))
    }

    @Test func `names are composed for the store`() {
        let value = NameReader.read(given: "A\u{30A}se", family: "Lie").value
        #expect(value.map { Array($0.given.utf8) } == Array("Åse".utf8))
    }

    @Test func `postal codes`() {
        let reader = PostalReader(
            register: PostalRegister(places: ["0150": "Oslo", "8006": "Bodø"])
        )
        #expect(reader.read("150").value?.text == "0150")
        #expect(reader.read("150").warnings == ["postal.zero_restored"])
        #expect(reader.read("150.0").value?.text == "0150")
        #expect(reader.read("N-0150", place: "Oslo").value?.isForeign == false)
        #expect(reader.read("0150 Oslo").value?.place == "Oslo")
        #expect(reader.read("8006", place: "BODOE").warnings.isEmpty)
        #expect(reader.read("8006", place: "Oslo").warnings == ["postal.place_differs"])
        #expect(reader.read("9999").warnings == ["postal.unknown"])
        #expect(reader.read("9999").value?.text == "9999")
        for foreign in ["DK-8000", "SE-411 03", "00100", "SW1A 1AA"] {
            #expect(reader.read(foreign).value?.text == foreign)
            #expect(reader.read(foreign).warnings == ["postal.foreign"])
        }
        #expect(reader.read("ukjent").error == "postal.not_understood")
        #expect(PostalReader().read("9999").value?.text == "9999")
    }

    @Test func `e-mail addresses`() {
        #expect(EmailReader.read(" Kare.Moen@Example.NO ").value == ["kare.moen@example.no"])
        #expect(EmailReader.read("Kåre <k@example.no>").value == ["k@example.no"])
        #expect(EmailReader.read("a@example.no; b@example.no").warnings == ["email.several"])
        #expect(EmailReader.read("joseph-email.com").error == "email.no_at")
        #expect(EmailReader.read("a..b@example.no").error == "email.bad_name")
        #expect(EmailReader.read("a@-x.no").error == "email.bad_domain")
        let local = String(repeating: "a", count: 64)
        #expect(EmailReader.read(local + "@example.no").error == nil)
        #expect(EmailReader.read("a" + local + "@example.no").error == "email.too_long")
    }

    @Test func `yes and no`() {
        for yes in ["Ja", "x", "X", "✓", "1", "j", "SANT"] {
            #expect(YesNoReader.read(yes).value == true)
        }
        for no in ["nei", "0", "N", "usant"] { #expect(YesNoReader.read(no).value == false) }
        #expect(YesNoReader.read("kanskje").error == "yesno.not_understood")
    }

    @Test func `identity numbers are found inside text and taken out`() {
        #expect(NationalId.redacted("fnr 010180 12345, ring") == "fnr [fjernet], ring")
        #expect(NationalId.isMentioned(in: "D-nr 41018012345"))
        #expect(!NationalId.isMentioned(in: "ring +46701234567 eller 00473101801234"))
        #expect(!NationalId.isMentioned(in: "org 99999999999"))
        #expect(NationalId.isMentioned(in: "01 01 80 123 45"))
        #expect(NationalId.redacted("01.01.80-12345") == "[fjernet]")
    }
}
