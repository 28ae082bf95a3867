package import SyncCore
import SyncEngine

/// The entities of `schema/catalogue.json` by name; a test holds the two together.
extension EntityName {
    package static let volunteerCentre: EntityName = "volunteerCentre"
    package static let organisation: EntityName = "organisation"
    package static let person: EntityName = "person"
    package static let personPrivate: EntityName = "personPrivate"
    package static let contactPoint: EntityName = "contactPoint"
    package static let claimToken: EntityName = "claimToken"
    package static let personAlias: EntityName = "personAlias"
    package static let notice: EntityName = "notice"
    package static let centreMembership: EntityName = "centreMembership"
    package static let consent: EntityName = "consent"
    package static let roleGrant: EntityName = "roleGrant"
    package static let cleanupZone: EntityName = "cleanupZone"
    package static let segment: EntityName = "segment"
    package static let accessRestriction: EntityName = "accessRestriction"
    package static let dispensation: EntityName = "dispensation"
    package static let shift: EntityName = "shift"
    package static let signup: EntityName = "signup"
    package static let claim: EntityName = "claim"
    package static let litterReport: EntityName = "litterReport"
    package static let cleanupReport: EntityName = "cleanupReport"
    package static let wasteDeposit: EntityName = "wasteDeposit"
    package static let importBatch: EntityName = "importBatch"
    package static let participantCard: EntityName = "participantCard"
    package static let handover: EntityName = "handover"
    package static let taskCost: EntityName = "taskCost"
    package static let equipmentDepot: EntityName = "equipmentDepot"
    package static let stockMovement: EntityName = "stockMovement"
    package static let contribution: EntityName = "contribution"
    package static let lotteryDraw: EntityName = "lotteryDraw"
    package static let segmentAdoption: EntityName = "segmentAdoption"
    package static let enquiry: EntityName = "enquiry"
    package static let enquiryOwner: EntityName = "enquiryOwner"
    package static let selfDeclaration: EntityName = "selfDeclaration"
    package static let stockReservation: EntityName = "stockReservation"
    package static let need: EntityName = "need"
    package static let initiative: EntityName = "initiative"
    package static let declarationSum: EntityName = "declarationSum"

    /// Every entity there is, in the order of the catalogue's numbers.
    package static let all: [EntityName] = [
        .volunteerCentre, .organisation, .person, .personPrivate, .contactPoint, .claimToken,
        .personAlias, .notice, .centreMembership, .consent, .roleGrant, .cleanupZone, .segment,
        .accessRestriction, .dispensation, .task, .shift, .signup, .claim, .litterReport,
        .cleanupReport, .wasteDeposit, .reviewItem, .reviewSide, .importBatch,
        .participantCard, .handover, .taskCost, .equipmentDepot,
        .stockMovement, .contribution, .lotteryDraw, .segmentAdoption, .enquiry, .enquiryOwner,
        .selfDeclaration, .stockReservation, .need, .initiative, .declarationSum,
    ]
}
