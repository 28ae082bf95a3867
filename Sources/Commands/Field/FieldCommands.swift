/// The commands of a field client: they work on its own store, with or without a network.
enum FieldCommands {
    static let all: [any Command.Type] = [
        FieldJoin.self, FieldMove.self, FieldSync.self, FieldStatus.self, FieldOutbox.self,
        FieldList.self,
        FieldShow.self, FieldRescue.self, FieldNew.self, FieldSet.self, FieldReportLitter.self,
        FieldReportCleanup.self, FieldClaim.self, FieldSignup.self, FieldExport.self,
        FieldZoneSplit.self, FieldZoneMerge.self,
    ]
}
