import CMicrohttpd
import Glibc

/// Checks that nothing stands between the header fields of a request but line ends.
///
/// libmicrohttpd 0.9.75 parses in place: names and values are C strings in the bytes as they came,
/// every line end and colon overwritten by NUL. It takes a field with an empty name for the end of
/// the head, so that the fields behind it become the next request, which smuggles one past a proxy;
/// and a value ends for it at a NUL. Both leave bytes that belong to no field, and here they show.
/// What stays unseen is an empty name with nothing but a bare line feed behind it.
struct HeadLayout {
    private let head: UnsafeRawPointer
    private var end: UnsafeRawPointer
    private var isSound = true

    /// Later versions parse otherwise and refuse both by themselves.
    static let appliesToLibrary = MHD_get_version().map { strcmp($0, "0.9.75") == 0 } ?? false

    /// Begins behind the request line, which starts with the method and ends with the version.
    init(method: UnsafePointer<CChar>, version: UnsafePointer<CChar>) {
        head = UnsafeRawPointer(method)
        end = UnsafeRawPointer(version) + strlen(version)
    }

    /// Steps over one field, in the order of the library's list.
    mutating func add(name: UnsafePointer<CChar>, value: UnsafePointer<CChar>) {
        isSound = isSound && hasLineEnds(before: UnsafeRawPointer(name), count: 1...2)
        end = UnsafeRawPointer(value) + strlen(value)
    }

    /// Whether every byte of a head of this length has been accounted for.
    func isWhole(byteCount: Int) -> Bool {
        isSound && hasLineEnds(before: head + byteCount, count: 2...4)
    }

    private func hasLineEnds(before next: UnsafeRawPointer, count: ClosedRange<Int>) -> Bool {
        let distance = next - end
        // Checked first: behind the head, these bytes would not be ours to read.
        guard count.contains(distance) else { return false }
        return UnsafeRawBufferPointer(start: end, count: distance).allSatisfy { $0 == 0 }
    }
}
