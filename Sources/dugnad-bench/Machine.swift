import Foundation

/// What the figures were measured on.
enum Machine {
    static var words: String {
        let info = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
        let model = info.split(separator: "\n").first { $0.hasPrefix("model name") }
        let name = model?.split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) }
        return
            "\(ProcessInfo.processInfo.activeProcessorCount) processors, \(name ?? "of unknown make")"
    }
}
