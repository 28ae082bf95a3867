import Storage
import SyncCore

/// What became of damaged files that a rescue had put aside, since somebody was erased.
package struct AsideReport: Sendable, Equatable {
    /// Names, in the folder of the store, of those that were removed.
    package internal(set) var removed: [String] = []
    /// Names of those that could not be.
    package internal(set) var stuck: [String] = []

    /// Nothing became of any.
    package init() {}
}

extension Replica {
    /// What became of damaged files since this was asked last; each is told once.
    package func takeAside() -> AsideReport {
        defer { aside.removed = [] }
        return aside
    }

    private static let owesAside = "owesAside"

    /// Notes which damaged files must go with those a pull has taken away; part of the pull's transaction.
    ///
    /// Nothing can be cut out of a file that is not whole, so all of it goes. What could be read of the device's own
    /// work was taken over when it was put aside.
    func oweAside(_ intake: PullIntake, of timeline: RowID) throws {
        guard intake.hasForgotten else { return }
        let files = AsideFile.read(try meta[AsideFile.name]).filter { file in
            intake.hasForgottenWork
                || intake.lastErased.map { file.mayHold(erasedAt: $0, of: timeline) } ?? false
        }
        guard !files.isEmpty else { return }
        try meta.set(Self.owesAside, files.map(\.file).joined(separator: "\n"))
    }

    /// Has all files go that were put aside: the device is shut out, and they have rows like the store's.
    func oweAllAside() throws {
        let files = AsideFile.read(try meta[AsideFile.name])
        guard !files.isEmpty else { return }
        try meta.set(Self.owesAside, files.map(\.file).joined(separator: "\n"))
    }

    /// Removes the files that must go; one that cannot be is tried again at the next pull.
    func removeAside() throws {
        guard let owed = try meta[Self.owesAside] else { return }
        let (files, folder) = (store.files, store.folder)
        let names = AsideFile.read(owed).map(\.file)
        // One that somebody has moved away lies elsewhere, untouched.
        let there = names.filter { files.kind(folder + $0) != nil }
        for name in names { files.removeStore(folder + name) }
        let stuck = names.filter { files.kind(folder + $0) != nil }
        try store.transaction {
            let left = AsideFile.read(try meta[AsideFile.name]).filter { file in
                !names.contains(file.file) || stuck.contains(file.file)
            }
            try AsideFile.write(left, to: meta)
            if stuck.isEmpty {
                try meta.clear(Self.owesAside)
            } else {
                try meta.set(Self.owesAside, stuck.joined(separator: "\n"))
            }
        }
        aside.removed += there.filter { !stuck.contains($0) }
        aside.stuck = stuck
    }
}
