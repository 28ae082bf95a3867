import SyncCore

extension Edit {
    /// The edit without steps that come too late to be taken: whether somebody may take them is no question.
    func without(stepsBehindIn result: RowMergeResult, _ spec: EntitySpec) -> Edit {
        var kept = self
        for entry in result.log where entry.decision == "lost" {
            guard case .lifecycle? = spec.fields[entry.unit]?.policy else { continue }
            kept.set[entry.unit] = nil
        }
        return kept
    }
}
