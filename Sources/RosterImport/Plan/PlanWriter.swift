import Glibc

/// Writes a plan file while the roster is read: a row at a time, and what only the end tells into
/// the room kept for it.
package final class PlanWriter {
    private let descriptor: CInt
    private var buffer: [UInt8] = []
    /// How much is on the disk; the buffer follows it.
    private var written = 0
    private var check = PlanCheck()
    private var lines = LinePlaces()
    private var headerRoom = 0
    private static let bufferBytes = 1 << 20

    /// A new file, open for reading and writing, which stays its owner's to close.
    package init(descriptor: CInt, expecting count: Int = 0) {
        self.descriptor = descriptor
        buffer.reserveCapacity(Self.bufferBytes + (64 << 10))
        lines.reserve(count)
    }

    /// Begins, or begins anew; the header's numbers follow at the end.
    func begin(_ header: PlanHeader) throws(RosterError) {
        buffer = try PlanFile.line(header)
        // Seven numbers of at most seven digits are still to come.
        headerRoom = buffer.count + 64
        buffer = Self.filled(buffer, to: headerRoom)
        written = 0
        check = PlanCheck()
        lines.clear(from: headerRoom)
        guard ftruncate(descriptor, 0) == 0 else { throw Self.unwritable }
    }

    func append(_ row: PlanRow) throws(RosterError) {
        let start = buffer.count
        PlanLine.write(row, to: &buffer)
        buffer.append(contentsOf: repeatElement(0x20, count: PlanLine.room(of: row)))
        buffer.append(0x0A)
        lines.append(buffer.count - start)
        check.add(buffer[start...], at: lines.count)
        if buffer.count >= Self.bufferBytes { try flush() }
    }

    /// Changes a row that was written, by no more than the room it has.
    func change(at place: Int, _ body: (inout PlanRow) -> Void) throws(RosterError) {
        if !buffer.isEmpty { try flush() }
        let (start, length) = lines[place]
        let before = try read(start, length)
        guard var row = PlanLine.read(before) else { throw PlanFile.damaged }
        body(&row)
        var line: [UInt8] = []
        PlanLine.write(row, to: &line)
        line.append(0x0A)
        line = Self.filled(line, to: before.count)
        guard line.count == before.count else { throw PlanFile.damaged }
        check.take(before, from: place + 1)
        check.add(line, at: place + 1)
        try write(line, at: start)
    }

    /// Writes the header as it has become, and the last line; all of it is on the disk then.
    func finish(_ header: PlanHeader) throws(RosterError) {
        let line = Self.filled(try PlanFile.line(header), to: headerRoom)
        guard line.count == headerRoom else { throw PlanFile.damaged }
        check.add(line, at: 0)
        buffer += try PlanFile.line(PlanFile.Ending(end: lines.count, check: check.text))
        try flush()
        try write(line, at: 0)
        guard fsync(descriptor) == 0 else { throw Self.unwritable }
    }

    /// A line with spaces before its line feed, as long as is wanted.
    private static func filled(_ line: [UInt8], to count: Int) -> [UInt8] {
        guard line.count < count else { return line }
        return line.dropLast() + Array(repeating: 0x20, count: count - line.count) + [0x0A]
    }

    private func flush() throws(RosterError) {
        try write(buffer, at: written)
        written += buffer.count
        buffer.removeAll(keepingCapacity: true)
    }

    private func write(_ bytes: [UInt8], at offset: Int) throws(RosterError) {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { all in
                let rest = UnsafeRawBufferPointer(rebasing: all[done...])
                return pwrite(descriptor, rest.baseAddress, rest.count, offset + done)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Self.unwritable }
            done += count
        }
    }

    private func read(_ offset: Int, _ count: Int) throws(RosterError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var done = 0
        while done < count {
            let got = bytes.withUnsafeMutableBytes { all in
                let rest = UnsafeMutableRawBufferPointer(rebasing: all[done...])
                return pread(descriptor, rest.baseAddress, rest.count, offset + done)
            }
            if got < 0, errno == EINTR { continue }
            guard got > 0 else { throw PlanFile.damaged }
            done += got
        }
        return bytes
    }

    private static let unwritable = RosterError(
        code: "roster.plan_unwritable",
        message: "The plan cannot be written; check its folder and the space on the disk."
    )
}
