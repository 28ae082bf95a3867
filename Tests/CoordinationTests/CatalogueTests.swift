import Coordination
import Schema
import SyncCore
import SyncEngine
import Testing

@Suite struct CatalogueTests {
    let catalogue: Catalogue

    init() throws { catalogue = try Coordination.domain().catalogue }

    @Test func `the constants name exactly the entities of the catalogue`() {
        #expect(EntityName.all == catalogue.ordered.map(\.name))
    }

    @Test func `numbers are given once`() throws {
        let json = try JSONValue.parse(
            Schema.catalogue,
            limits: JSONLimits(bytes: 4 << 20, depth: 16)
        )
        let entities = json["entities"]?.array ?? []
        #expect(entities.count == EntityName.all.count)
        #expect(Set(entities.compactMap { $0["number"]?.integer }).count == entities.count)
        for entity in entities {
            let names = (entity["fields"]?.array ?? []).compactMap { $0["name"]?.text }
            #expect(Set(names).count == names.count, "\(entity["name"]?.text ?? "")")
        }
    }

    @Test func `every entity has a summary of one sentence`() {
        for entity in catalogue.ordered {
            #expect(entity.summary.hasSuffix("."), "\(entity.name)")
            #expect(entity.summary.count > 20, "\(entity.name)")
        }
    }

    @Test func `fields of one group merge by one policy`() {
        for entity in catalogue.ordered {
            for group in Set(entity.fields.values.compactMap(\.group)) {
                let policies = entity.members(of: group).map(\.policy)
                #expect(policies.allSatisfy { $0 == policies.first }, "\(entity.name).\(group)")
            }
        }
    }

    @Test func `every reference, root and person field leads to something`() {
        for entity in catalogue.ordered {
            for field in entity.fields.values {
                guard case .reference(let target) = field.type else { continue }
                #expect(catalogue[target] != nil, "\(entity.name).\(field.name)")
            }
            for field in entity.about where field != "id" {
                #expect(entity.fields[field]?.isIndexed == true, "\(entity.name).\(field)")
            }
            switch entity.scopes.root {
            case .centre(let field):
                #expect(field == "centreId" && entity.fields[field]?.isRequired == true)
            case .parent(let field):
                #expect(entity.fields[field]?.isIndexed == true, "\(entity.name).\(field)")
            case .members(let through, let field):
                #expect(catalogue[through]?.fields[field]?.isIndexed == true)
            case .centreItself, .everyone: continue
            }
        }
    }

    @Test func `lifecycle tables are closed and every state can be reached`() {
        for (name, lifecycle) in catalogue.lifecycles {
            let states = Set(lifecycle.states)
            var reached = Set(lifecycle.initial)
            #expect(reached.isSubset(of: states) && !reached.isEmpty, "\(name)")
            #expect(lifecycle.implied.map(reached.contains) == true, "\(name)")
            for step in lifecycle.transitions {
                #expect(states.contains(step.from) && states.contains(step.to), "\(name)")
                #expect(step.roles.isSubset(of: Set(Role.all)), "\(name)")
                reached.insert(step.to)
            }
            #expect(reached == states, "\(name)")
        }
    }

    @Test func `a lifecycle field offers the states of its table`() {
        for entity in catalogue.ordered {
            for field in entity.fields.values {
                guard case .lifecycle(let table) = field.policy else { continue }
                let codes = catalogue.lifecycles[table]?.states ?? []
                #expect(field.type == .code(codes), "\(entity.name).\(field.name)")
            }
        }
    }

    @Test func `all nine policies are used`() {
        let policies = catalogue.ordered.flatMap { $0.fields.values.map(\.policy) }
        let names = Set(policies.map { "\($0)".prefix { $0 != "(" } })
        #expect(names.count == 9)
    }

    @Test func `writers and table name known roles only`() {
        let known = Set(Role.all)
        for entity in catalogue.ordered {
            #expect(Set(entity.write.keys).isSubset(of: known), "\(entity.name)")
            for field in entity.fields.values {
                #expect((field.writers ?? []).isSubset(of: known), "\(entity.name).\(field.name)")
            }
        }
    }

    @Test func `careful values are listed from least to most careful`() {
        #expect(
            catalogue[.cleanupZone]?.fields["mode"]?.type
                == .code(ZoneMode.allCases.map(\.rawValue))
        )
        #expect(
            catalogue[.personPrivate]?.fields["photoChoice"]?.type == .code(["yes", "ask", "no"])
        )
        #expect(catalogue[.consent]?.fields["choice"]?.type == .code(["given", "withdrawn"]))
    }

    @Test func `states the rules write are states the catalogue knows`() {
        let claim = ClaimState.allCases.map(\.rawValue)
        #expect(catalogue[.claim]?.fields["state"]?.type == .code(claim))
        guard case .code(let segment) = catalogue[.segment]?.fields["state"]?.type else {
            Issue.record("A segment's state is a code.")
            return
        }
        #expect(Set(segment) == Set(SegmentState.allCases.map(\.rawValue)))
        let placement = Placement.allCases.map(\.rawValue)
        #expect(catalogue[.signup]?.fields["placement"]?.type == .code(placement))
    }

    @Test func `no personal row reaches the public or the field`() {
        let personal: [EntityName] = [
            .person, .personPrivate, .contactPoint, .centreMembership, .consent, .roleGrant,
            .claimToken, .personAlias, .notice, .reviewItem, .reviewSide, .enquiry, .enquiryOwner,
            .need,
        ]
        for name in personal {
            #expect(catalogue[name]?.scopes.audiences == ["coordination"], "\(name)")
        }
        #expect(catalogue[.participantCard]?.scopes.audiences == ["leaders"])
        #expect(catalogue[.selfDeclaration]?.scopes.audiences == [])
    }

    @Test func `a new store begins with its centre`() throws {
        let edits = try Coordination.domain()
            .founding(centre: RowID(1), name: "Strand", municipality: "4601")
        #expect(edits.map(\.entity) == [.volunteerCentre])
        #expect(edits.first?.add == ["municipalityNos": ["4601"]])
    }
}
