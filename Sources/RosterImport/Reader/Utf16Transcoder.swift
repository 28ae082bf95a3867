/// Turns UTF-16 into UTF-8 chunk by chunk; half a unit or pair waits for the next chunk.
struct Utf16Transcoder {
    private let isLittleEndian: Bool
    private var oddByte: UInt8?
    private var highSurrogate: UInt16?
    /// Lone surrogates and a missing last byte, each replaced by U+FFFD.
    private(set) var badUnits = 0

    init(isLittleEndian: Bool) {
        self.isLittleEndian = isLittleEndian
    }

    mutating func feed(_ chunk: ArraySlice<UInt8>, into output: inout [UInt8]) {
        for byte in chunk {
            guard let first = oddByte else {
                oddByte = byte
                continue
            }
            oddByte = nil
            let low = isLittleEndian ? first : byte
            let high = isLittleEndian ? byte : first
            take(UInt16(high) << 8 | UInt16(low), into: &output)
        }
    }

    mutating func finish(into output: inout [UInt8]) {
        if highSurrogate != nil || oddByte != nil { replace(into: &output) }
        highSurrogate = nil
        oddByte = nil
    }

    private mutating func take(_ unit: UInt16, into output: inout [UInt8]) {
        if let high = highSurrogate {
            highSurrogate = nil
            if UTF16.isTrailSurrogate(unit) {
                let value = 0x10000 + (UInt32(high) - 0xD800) << 10 + (UInt32(unit) - 0xDC00)
                append(value, into: &output)
                return
            }
            replace(into: &output)
        }
        if UTF16.isLeadSurrogate(unit) {
            highSurrogate = unit
        } else if UTF16.isTrailSurrogate(unit) {
            replace(into: &output)
        } else {
            append(UInt32(unit), into: &output)
        }
    }

    private mutating func replace(into output: inout [UInt8]) {
        badUnits += 1
        append(0xFFFD, into: &output)
    }

    private func append(_ value: UInt32, into output: inout [UInt8]) {
        guard let scalar = Unicode.Scalar(value) else { return }
        output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
}
