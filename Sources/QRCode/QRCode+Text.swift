extension QRCode {
    /// The code in half blocks for a terminal, two rows of modules in a line; light on dark ground.
    ///
    /// Light modules are drawn, as most terminals are dark; readers take both.
    package var text: String {
        let zone = Self.quietZone
        let rows = stride(from: -zone, to: side + zone, by: 2)
        return rows.map { row in
            (-zone..<side + zone).map { column in
                switch (isLight(row, column), isLight(row + 1, column)) {
                case (true, true): "█"
                case (true, false): "▀"
                case (false, true): "▄"
                case (false, false): " "
                }
            }.joined()
        }.joined(separator: "\n")
    }

    /// Nothing is drawn below the border.
    private func isLight(_ row: Int, _ column: Int) -> Bool {
        row < side + Self.quietZone && !self[row, column]
    }

    /// The code as an SVG image, dark on white, one unit a module; no script and nothing from elsewhere.
    package var svg: String {
        let size = side + 2 * Self.quietZone
        var path = ""
        for row in 0..<side {
            for column in 0..<side where self[row, column] {
                path += "M\(column + Self.quietZone) \(row + Self.quietZone)h1v1h-1z"
            }
        }
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(size) \(size)" shape-rendering="crispEdges">
            <rect width="\(size)" height="\(size)" fill="#fff"/>
            <path d="\(path)"/>
            </svg>

            """
    }
}
