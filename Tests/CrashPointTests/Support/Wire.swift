import FieldClient
import SyncCore
import SyncEngine

/// The way from a field client to the hub, in the bytes of the wire; notes what was answered.
struct Wire: HubConnection {
    private let service: HubService
    private let token: String?
    private let told: Told
    private let rowsPerPage: Int

    init(_ service: HubService, token: String?, _ told: Told, rowsPerPage: Int = 2000) {
        self.service = service
        self.token = token
        self.told = told
        self.rowsPerPage = rowsPerPage
    }

    func enrol(_ request: JoinRequest) throws -> Enrolled {
        try service.write { try $0.enrol(request) }
    }

    func knows(_ question: StoreQuestion) throws -> StoreKnowledge {
        try service.read { try $0.knows(question) }
    }

    func push(_ request: PushRequest) throws -> PushAnswer {
        let device = try device()
        let sent = try PushRequest(request.bytes)
        let answer = try PushAnswer(try service.write { try $0.push(sent, from: device).bytes })
        told.note(answer.outcomes, to: request.incarnation)
        return answer
    }

    func pull(
        cursor: Cursor?,
        lacks: Set<String>,
        incarnation: RowID,
        repair: PullRepair?,
        brief: Int?,
        waitSeconds: Int
    ) throws -> [UInt8] {
        let device = try device()
        return try service.read { reader in
            try reader.pull(
                device,
                incarnation: incarnation,
                cursor: cursor,
                lacks: lacks,
                repair: repair,
                brief: brief,
                rows: rowsPerPage
            )
        }.bytes
    }

    private func device() throws -> Device {
        guard let device = try service.read({ try $0.device(token: token ?? "") }) else {
            throw SyncError("device.unknown", "The hub does not know the token.")
        }
        return device
    }
}
