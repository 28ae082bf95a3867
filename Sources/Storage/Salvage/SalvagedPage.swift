/// One page of a b-tree, read without trusting anything in it.
///
/// https://www.sqlite.org/fileformat2.html#b_tree_pages
struct SalvagedPage {
    private let bytes: ArraySlice<UInt8>
    /// Where the page's head stands: behind the header of the file on the first page.
    private let head: Int
    private let pages: SalvagedPages

    /// No record of a device's own is longer than 2 MiB: an operation has at most 1 MiB, and its answers less.
    private static let longest = 2 << 20
    private static let size = SalvagedPages.size

    init(_ bytes: ArraySlice<UInt8>, isFirst: Bool, in pages: SalvagedPages) {
        self.bytes = bytes
        self.pages = pages
        head = isFirst ? 100 : 0
    }

    /// The kinds of page that hold records.
    private enum Kind: UInt8 {
        case innerIndex = 0x02
        case index = 0x0A
        case table = 0x0D

        /// The length of the head, at whose end the places of the cells stand.
        var head: Int { self == .innerIndex ? 12 : 8 }
    }

    /// Hands over each record that is whole.
    func records(_ each: (SalvagedRecord) -> Void) {
        guard let kind = Kind(rawValue: byte(head)) else { return }
        let count = Int(byte(head + 3)) << 8 | Int(byte(head + 4))
        // Each cell has at least four bytes and a place of two.
        guard count <= Self.size / 6 else { return }
        for cell in 0..<count {
            let place = head + kind.head + 2 * cell
            let start = Int(byte(place)) << 8 | Int(byte(place + 1))
            if start < Self.size, let record = record(at: start, kind) { each(record) }
        }
    }

    private func record(at start: Int, _ kind: Kind) -> SalvagedRecord? {
        var place = kind == .innerIndex ? start + 4 : start
        guard let length = varint(&place), (1...Int64(Self.longest)).contains(length) else {
            return nil
        }
        var rowid: Int64?
        if kind == .table {
            guard let number = varint(&place) else { return nil }
            rowid = number
        }
        guard let payload = payload(Int(length), at: place, kind),
            let values = SalvagedPayload(payload).values()
        else { return nil }
        return SalvagedRecord(rowid: rowid, values: values)
    }

    /// The record's bytes, gathered from the pages it runs over to.
    private func payload(_ length: Int, at place: Int, _ kind: Kind) -> [UInt8]? {
        let most = kind == .table ? Self.size - 35 : (Self.size - 12) * 64 / 255 - 23
        let least = (Self.size - 12) * 32 / 255 - 23
        var local = length
        if length > most {
            local = least + (length - least) % (Self.size - 4)
            if local > most { local = least }
        }
        guard place + local <= Self.size else { return nil }
        var found = Array(bytes[bytes.startIndex + place..<bytes.startIndex + place + local])
        guard length > local else { return found }
        guard var next = bigEndian(bytes, at: place + local) else { return nil }
        // A whole record runs over no page twice, so there are at most as many hops as pages.
        var seen: Set<UInt32> = []
        while found.count < length {
            guard next > 0, seen.insert(next).inserted, let page = pages[Int(next)] else {
                return nil
            }
            found += page.dropFirst(4).prefix(length - found.count)
            next = bigEndian(page, at: 0) ?? 0
        }
        return found
    }

    private func byte(_ offset: Int) -> UInt8 {
        offset < bytes.count ? bytes[bytes.startIndex + offset] : 0
    }

    private func varint(_ place: inout Int) -> Int64? {
        SalvagedPayload.varint(bytes, &place)
    }
}
