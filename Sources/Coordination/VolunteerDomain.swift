package import SyncCore
package import SyncEngine

/// The rules of a volunteer centre, as the engine asks for them.
///
/// Each rule stands in a file of its own under `Rules`; this only asks them in turn and puts their answers
/// together. Pure, and shared by hub and console.
package struct VolunteerDomain: Domain {
    package let catalogue: Catalogue
    private let access: Access
    private let identity: NationalIDRule
    private let book: RuleBook

    package init(_ catalogue: Catalogue) {
        self.catalogue = catalogue
        let owners = Owners(catalogue)
        access = Access(catalogue)
        identity = NationalIDRule(catalogue: catalogue)
        let rules: [any Rule] = [
            CentreRule(owners: owners), FactRule(owners: owners), MembershipRule(),
            SenseRule(catalogue: catalogue), ShapeRule(catalogue: catalogue),
            PersonRule(),
            OrganisationRule(), ContactRule(), PeriodRule(), ActionCodeRule(),
            ZoneModeRule(owners: owners), ZoneHeirRule(), PlaceRule(owners: owners),
            SeasonRule(owners: owners),
            ClaimRule(owners: owners),
            TokenRule(owners: owners),
            SeatRule(owners: owners), WasteRule(owners: owners),
            ReportRule(), TaskEndRule(owners: owners), SegmentStateRule(owners: owners),
            HandoverRule(), ParticipantCardRule(), BlockedAddressRule(), PublishRule(), GroupRule(),
            StockRule(owners: owners), ReservationRule(), ContributionRule(owners: owners),
            NeedRule(owners: owners), InitiativeRule(),
            ChildrenRule(owners: owners), LotteryRule(), AdoptionRule(owners: owners),
            EnquiryRule(owners: owners), DeclarationRule(),
            DeclarationSumRule(catalogue: catalogue), PassEndRule(),
        ]
        book = RuleBook(rules, catalogue)
    }

    package func admit(
        _ edit: Edit,
        current: RowState?,
        by actor: Actor,
        in world: any World
    ) throws -> Ruling {
        guard !actor.isHub else { return .accept }
        let ruling = try access.ruling(edit, current: current, by: actor, in: world)
        switch ruling {
        case .hold where world.isWaived, .lapsed where world.isWaived: return .accept
        default: return ruling
        }
    }

    package func judge(
        _ changes: [RowChange],
        by actor: Actor,
        in world: any World
    ) throws -> Ruling {
        guard !actor.isHub else { return .accept }
        var objections = Objections()
        for rule in book.asked(about: changes) {
            try rule.judge(changes, by: actor, in: world, &objections)
        }
        assert((try? book.areOthersSilent(about: changes, by: actor, in: world)) ?? true)
        return objections.ruling(isWaived: world.isWaived)
    }

    /// What the hub would have to say, as far as rows that a field client has tell it; the hub decides.
    package func foresee(
        _ changes: [RowChange],
        by actor: Actor,
        in world: any World
    ) throws -> Ruling {
        var objections = Objections()
        for rule in book.asked(about: changes) where rule.isForeseen {
            try rule.judge(changes, by: actor, in: world, &objections)
        }
        return objections.ruling(isWaived: false)
    }

    package func consequences(
        of changes: [RowChange],
        by actor: Actor,
        in world: any World
    ) throws -> [Edit] {
        Write.merged(
            try book.asked(about: changes).flatMap {
                try $0.consequences(of: changes, by: actor, in: world)
            }
        )
    }

    package func remarks(on rows: [RowState], in world: any World) throws -> [Finding] {
        rows.compactMap { Remark.finding(on: $0, in: world) }
    }

    package func barred(_ edits: [Edit]) -> [Finding] {
        edits.flatMap { identity.findings(in: $0) }
    }

    package func samePersons(as person: RowID, in world: any World) throws -> [RowID] {
        try SamePersons.of(person, in: world)
    }

    package func traces(in rows: [RowState]) -> [String] { PersonTraces(rows).all }

    package func tick(in world: any World) throws -> [Edit] {
        Write.merged(try book.all.flatMap { try $0.tick(in: world) })
    }

    package func scopes(for grant: Grant) -> Set<ScopeKey> { Access.scopes(for: grant) }

    package func loans(of row: RowState) -> [Loan] { Leaders.loans(of: row) }

    package func mayBorrow(_ grant: Grant) -> Bool { Leaders.mayBorrow(grant) }

    package func founding(centre: RowID, name: String, municipality: String?) -> [Edit] {
        let set: JSONObject = ["name": .string(name), "isActive": true]
        let add: NameMap<[String]> = municipality.map { ["municipalityNos": [$0]] } ?? [:]
        return [Edit(.volunteerCentre, centre, set: set, add: add)]
    }
}
