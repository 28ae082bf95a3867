import SyncEngine

extension SyncError {
    static let zoneWithoutShape = SyncError(
        "zone.no_shape",
        "The zone has no shape yet; bring it in with 'dugnad zone import'."
    )
    static let splitCount = SyncError(
        "zone.split_count",
        "Give 1 to \(ZoneSplit.mostAreas) areas that are to be zones of their own."
    )
    static let splitAll = SyncError(
        "zone.split_all",
        "Nothing would be left of the zone; leave out the part that is to stay it."
    )
    static let splitRetired = SyncError(
        "zone.split_retired",
        "A zone that is retired cannot be split; make it active first."
    )
    static let tooManyStretches = SyncError(
        "op.too_large",
        "More stretches would move than one operation holds; take a smaller part first."
    )
    static let mergeSame = SyncError(
        "zone.merge_same",
        "Name at least one other zone, and each once."
    )
    static let mergeCentres = SyncError(
        "zone.merge_centres",
        "The zones are of several centres; hand one over first ('dugnad handover offer')."
    )
    static let mergeRetired = SyncError(
        "zone.merge_retired",
        "A zone that is retired cannot be merged; make it active first."
    )

    static func splitOutside(_ name: String) -> SyncError {
        SyncError("zone.split_outside", "The area '\(name)' has nothing of the zone that is left.")
    }
}
