import RosterImport
import Testing

@Suite struct PlanFileTests {
    private func written() throws -> (Plan, [UInt8]) {
        let plan = try plan(
            "Fornavn;Etternavn;Født;Mobil\nÅse;Lie;01.02.1980;91234567\nOle;Moen;31.02.1980;\n"
        )
        return (plan, try PlanFile.write(plan))
    }

    @Test func `a plan is read back as it was written`() throws {
        let (plan, bytes) = try written()
        #expect(try PlanFile.read(bytes) == plan)
        #expect(bytes.count { $0 == 0x0A } == 4)
    }

    @Test func `a plan keeps the days of its file`() throws {
        let text = "Fornavn;Etternavn\nÅse;Lie\n"
        var given = try options(fileDate: "2025-05-01")
        given.importedOn = CalendarDate(iso: "2025-05-02")
        let back = try PlanFile.read(try PlanFile.write(try plan(text, options: given)))
        #expect(back.header.fileDate?.iso == "2025-05-01")
        #expect(back.header.importedOn?.iso == "2025-05-02")
        #expect(try PlanFile.read(try written().1).header.fileDate == nil)
    }

    @Test func `a row of more than a megabyte is read back`() throws {
        var (plan, _) = try written()
        let note = String(repeating: "a", count: 2 << 20)
        plan.rows[0].changes.append(FieldChange(field: .note, old: nil, new: note))
        #expect(try PlanFile.read(try PlanFile.write(plan)) == plan)
    }

    @Test func `any changed byte is damage`() throws {
        let (_, bytes) = try written()
        for index in bytes.indices {
            var damaged = bytes
            damaged[index] ^= 1
            #expect(throws: RosterError.self) { try PlanFile.read(damaged) }
        }
    }

    @Test func `a plan cut short or added to is damage`() throws {
        let (_, bytes) = try written()
        for length in 0..<bytes.count {
            #expect(code(Array(bytes.prefix(length))) == "roster.plan_damaged")
        }
        #expect(code(bytes + bytes) == "roster.plan_damaged")
        #expect(code(bytes + [0x7B, 0x7D, 0x0A]) == "roster.plan_damaged")
    }

    @Test func `a plan of a newer format is refused as such`() throws {
        var (plan, _) = try written()
        plan.header.format = PlanHeader.currentFormat + 1
        #expect(code(try PlanFile.write(plan)) == "roster.plan_newer")
    }

    @Test func `counts that do not add up are damage`() throws {
        var (plan, _) = try written()
        plan.rows.removeLast()
        #expect(code(try PlanFile.write(plan)) == "roster.plan_damaged")
    }

    private func code(_ bytes: [UInt8]) -> String? {
        do {
            _ = try PlanFile.read(bytes)
            return nil
        } catch { return error.code }
    }
}
