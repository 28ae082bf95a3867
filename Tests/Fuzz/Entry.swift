import Glibc

/// The harness this process runs, from `FUZZ_HARNESS`; libFuzzer owns `main` and the arguments.
private let harness: Harness = {
    let name = getenv("FUZZ_HARNESS").map { String(cString: $0) } ?? ""
    guard let harness = Harness(rawValue: name) else {
        let names = Harness.allCases.map(\.rawValue).joined(separator: " ")
        let line = Array("Set FUZZ_HARNESS to one of: \(names)\n".utf8)
        _ = write(STDERR_FILENO, line, line.count)
        exit(64)
    }
    return harness
}()

/// What libFuzzer calls with each input (https://llvm.org/docs/LibFuzzer.html#fuzz-target).
@_cdecl("LLVMFuzzerTestOneInput")
func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    harness.run(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}
