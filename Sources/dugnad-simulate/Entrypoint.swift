import Glibc
import Simulation
@main
enum Entrypoint {
    static func main() {
        let from = UInt64(CommandLine.arguments[1]) ?? 1
        let n = UInt64(CommandLine.arguments[2]) ?? 1
        for seed in from..<(from + n) {
            let r = Simulation.run(seed: seed)
            if let f = r.failure { print(seed, f.promise.rawValue, f.step ?? -1, f.message) }
            else if n < 30 { print(seed, r.digest, r.operations) }
        }
    }
}
