import Glibc

/// How many stories are made by lot: few in every run, more when `DUGNAD_SEEDS` says so.
enum RandomStoryCount {
    static var seeds: Int { getenv("DUGNAD_SEEDS").flatMap { Int(String(cString: $0)) } ?? 4 }
}
