import SyncCore
import Testing

/// A value and whether a field of the type takes it.
struct TypeCase: Sendable, CustomTestStringConvertible {
    let type: FieldType
    let value: JSONValue
    let isAccepted: Bool

    init(_ type: FieldType, _ value: JSONValue, _ isAccepted: Bool) {
        self.type = type
        self.value = value
        self.isAccepted = isAccepted
    }

    var testDescription: String { "\(type) \(isAccepted ? "takes" : "refuses") \(value)" }

    private static let id: JSONValue = "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b"
    private static let point: JSONValue = ["type": "Point", "coordinates": [7, 58]]

    static let all: [TypeCase] = texts + numbers + dates + others

    private static let texts: [TypeCase] = [
        .init(.text(maximum: 3), "abc", true), .init(.text(maximum: 3), "abcd", false),
        .init(.text(maximum: 3), "æø", false), .init(.text(maximum: 4), "æø", true),
        .init(.text(maximum: 3), 5, false), .init(.text(maximum: 3), "", true),
        .init(.code(["a", "b"]), "b", true), .init(.code(["a", "b"]), "c", false),
        .init(.code(["a", "b"]), "A", false), .init(.code(["a", "b"]), 0, false),
        .init(.bool, true, true), .init(.bool, 1, false), .init(.bool, "true", false),
        .init(.text(maximum: 0), nil, true), .init(.bool, nil, true),
    ]

    private static let numbers: [TypeCase] = [
        .init(.integer(1...5), 1, true), .init(.integer(1...5), 5, true),
        .init(.integer(1...5), 0, false), .init(.integer(1...5), 6, false),
        .init(.integer(1...5), .double(2), false), .init(.integer(1...5), "2", false),
        .init(.instant, 0, true), .init(.instant, -62_135_596_800_000, true),
        .init(.instant, -62_135_596_800_001, false), .init(.instant, 253_402_300_799_999, true),
        .init(.instant, 253_402_300_800_000, false), .init(.instant, "2026-06-01", false),
    ]

    private static let dates: [TypeCase] = [
        .init(.date, "2026-06-01", true), .init(.date, "2024-02-29", true),
        .init(.date, "2026-02-29", false), .init(.date, "1900-02-29", false),
        .init(.date, "2000-02-29", true), .init(.date, "2026-13-01", false),
        .init(.date, "2026-00-01", false), .init(.date, "2026-04-31", false),
        .init(.date, "2026-04-00", false), .init(.date, "2026-4-1", false),
        .init(.date, "2026/04/01", false), .init(.date, "2026-04-01T", false),
        .init(.date, "٢٠٢٦-04-01", false), .init(.date, 20_260_401, false),
    ]

    private static let others: [TypeCase] = [
        .init(.reference("task"), id, true), .init(.reference("task"), "no", false),
        .init(.list(maximum: 2), ["a", "b"], true),
        .init(.list(maximum: 2), ["a", "b", "c"], false),
        .init(.list(maximum: 2), ["a", 1], false), .init(.list(maximum: 2), "a", false),
        .init(.list(maximum: 2), [.string(String(repeating: "x", count: 501))], false),
        .init(.geometry(maximum: 60), point, true), .init(.geometry(maximum: 10), point, false),
        .init(.geometry(maximum: 60), ["coordinates": []], false),
        .init(.json(maximum: 10), ["a": 1], true), .init(.json(maximum: 6), ["a": 1], false),
    ]
}

@Suite struct `types and normalisers` {
    @Test(arguments: TypeCase.all)
    func `the table of types holds`(_ line: TypeCase) {
        #expect(line.type.accepts(line.value) == line.isAccepted)
    }

    @Test func `phone numbers with and without +47 are the same`() {
        for text in ["99887766", "998 87 766", "+47 99 88 77 66", "0047 99887766", "4799887766"] {
            #expect(Normaliser.phone.same("+4799887766", .string(text)), "\(text)")
        }
        for text in ["99887767", "+46 99887766", "", "9988776"] {
            #expect(!Normaliser.phone.same("+4799887766", .string(text)), "\(text)")
        }
    }

    @Test func `text is the same trimmed and under either normal form`() {
        #expect(Normaliser.text.same(" Bjørn\u{30A}  ", "Bjørn\u{30A}"))
        #expect(Normaliser.text.same("A\u{30A}s", "Ås"))
        #expect(!Normaliser.text.same("Ås", "ås"))
        #expect(Normaliser.text.same("  ", ""))
        #expect(!Normaliser.none.same("a ", "a"))
    }

    @Test func `mail addresses are the same in either case, and nothing equals only nothing`() {
        #expect(Normaliser.email.same(" Kari@Example.org", "kari@example.org"))
        #expect(Normaliser.email.same(nil, .null))
        #expect(!Normaliser.email.same(nil, ""))
        #expect(!Normaliser.text.same("1", 1))
    }
}
