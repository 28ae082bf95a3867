import Foundation
import SyncCore

/// What a command or the hub printed, looked into without a type of its own.
struct JSON: CustomStringConvertible {
    let value: JSONValue

    init(_ data: Data) throws {
        value = try JSONValue.parse(Array(data), limits: JSONLimits(bytes: 64 << 20))
    }

    private init(value: JSONValue) { self.value = value }

    /// A member, or null where there is none.
    subscript(_ name: String) -> JSON { JSON(value: value[name] ?? .null) }

    /// An element, or null behind the end.
    subscript(_ place: Int) -> JSON {
        let elements = value.array ?? []
        return JSON(value: elements.indices.contains(place) ? elements[place] : .null)
    }

    var elements: [JSON] { (value.array ?? []).map { JSON(value: $0) } }
    var text: String? { value.text }
    var integer: Int64? { value.integer }
    var bool: Bool? { value.bool }
    var description: String { String(decoding: value.bytes(), as: UTF8.self) }
}
