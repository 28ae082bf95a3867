import SyncCore

/// Requests of devices as bytes on the wire, for sockets of this program and, in Lua, for wrk.
enum Requests {
    static func pull(_ device: CrowdStore.Device, cursor: Cursor?, wait: Int = 0) -> [UInt8] {
        Array(pullText(device, cursor: cursor, wait: wait).utf8)
    }

    static func push(_ device: CrowdStore.Device, _ body: [UInt8]) -> [UInt8] {
        let head = pushHead(device) + "Content-Length: \(body.count)\r\n\r\n"
        return Array(head.utf8) + body
    }

    /// wrk asking for what is new with one device after the other; there is nothing.
    static func emptyPulls(_ devices: [CrowdStore.Device]) -> String {
        let texts = devices.map { quoted(pullText($0, cursor: $0.cursor, wait: 0)) }
        return """
            local texts = {\(texts.joined(separator: ",\n"))}
            local at = 0
            request = function()
              at = at % #texts + 1
              return texts[at]
            end
            """
    }

    /// wrk pushing one new report after the other, each with the next device and its next number.
    ///
    /// There are several times as many devices as connections, so that a device's next push is sent long after its
    /// last one was answered.
    static func smallPushes(_ devices: [CrowdStore.Device], _ shape: SmallPush) -> String {
        let heads = devices.map { quoted(pushHead($0)) }
        let bodies = devices.map { quoted(shape.text($0, first: "%d", row: "%s")) }
        return """
            local heads = {\(heads.joined(separator: ",\n"))}
            local bodies = {\(bodies.joined(separator: ",\n"))}
            local sent, at = {}, 0
            request = function()
              at = at % #heads + 1
              local n = (sent[at] or 0) + 1
              sent[at] = n
              local row = string.format("01a20000-%04x-7%03x-8000-%012x", n % 65536, at % 4096, n * 65536 + at)
              local body = string.format(bodies[at], n, row, n)
              return heads[at] .. "Content-Length: " .. #body .. "\\r\\n\\r\\n" .. body
            end
            """
    }

    /// wrk's own request for the root.
    static let hello = ""

    private static func pullText(
        _ device: CrowdStore.Device,
        cursor: Cursor?,
        wait: Int
    ) -> String {
        var target = "/v1/sync/pull?incarnation=\(device.incarnation)&brief=1"
        if let cursor { target += "&cursor=\(cursor.token)" }
        if wait > 0 { target += "&wait=\(wait)" }
        return "GET \(target) HTTP/1.1\r\nAccept-Encoding: zstd\r\n\(common(device))\r\n"
    }

    private static func pushHead(_ device: CrowdStore.Device) -> String {
        "POST /v1/sync/push HTTP/1.1\r\nContent-Type: application/x-ndjson\r\n\(common(device))"
    }

    private static func common(_ device: CrowdStore.Device) -> String {
        "Host: 127.0.0.1\r\nAuthorization: Bearer \(device.token)\r\n"
    }

    private static func quoted(_ text: String) -> String {
        "[==[\(text)]==]".replacing("\r\n", with: "]==]..\"\\r\\n\"..[==[")
            .replacing("\n", with: "]==]..\"\\n\"..[==[")
    }
}

/// A push of one operation: a new report of litter.
struct SmallPush {
    let centre: RowID
    let schema: Int
    /// When it was made and sent, Unix milliseconds.
    let now: Int64

    /// The whole body, with these for its number (twice) and the new row's id.
    func text(_ device: CrowdStore.Device, first: String, row: String) -> String {
        """
        {"first":\(first),"incarnation":"\(device.incarnation)","now":\(now),"push":1}
        {"at":\(now),"edits":[{"entity":"litterReport","id":"\(row)",\
        "set":{"amount":"bagful","centreId":"\(centre)","note":"Isopor ved steinene","seenAt":\(now)}}],\
        "incarnation":"\(device.incarnation)","n":\(first),"schema":\(schema)}

        """
    }
}
