package import SyncEngine

/// What a plan depends on besides the file and the store; all of it is passed in.
package struct PlanOptions: Sendable {
    /// The centre of every row that names none, by id.
    package var centre: String
    /// Centre ids by name, for a file with several; empty, a column of centres is not used.
    package var centres: [String: String]
    package var today: CalendarDate
    /// The day the file was made; a field edited by a person later than that is kept.
    package var fileDate: CalendarDate?
    /// The day this very file was first imported to the centre, as far as that was not undone; a
    /// field a person has edited since is kept.
    package var importedOn: CalendarDate?
    package var postalRegister: PostalRegister?
    /// What a person has said of columns, by their numbers from 1; empty for one not wanted.
    package var saidColumns: [Int: String] = [:]
    package var municipalities: MunicipalityRegister?
    /// Who was erased: a row that is one of them is neither created nor merged.
    package var erased = ErasedTraces.none
    /// Writes HANSEN as Hansen.
    package var capitalisesNames: Bool
    package var countsFrom1904: Bool
    /// Hash of the whole source file, by which apply knows it again.
    package var sourceHash: String
    /// When the plan is made, as text in the plan's header.
    package var created: String
    /// The file's path, kept in the plan's header.
    package var source: String?

    package init(
        centre: String,
        centres: [String: String] = [:],
        today: CalendarDate,
        fileDate: CalendarDate? = nil,
        importedOn: CalendarDate? = nil,
        postalRegister: PostalRegister? = nil,
        municipalities: MunicipalityRegister? = nil,
        capitalisesNames: Bool = false,
        countsFrom1904: Bool = false,
        sourceHash: String = "",
        created: String = "",
        source: String? = nil
    ) {
        self.centre = centre
        self.centres = Dictionary(
            centres.map { (NameKey.of($0.key), $0.value) },
            uniquingKeysWith: min
        )
        self.today = today
        self.fileDate = fileDate
        self.importedOn = importedOn
        self.postalRegister = postalRegister
        self.municipalities = municipalities
        self.capitalisesNames = capitalisesNames
        self.countsFrom1904 = countsFrom1904
        self.sourceHash = sourceHash
        self.created = created
        self.source = source
    }

    func centreId(named name: String) -> String? { centres[NameKey.of(name)] }

    /// The centres whose persons the plan may show.
    var visibleCentres: Set<String> { Set(centres.values).union([centre]) }
}
