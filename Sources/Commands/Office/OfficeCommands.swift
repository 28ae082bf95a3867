/// The commands that work on a hub's store.
enum OfficeCommands {
    static let all: [any Command.Type] = [
        Init.self, Serve.self,
        RosterRead.self, RosterCheck.self, RosterAnswer.self, RosterApplyCommand.self,
        RosterUndoCommand.self, ReferenceImport.self, ReferenceList.self,
        ZoneCheck.self, ZoneImportCommand.self, ZoneList.self, ZoneMark.self, ZoneNeeds.self,
        ZonePropose.self, ZoneSplitCommand.self, ZoneMergeCommand.self,
        CentreAdd.self, HandoverOffer.self, HandoverAccept.self, HandoverDecline.self,
        HandoverWithdraw.self, HandoverList.self,
        DeviceInvite.self, DeviceList.self, DeviceGrant.self, DeviceRetire.self, DeviceRevoke.self,
        ReviewList.self, ReviewShow.self, ReviewDecide.self, ReviewReopen.self, ReviewStats.self,
        PersonExportCommand.self, PersonThanks.self, PersonErase.self, ErasureShow.self,
        ErasureList.self,
        OfficeNew.self, OfficeSet.self, OfficeList.self, OfficeShow.self,
        TaskNew.self, ShiftNew.self, TaskCalendarCommand.self, TaskOpportunitiesCommand.self,
        TaskCode.self,
        ExplainCommand.self, DoctorCommand.self, BackupCommand.self, RestoreCommand.self,
        LedgerCheck.self, LedgerRebuild.self, StoreCompact.self,
        NoticeList.self, NoticeRetry.self,
        ImportLitter.self, SeasonReportCommand.self, WasteBalanceCommand.self, DepotList.self,
        LotteryPromise.self, LotteryDraw.self, LotteryVerify.self, EnquiryList.self,
        NeedList.self, InitiativeList.self,
        MunicipalityReport.self,
        FixturesRun.self,
    ]
}
