import SyncCore

extension Oracle {
    /// Holds seats, claims and weights to the rules about several rows.
    func checkSeats(_ changed: [RowState], _ before: [RowState?], isDecision: Bool) {
        var shifts: Set<RowID> = []
        var segments: Set<RowID> = []
        for (row, before) in zip(changed, before) {
            switch row.entity {
            case "signup":
                checkKept(row, before, isDecision: isDecision)
                if row["placement"] == "confirmed", before?["placement"] != "confirmed" {
                    row.id("shiftId").map { _ = shifts.insert($0) }
                }
            case "shift": checkCut(row, before, isDecision: isDecision)
            case "claim": row.id("segmentId").map { _ = segments.insert($0) }
            case "wasteDeposit", "cleanupReport": checkWeight(row)
            default: continue
            }
        }
        for shift in shifts { checkSeats(of: shift) }
        guard !segments.isEmpty else { return }
        let active = model.rows("claim").filter {
            $0["state"] == "active" && $0["releasedAt"] == nil
        }
        for segment in segments {
            let count = active.count { $0.id("segmentId") == segment }
            require(count <= 1, .claims, "\(nameOf(segment)) has \(count) active claims")
        }
    }

    private func confirmed(_ shift: RowID) -> Int {
        model.rows("signup").count {
            $0.id("shiftId") == shift && $0["placement"] == "confirmed" && $0["wish"] == "wants"
        }
    }

    /// A seat is given only while there is one.
    private func checkSeats(of shift: RowID) {
        guard let row = model.rows[shift]?.state else { return }
        let slots = row.isRemoved ? 0 : Int(row["slots"]?.integer ?? 0)
        let confirmed = confirmed(shift)
        require(
            confirmed <= slots,
            .seats,
            "\(nameOf(shift)) has \(slots) seats, and one was given as number \(confirmed)"
        )
    }

    /// A confirmed seat goes only where its owner, or a person who decides, gives it up.
    private func checkKept(_ row: RowState, _ before: RowState?, isDecision: Bool) {
        guard let before, before["placement"] == "confirmed", !before.isRemoved,
            row["placement"] != "confirmed"
        else { return }
        require(
            isDecision || row.isErased || row.isRemoved || row["wish"] == "withdrawn",
            .seats,
            "the confirmed seat \(nameOf(row.id)) was taken by a machine"
        )
    }

    /// Fewer seats than are given away take a person to decide.
    private func checkCut(_ row: RowState, _ before: RowState?, isDecision: Bool) {
        guard let before, !isDecision else { return }
        let old = before.isRemoved ? 0 : before["slots"]?.integer ?? 0
        let new = row.isRemoved ? 0 : row["slots"]?.integer ?? 0
        guard new < old else { return }
        require(
            confirmed(row.id) <= new,
            .seats,
            "\(nameOf(row.id)) was cut to \(new) below what is confirmed"
        )
    }

    /// As weighed, or ten kilos a full bag and five a half one.
    private func checkWeight(_ row: RowState) {
        guard !row.isRemoved, !row.isErased else { return }
        let bags = (row["bagsFull"]?.integer ?? 0) * 10_000 + (row["bagsHalf"]?.integer ?? 0) * 5000
        let wanted = row["weightG"]?.integer ?? bags
        require(
            row["estimatedWeightG"]?.integer == wanted,
            .waste,
            "\(nameOf(row.id)) weighs \(row["estimatedWeightG"]?.integer ?? -1), not \(wanted)"
        )
    }
}
