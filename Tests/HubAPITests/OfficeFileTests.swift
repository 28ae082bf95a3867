import Glibc
import HubAPI
import Testing

struct OfficeFileTests {
    @Test func `the office's address is readable by the store's owner alone, and goes away`() throws {
        var template = Array("/tmp/dugnad-office-XXXXXX".utf8CString)
        let folder = String(cString: try #require(mkdtemp(&template)))
        defer { rmdir(folder) }
        let store = folder + "/hub.db"
        let file = OfficeFile(url: "http://127.0.0.1:1", token: "off_1")
        try file.write(ofStore: store)
        var status = stat()
        #expect(stat(OfficeFile.path(ofStore: store), &status) == 0)
        #expect(status.st_mode & 0o777 == 0o600)
        #expect(OfficeFile(ofStore: store) == file)
        // Another hub's file is left where it is.
        OfficeFile(url: file.url, token: "off_2").remove(ofStore: store)
        #expect(OfficeFile(ofStore: store) == file)
        file.remove(ofStore: store)
        #expect(OfficeFile(ofStore: store) == nil)
    }
}
