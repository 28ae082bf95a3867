/// The bytes of one record: a header of types, then the values.
///
/// https://www.sqlite.org/fileformat2.html#record_format
struct SalvagedPayload {
    private let bytes: ArraySlice<UInt8>
    /// More columns than any table of ours has.
    private static let mostColumns = 64

    init(_ bytes: [UInt8]) { self.bytes = bytes[...] }

    /// All values; nil where the header and the length do not agree.
    func values() -> [SalvagedValue]? {
        var place = 0
        guard let head = Self.varint(bytes, &place), head >= 1, head <= bytes.count else {
            return nil
        }
        var types: [Int64] = []
        while place < head {
            guard let type = Self.varint(bytes, &place), types.count < Self.mostColumns else {
                return nil
            }
            types.append(type)
        }
        guard place == head else { return nil }
        var values: [SalvagedValue] = []
        for type in types {
            guard let value = value(type, &place) else { return nil }
            values.append(value)
        }
        return place == bytes.count ? values : nil
    }

    private func value(_ type: Int64, _ place: inout Int) -> SalvagedValue? {
        switch type {
        case 0: return .null
        case 8, 9: return .integer(type - 8)
        case 1...6:
            let lengths = [0, 1, 2, 3, 4, 6, 8]
            return take(lengths[Int(type)], &place).map { .integer(Self.signed($0)) }
        case 7: return take(8, &place).map { _ in .other }
        case 12...:
            let length = (type - 12) / 2
            guard length <= bytes.count, let content = take(Int(length), &place) else { return nil }
            if type % 2 == 0 { return .blob(Array(content)) }
            return String(validating: content, as: UTF8.self).map { .text($0) } ?? .other
        default: return nil
        }
    }

    private func take(_ length: Int, _ place: inout Int) -> ArraySlice<UInt8>? {
        let start = bytes.startIndex + place
        guard start + length <= bytes.endIndex else { return nil }
        place += length
        return bytes[start..<start + length]
    }

    private static func signed(_ bytes: ArraySlice<UInt8>) -> Int64 {
        let isNegative = (bytes.first ?? 0) >= 0x80
        return bytes.reduce(isNegative ? -1 : 0) { $0 << 8 | Int64($1) }
    }

    /// A number of one to nine bytes. https://www.sqlite.org/fileformat2.html#varint
    static func varint(_ bytes: ArraySlice<UInt8>, _ place: inout Int) -> Int64? {
        var value: UInt64 = 0
        for count in 0..<9 {
            let index = bytes.startIndex + place
            guard place >= 0, index < bytes.endIndex else { return nil }
            place += 1
            guard count < 8 else {
                return Int64(bitPattern: value << 8 | UInt64(bytes[index]))
            }
            value = value << 7 | UInt64(bytes[index] & 0x7F)
            if bytes[index] < 0x80 { break }
        }
        return Int64(bitPattern: value)
    }
}
