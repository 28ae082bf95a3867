import CMicrohttpd
import Glibc
import Synchronization

/// Handing a response to the library, which owns it until the last byte is sent.
extension Worker {
    func answer(_ context: RequestContext, _ response: HTTPResponse) -> MHD_Result {
        context.phase = .answered
        context.client?.setDeadline(
            monotonicMilliseconds(after: configuration.responseSeconds * 1000)
        )
        if let made = make(response, for: context) {
            return queue(made, status: response.status, on: context)
        }
        let fault = HTTPFault.unusableResponse
        guard let made = make(configuration.errorResponse(fault), for: context) else {
            return .NO
        }
        return queue(made, status: fault.status, on: context)
    }

    private func queue(
        _ response: OpaquePointer,
        status: Int,
        on context: RequestContext
    ) -> MHD_Result {
        defer { MHD_destroy_response(response) }
        return MHD_queue_response(context.connection, UInt32(status), response)
    }

    /// Nil when the response cannot be sent as it is; the caller owns the result.
    private func make(_ response: HTTPResponse, for context: RequestContext) -> OpaquePointer? {
        guard (200...599).contains(response.status) else { return nil }
        guard let made = makeBody(response, for: context) else { return nil }
        for (name, value) in response.headers where !isFraming(name) {
            // The library refuses a line break; left unchecked the field would just be missing.
            guard MHD_add_response_header(made, name, value) == .YES else {
                MHD_destroy_response(made)
                return nil
            }
        }
        if shared.isDraining.load(ordering: .acquiring) {
            MHD_add_response_header(made, "Connection", "close")
        }
        return made
    }

    private func isFraming(_ name: String) -> Bool {
        ["content-length", "transfer-encoding", "date"].contains { name.equalsIgnoringCase($0) }
    }

    private func makeBody(_ response: HTTPResponse, for context: RequestContext) -> OpaquePointer? {
        // RFC 9110 sections 15.3.5 and 15.4.5: these have no content, whatever was given.
        let isBodiless = response.status == 204 || response.status == 304
        switch isBodiless ? .empty : response.body {
        case .empty:
            return MHD_create_response_from_buffer(0, nil, .RESPMEM_PERSISTENT)
        case .bytes(let bytes):
            return bytes.withUnsafeBytes { bytes in
                MHD_create_response_from_buffer(
                    bytes.count,
                    UnsafeMutableRawPointer(mutating: bytes.baseAddress),
                    .RESPMEM_MUST_COPY
                )
            }
        case .stream(let stream):
            return context.method == "HEAD" ? makeHeadOfStream() : makeStream(stream)
        }
    }

    /// For HEAD, 0.9.75 sends the last chunk of a chunked body that it rightly does not send.
    ///
    /// The client would take those five bytes for the next answer; without chunks it closes.
    private func makeHeadOfStream() -> OpaquePointer? {
        guard let made = MHD_create_response_from_callback(.max, 1024, onPull, nil, nil) else {
            return nil
        }
        dugnad_mhd_without_chunks(made)
        return made
    }

    private func makeStream(_ stream: any ResponseStream) -> OpaquePointer? {
        let reader = Unmanaged.passRetained(StreamReader(stream, worker: self))
        let made = MHD_create_response_from_callback(
            .max,
            StreamReader.blockBytes,
            onPull,
            reader.toOpaque(),
            onPullEnded
        )
        if made == nil { reader.release() }
        return made
    }
}

/// A stream in the library's hands; whatever it gave too much waits here.
final class StreamReader {
    private let stream: any ResponseStream
    private let worker: Worker
    private var surplus: ArraySlice<UInt8> = []

    static let blockBytes = 32 << 10
    private static let emptyChunksAllowed = 16

    init(_ stream: any ResponseStream, worker: Worker) {
        self.stream = stream
        self.worker = worker
    }

    /// Fills the buffer; the count, or the library's sign for the end or for an error.
    func fill(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
        worker.callbacks &+= 1
        do {
            if surplus.isEmpty {
                guard let chunk = try nextChunk(maximum: buffer.count) else {
                    return MHD_CONTENT_READER_END_OF_STREAM
                }
                surplus = chunk[...]
            }
        } catch {
            return MHD_CONTENT_READER_END_WITH_ERROR
        }
        let count = min(surplus.count, buffer.count)
        buffer.copyBytes(from: surplus.prefix(count))
        surplus = surplus.dropFirst(count)
        return count
    }

    private func nextChunk(maximum: Int) throws -> [UInt8]? {
        for _ in 0..<Self.emptyChunksAllowed {
            guard let chunk = try stream.next(maximum: maximum) else { return nil }
            if !chunk.isEmpty { return chunk }
        }
        // Giving the library nothing would have it ask again for ever.
        throw StreamStalled()
    }
}

private struct StreamStalled: Error {}
