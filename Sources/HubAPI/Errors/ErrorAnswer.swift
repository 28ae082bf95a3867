import Compression
import HTTPServer
import Storage
import SyncCore
import SyncEngine

/// The one error body: `{ "error": { "code", "message", "findings"? } }`.
enum ErrorAnswer {
    /// The answer to an error of any kind; what the table does not know is `hub.internal`.
    static func response(_ error: any Error, to request: HTTPRequest?) -> HTTPResponse {
        response(known(error), language: request?.header("Accept-Language"))
    }

    /// Why the server itself refuses.
    static func response(_ fault: HTTPFault) -> HTTPResponse {
        response(SyncError(fault.code, fault.message), language: nil)
    }

    /// What is to be reported because the client was not told; nil when it was told all.
    static func report(_ error: any Error) -> String? {
        let answered = known(error).code
        guard answered == ErrorTable.internalCode || answered.hasPrefix("store.") else {
            return nil
        }
        if let error = error as? StorageError { return error.description }
        if let error = error as? SyncError { return error.code }
        return "\(type(of: error))"
    }

    private static func response(_ error: SyncError, language: String?) -> HTTPResponse {
        let entry = ErrorTable.entries[error.code] ?? ErrorTable.Entry(500)
        let translation = Translations.message(error.code, for: language)
        let message = translation?.text ?? entry.message ?? error.message
        var body: JSONObject = [
            "code": .string(error.code), "message": .string(message),
        ]
        if !error.findings.isEmpty { body["findings"] = .array(error.findings.map(\.json)) }
        body["until"] = error.until.map { .integer($0) }
        var response = Answer.json(["error": .object(body)], status: entry.status)
        if let retry = entry.retry { response.headers.append(("Retry-After", "\(retry)")) }
        if let translation {
            response.headers.append(("Content-Language", translation.language))
        }
        if entry.status == 401 { response.headers.append(("WWW-Authenticate", "Bearer")) }
        return response
    }

    private static func known(_ error: any Error) -> SyncError {
        let read =
            switch error {
            case let error as SyncError: error
            case let error as StorageError: SyncError(error.code.rawValue, error.message)
            case let error as WireError: SyncError(error.code, error.message)
            case let error as JSONError: SyncError(error.code, error.message)
            case let error as CompressionError: SyncError(error.code, error.message)
            default: SyncError(ErrorTable.internalCode, "")
            }
        guard ErrorTable.entries[read.code] != nil else {
            return SyncError(ErrorTable.internalCode, "")
        }
        return read
    }
}
