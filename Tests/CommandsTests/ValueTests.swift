import SyncCore
import Testing

@testable import Commands

struct ValueTests {
    let folder: TestFolder
    let hub: TestHub
    let device: TestDevice

    init() throws {
        folder = try TestFolder()
        hub = try TestHub(folder)
        device = try TestDevice("ane", role: "coordinator", hub, folder)
    }

    @Test func `values are read by the type of their field`() throws {
        let task = try device.make(
            "new",
            "task",
            "kind=cleanup",
            "title=true",
            "capacity=12",
            "usesBoat=ja",
            "startsAt=2026-05-01T14:00",
            "endsAt=1777647600000",
            "requires=boots,gloves"
        )
        let fields = try device.fields("task", task)
        #expect(fields["title"] == "true")
        #expect(fields["capacity"] == 12)
        #expect(fields["usesBoat"] == true)
        #expect(fields["startsAt"] == 1_777_636_800_000)
        #expect(fields["endsAt"] == 1_777_647_600_000)
        #expect(fields["requires"] == ["boots", "gloves"])
        #expect(fields["centreId"] == hub.centre.json)
    }

    @Test func `a dash empties a field`() throws {
        let task = try device.make("new", "task", "kind=cleanup", "title=T", "description=D")
        _ = try device.make("set", "task", task, "description=-")
        #expect(try device.fields("task", task)["description"] == nil)
        #expect(try device.json("list", "task", "--where", "description=-").array?.count == 1)
    }

    @Test(arguments: [
        "capacity=many", "capacity=-5", "usesBoat=perhaps", "kind=party", "startsAt=tomorrow",
        "zoneId=not-an-id-at-all", "title",
    ])
    func `a value that does not fit leaves nothing behind`(text: String) throws {
        let run = device.run("new", "task", "kind=cleanup", "title=T", text)
        #expect(run.exit != 0)
        #expect(try device.json("status")["waiting"]?.integer == 0)
    }

    @Test func `an unknown field is answered with the nearest one`() {
        let run = device.run("new", "task", "tilte=T")
        #expect(run.exit == 2)
        #expect(run.errors.contains("did you mean title?"))
        #expect(device.run("list", "tsak").errors.contains("did you mean task?"))
    }

    @Test func `what no hub could accept is refused at once, with its reason`() throws {
        let run = device.run("new", "task", "kind=cleanup", "--json")
        #expect(run.exit == 2)
        #expect(try run.json()["error"]?["code"]?.text == "op.refused")
        #expect(run.errors.contains("task.title"))
        #expect(try device.json("status")["waiting"]?.integer == 0)
    }

    @Test func `ids may be shortened to their start or end where one row fits`() throws {
        let task = try device.make("new", "task", "kind=cleanup", "title=T")
        #expect(device.run("show", "task", String(task.prefix(6))).exit == 0)
        #expect(device.run("show", "task", String(task.suffix(6)).uppercased()).exit == 0)
        #expect(
            device.run("show", "task", String(task.suffix(5))).errors.contains("[id.too_short]")
        )
        #expect(device.run("show", "task", "ffffff").errors.contains("[row.unknown]"))
        _ = try device.make("new", "task", "kind=cleanup", "title=U")
        let ambiguous = device.run("show", "task", String(task.prefix(6)))
        #expect(ambiguous.exit == 2)
        #expect(ambiguous.errors.contains("[id.ambiguous]"))
    }

    @Test(arguments: ["7.5", "7.5,58,1", "181,0", "0,91", "x,y"])
    func `a place is a longitude and a latitude`(text: String) {
        #expect(device.run("report", "litter", "--amount", "bagful", "--point", text).exit == 64)
    }

    @Test func `a row with unsent changes has a star`() throws {
        let task = try device.make("new", "task", "kind=cleanup", "title=T")
        #expect(device.run("list", "task").output.contains("*  \(task)"))
        #expect(device.run("sync").exit == 0)
        #expect(!device.run("list", "task").output.contains("*"))
        #expect(device.run("list", "task", "--field", "title").output.contains("title"))
    }
}
