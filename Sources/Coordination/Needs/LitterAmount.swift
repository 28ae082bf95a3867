/// How much litter was seen, in the four sizes residents are asked for, or none at all.
package enum LitterAmount: String, Sendable, CaseIterable {
    case none, handful, bagful, cartload, truckload

    /// How much it asks for cleaning, from 0 to 1000.
    package var points: Int64 {
        switch self {
        case .none: 0
        case .handful: 50
        case .bagful: 200
        case .cartload: 500
        case .truckload: 1000
        }
    }
}

/// How a shore was looked at.
package enum InspectionMethod: String, Sendable, CaseIterable {
    case onFoot = "on_foot"
    case drone, photo, boat

    /// How far it is believed, in thousandths: from a boat much is overlooked between stones and grass.
    package var trust: Int64 {
        switch self {
        case .onFoot: 1000
        case .drone: 850
        case .photo: 700
        case .boat: 600
        }
    }
}

/// How sure whoever looked is of what she saw.
package enum Confidence: String, Sendable, CaseIterable {
    case high, medium, low

    /// In thousandths.
    package var trust: Int64 {
        switch self {
        case .high: 1000
        case .medium: 800
        case .low: 500
        }
    }
}
