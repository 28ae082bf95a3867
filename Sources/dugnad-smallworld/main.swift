import Dispatch
import Glibc
import SmallWorld
import Synchronization

// Walks through every small world there is, on two threads, and says what it found.

let settings = SmallSettings.all()
let only = CommandLine.arguments.dropFirst().first.flatMap { Int($0) }
let chosen = only.map { [settings[$0 % settings.count]] } ?? settings
let next = Mutex(0)
let total = Mutex(SmallCount())
let failures = Mutex<[String]>([])
let begin = ContinuousClock.now

/// At once, also into a file: a search runs for minutes.
func say(_ text: String) {
    print(text)
    fflush(nil)
}

DispatchQueue.concurrentPerform(iterations: 2) { _ in
    while let place = next.withLock({ place -> Int? in
        defer { place += 1 }
        return place < chosen.count ? place : nil
    }) {
        do {
            let count = try SmallSearch(chosen[place]).run()
            total.withLock { $0 += count }
            say("\(place) \(chosen[place]): \(count)")
        } catch {
            failures.withLock { $0.append("\(place): \(error)") }
            say("\(place) FAILED \(error)")
        }
    }
}

let count = total.withLock { $0 }
print(
    "\(chosen.count) small worlds: \(count), in \((ContinuousClock.now - begin).components.seconds) s"
)
exit(failures.withLock { $0.isEmpty } ? 0 : 1)
