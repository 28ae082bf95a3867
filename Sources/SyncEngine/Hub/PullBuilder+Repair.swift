import SyncCore

/// What a device asked for to become equal again.
extension PullBuilder {
    /// Sends the buckets asked for, as many as the page holds, but one in any case.
    mutating func sendBuckets() throws {
        var hasSent = false
        for (place, buckets) in repair?.scopes.sorted(by: { $0.key < $1.key }) ?? [] {
            guard scopes.indices.contains(place), !buckets.isEmpty else { continue }
            let rows = try reader.scopes.rows(of: scopes[place].number, in: Set(buckets))
            for bucket in buckets {
                guard !hasSent || !isFull else { return }
                for row in rows[bucket] ?? [] where sent.insert(row).inserted { try sendRow(row) }
                bytes += PullLine.whole(place: place, bucket: bucket).line
                hasSent = true
            }
        }
    }

    func bucketSums() throws -> [Int: String] {
        var out: [Int: String] = [:]
        for place in repair?.scopes.keys.sorted() ?? [] where scopes.indices.contains(place) {
            out[place] = try reader.scopes.bucketText(scopes[place].number)
        }
        return out
    }
}
