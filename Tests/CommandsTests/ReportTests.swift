import SyncCore
import Testing

/// What a report has to say before it is kept.
struct ReportTests {
    let folder: TestFolder
    let device: TestDevice

    init() throws {
        folder = try TestFolder()
        device = try TestDevice("ane", role: "coordinator", try TestHub(folder), folder)
    }

    var waiting: Int64? { get throws { try device.json("status")["waiting"]?.integer } }

    @Test func `a cleanup that came to nothing is not kept`() throws {
        let run = device.run("report", "cleanup")
        #expect(run.exit == 2)
        #expect(run.errors.contains("[report.empty]"))
        #expect(try waiting == 0)
        #expect(device.run("report", "cleanup", "--minutes", "30").exit == 0)
    }

    @Test(arguments: [
        ["report", "litter", "--amount", "bagful", "--point", "8,58"],
        ["report", "cleanup", "--bags", "1"],
    ])
    func `a report of what is to come is not kept`(words: [String]) throws {
        let run = device.run(words + ["--at", "2199-05-01T12:00"])
        #expect(run.exit == 2)
        #expect(run.errors.contains("[report.future]"))
        #expect(try waiting == 0)
        #expect(device.run(words + ["--at", "2026-05-01T12:00"]).exit == 0)
    }

    @Test(arguments: [
        ("8,58", 0), ("58,8", 1), ("-12,55", 0), ("36,82", 0), ("-12.1,60", 1), ("36.1,60", 1),
        ("10,54.9", 1), ("10,82.1", 1),
    ])
    func `a place far from Norway is kept with a warning`(point: String, exit: Int32) throws {
        let litter = device.run("report", "litter", "--amount", "bagful", "--point=\(point)")
        #expect(litter.exit == exit)
        #expect(litter.errors.contains("swapped") == (exit == 1))
        let cleanup = device.run("report", "cleanup", "--bags", "2", "--left-at=\(point)")
        #expect(cleanup.exit == exit)
        #expect(try waiting == 2)
    }
}
