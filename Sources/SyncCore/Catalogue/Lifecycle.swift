/// The states of an entity and which may follow which, as one table.
package struct Lifecycle: Sendable {
    package struct Transition: Sendable, Hashable {
        package let from: String
        package let to: String
        /// Roles that may make the step; empty means whoever may write the field.
        package let roles: Set<Role>
        /// Whether the step goes back to an earlier state; only who has seen the later one takes it.
        package let reopens: Bool

        package init(from: String, to: String, roles: Set<Role> = [], reopens: Bool = false) {
            self.from = from
            self.to = to
            self.roles = roles
            self.reopens = reopens
        }
    }

    /// States a new row may start in.
    package let initial: [String]
    /// The state a row is in while nobody has written one; nil where that is none, and only a first one may come.
    package let implied: String?
    package let states: [String]
    package let transitions: [Transition]
    private let table: [String: Transition]

    package init(
        initial: [String],
        implied: String? = nil,
        states: [String],
        transitions: [Transition]
    ) {
        self.initial = initial
        self.implied = implied
        self.states = states
        self.transitions = transitions
        table = Dictionary(
            transitions.map { ("\($0.from)>\($0.to)", $0) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// The step from one state to another, if the table has it.
    package func transition(from: String, to: String) -> Transition? { table["\(from)>\(to)"] }
}
