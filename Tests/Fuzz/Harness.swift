import Compression
import Geometry
@testable import HTTPServer
import RosterImport
import SyncCore

/// One reader of bytes from outside, with what must hold for whatever it is given.
///
/// A trap, a hang, a sanitizer's finding or a broken promise (a failed precondition) is a find; an
/// error that the reader throws is an answer.
enum Harness: String, CaseIterable {
    case operation, push, answer, pull, roster, workbook, sheet, zones, head, gzip, zstd
    case cursor, json, row, outcome, catalogue, hub, values, reference

    func run(_ bytes: [UInt8]) {
        switch self {
        case .operation: Self.operation(bytes)
        case .push: Self.push(bytes)
        case .answer: _ = try? PushAnswer(bytes)
        case .pull: _ = try? PullLine(bytes)
        case .roster: Self.roster(bytes)
        case .workbook: Self.workbook(bytes)
        case .sheet: Self.sheet(bytes)
        case .zones: Self.zones(bytes)
        case .head: Self.head(bytes)
        case .gzip: _ = try? gunzip(bytes, limit: 1 << 20)
        case .zstd: Self.zstd(bytes)
        case .cursor: Self.cursor(bytes)
        case .json: Self.json(bytes)
        case .row: Self.row(bytes)
        case .outcome: Self.outcome(bytes)
        case .catalogue: _ = try? Catalogue(bytes)
        case .hub: FuzzHub.take(bytes)
        case .values: Self.values(bytes)
        case .reference: Self.reference(bytes)
        }
    }

    /// What was read is written as bytes that read the same: replicas and hub hash those.
    private static func operation(_ bytes: [UInt8]) {
        guard let read = try? Operation(bytes, knownSchema: 1) else { return }
        let written = read.json.bytes()
        let again = promised { try Operation(written, knownSchema: 1) }
        precondition(again == read, "another operation came back")
    }

    private static func push(_ bytes: [UInt8]) {
        guard let read = try? PushRequest(bytes) else { return }
        let again = promised { try PushRequest(read.bytes) }
        precondition(again.operations == read.operations, "another push came back")
        precondition(again.first == read.first && again.incarnation == read.incarnation)
        for line in read.operations { operation(line) }
    }

    /// Shapes that were read are written as GeoJSON that reads the same.
    private static func zones(_ bytes: [UInt8]) {
        _ = try? ZoneFile.read(bytes)
        guard let read = try? GeoJSON.read(bytes), !read.problems.hasErrors else { return }
        let written = GeoJSON.write(read.features)
        let again = promised { try GeoJSON.read(written) }
        precondition(GeoJSON.write(again.features) == written, "other shapes came back")
    }

    /// Line 1 is the request line; the guard and the target's decoding must answer anything.
    private static func head(_ bytes: [UInt8]) {
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        let words = lines.first?.split(separator: " ").map(String.init) ?? []
        guard words.count == 3 else { return }
        let fields = lines.dropFirst().map { line in
            let parts = line.split(separator: ":", maxSplits: 1).map(String.init)
            return (name: parts.first ?? "", value: parts.dropFirst().first ?? "")
        }
        let fault = HeaderGuard.check(
            method: words[0],
            target: words[1],
            version: words[2],
            headers: fields,
            fieldLimit: 100
        )
        guard fault == nil else { return }
        let lengths = fields.filter {
            ["content-length", "transfer-encoding"].contains($0.name.lowercased())
        }
        precondition(lengths.count <= 1, "the length of a body was given twice")
        for segment in PercentCoding.split(target: words[1]).path.split(separator: "/") {
            _ = PercentCoding.decode(segment)
        }
    }

    /// What is unpacked is within its bound, and packs to something that unpacks to the same.
    private static func zstd(_ bytes: [UInt8]) {
        guard let read = try? unzstd(bytes, limit: 1 << 20) else { return }
        precondition(read.count <= 1 << 20, "more came out than is allowed")
        let packed = promised { try Compression.zstd(read) }
        let again = promised { try unzstd(packed, limit: 1 << 20, ratio: .max) }
        precondition(again == read, "other bytes came back")
    }

    /// What must not throw, since it reads what the project itself has written.
    static func promised<R>(_ body: () throws -> R) -> R {
        do { return try body() } catch {
            preconditionFailure("what was written is refused: \(error)")
        }
    }
}
