/// What the tables have to be (DOMAIN.md B.6), written down to be read by people.
enum AccessTable {
    /// Entity, then a cell for each role: `CUR` for create, update and remove, `p` a proposal, `-` refused.
    static let entities = """
        role: public pass volunteer actionOwner coordinator manager officer operator wasteCompany privacyOfficer
        volunteerCentre: --- --- --- --- ppp pUp --- --- --- ---
        organisation: --- --- ppp ppp CUR CUR CU- ppp --- ---
        person: --- -U- -U- C-- CUR CUR --- --- --- ---
        personPrivate: --- --- -U- C-- CUR CUR --- --- --- ---
        contactPoint: --- --- CUR C-- CUR CUR --- --- --- ---
        claimToken: --- --- --- C-- CU- CU- --- --- --- ---
        personAlias: --- --- --- --- C-- C-- --- --- --- ---
        notice: --- -U- -U- -U- -U- -U- -U- -U- -U- ---
        centreMembership: --- --- -U- C-- CUR CUR --- --- --- ---
        consent: --- CU- CU- C-- CU- CU- --- --- --- ---
        roleGrant: --- --- --- --- ppp CUR --- --- --- ---
        cleanupZone: --- --- --- ppp CUR CUR CUR ppp --- ---
        segment: --- --- --- ppp CUR CUR CUR ppp --- ---
        accessRestriction: --- --- --- ppp CUR CUR CUR ppp --- ---
        dispensation: --- --- --- --- CU- CUR CUR --- --- ---
        task: --- ppp ppp CUp CUR CUR CUp CUp --- ---
        shift: --- --- --- CUR CUR CUR --- CUR --- ---
        signup: --- CU- CU- CU- CU- CU- --- --- --- ---
        claim: --- CU- CU- CU- CU- -U- --- --- --- ---
        litterReport: C-- C-- C-- C-- CU- CU- CU- C-- --- ---
        cleanupReport: --- C-- C-- C-- CU- CU- CU- C-- --- ---
        wasteDeposit: --- C-- C-- C-- CU- CU- --- CU- CU- ---
        reviewItem: --- --- --- --- -U- -U- -U- --- --- ---
        reviewSide: --- --- --- --- --- --- --- --- --- ---
        importBatch: --- --- --- --- CU- CU- --- --- --- ---
        participantCard: --- --- --- --- --- --- --- --- --- ---
        handover: --- --- --- --- CU- CU- --- --- --- ---
        taskCost: --- --- --- C-- CU- CU- --- --- --- ---
        equipmentDepot: --- --- --- ppp CUR CUR CU- --- --- ---
        stockMovement: --- --- --- C-- CU- CU- --- C-- --- ---
        contribution: --- C-- C-- C-- CU- CU- CU- --- --- ---
        lotteryDraw: --- --- --- --- CU- CU- --- --- --- ---
        segmentAdoption: --- --- CU- CU- CUR CUR --- --- --- ---
        enquiry: --- C-- C-- C-- CU- CUR --- --- --- ---
        enquiryOwner: --- --- --- --- --- --- --- --- --- ---
        selfDeclaration: --- CU- CUR --- --- --- --- --- --- ---
        stockReservation: --- --- --- CU- CUR CUR --- CU- --- ---
        need: --- CU- CU- CU- CU- CU- CU- --- --- ---
        initiative: --- --- --- --- CUR CUR CU- --- --- ---
        declarationSum: --- --- --- --- --- --- --- --- --- ---
        """

    /// Fields that only some roles may write.
    static let fields = """
        person.erased: pass volunteer manager privacyOfficer
        contactPoint.verifiedAt: coordinator manager
        cleanupZone.areaM2: coordinator manager officer
        cleanupZone.bbox: coordinator manager officer
        cleanupZone.geometry: coordinator manager officer
        cleanupZone.mergedIntoId: coordinator manager officer
        cleanupZone.mode: coordinator manager officer
        cleanupZone.modeFrom: coordinator manager officer
        cleanupZone.modeReason: coordinator manager officer
        cleanupZone.modeTo: coordinator manager officer
        cleanupZone.operatorId: coordinator manager officer
        cleanupZone.splitFromId: coordinator manager officer
        segment.geometry: coordinator manager officer
        segment.lengthM: coordinator manager officer
        task.carriedOutBy: coordinator manager officer operator
        task.dispensationId: coordinator manager officer
        task.waivedById: coordinator manager
        task.waiverReason: coordinator manager
        litterReport.hazardLiftReason: coordinator manager officer
        litterReport.hazardLiftedAt: coordinator manager officer
        cleanupReport.hazardLiftReason: coordinator manager officer
        cleanupReport.hazardLiftedAt: coordinator manager officer
        cleanupReport.validatedAt: actionOwner coordinator manager officer operator
        cleanupReport.validatedById: actionOwner coordinator manager officer operator
        wasteDeposit.receipt: coordinator manager operator wasteCompany
        wasteDeposit.weightG: coordinator manager operator wasteCompany
        reviewItem.state: nobody
        contribution.outcome: coordinator manager officer
        contribution.outcomeReason: coordinator manager officer
        enquiry.answer: coordinator manager
        enquiry.mayTell: pass volunteer actionOwner coordinator manager
        enquiry.ownerPersonId: coordinator manager
        need.solution: coordinator manager officer
        """
}
