import RosterImport
import Testing

@Suite struct PhoneTests {
    @Test(arguments: [
        ("912 34 567", "+4791234567"), ("47123456", "+4747123456"), ("4791234567", "+4791234567"),
        ("+47 912 34 567", "+4791234567"), ("0047 91234567", "+4791234567"),
        ("(+47) 912.34.567", "+4791234567"), ("912\u{A0}34\u{A0}567", "+4791234567"),
        ("'91234567", "+4791234567"), ("91234567.0", "+4791234567"), ("02000", "+4702000"),
        ("tlf. 91234567", "+4791234567"), ("+46 70 123 45 67", "+46701234567"),
        ("+47 (0) 912 34 567", "+4791234567"), ("580012345678", "+47580012345678"),
        ("59123456", "+4759123456"), ("22-33-44-55", "+4722334455"),
    ])
    func `a number is read however it is written`(written: String, e164: String) {
        #expect(PhoneReader.read(written).value?.map(\.e164) == [e164])
        #expect(PhoneReader.read(written).original == written)
    }

    @Test func `two numbers in one cell are two numbers`() {
        let reading = PhoneReader.read("912 34 567 / 23 45 67 89")
        #expect(reading.value?.map(\.e164) == ["+4791234567", "+4723456789"])
        #expect(reading.value?.map(\.kind) == [.mobile, .landline])
        #expect(PhoneReader.read("22 33 44 55/66").warnings == ["phone.second_unreadable"])
    }

    @Test(arguments: [
        ("4,79123E+09", "phone.damaged_by_spreadsheet"), ("590 12", "phone.too_few_digits"),
        ("9123456789", "phone.too_many_digits"), ("12345678", "phone.not_in_plan"),
        ("58123456", "phone.not_in_plan"), ("#N/A", "phone.not_a_number"),
        ("+12", "phone.wrong_length_abroad"), ("01018012345", "value.national_id"),
    ])
    func `what is no number has a code`(written: String, code: String) {
        #expect(PhoneReader.read(written).error == code)
    }

    @Test func `an identity number in the phone column is not even quoted`() {
        #expect(PhoneReader.read("01018012345").original == "")
    }

    @Test func `the zero in brackets is flagged`() {
        #expect(PhoneReader.read("+47 (0) 912 34 567").warnings == ["phone.trunk_zero"])
        #expect(PhoneReader.read(" ").value == nil && PhoneReader.read(" ").error == nil)
    }
}
