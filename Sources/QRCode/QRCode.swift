import CQrencode

/// A QR code (ISO/IEC 18004) as its modules, by libqrencode.
///
///     let code = try QRCode("DUGNAD:4F7K-9QXR-2MHB-D")
///     print(code.text)
package struct QRCode: Sendable, Hashable {
    /// The text has no form as a QR code: it is empty, holds a NUL, or is too long.
    package struct Unfit: Error {
        package let code = "qr.unfit"
    }

    /// More than any code of ours has; the form itself takes about two thousand.
    package static let longest = 500

    /// Modules on a side, 21 to 177.
    package let side: Int
    /// Row by row from the top left; true is dark.
    package let modules: [Bool]

    /// The text as UTF-8, with a quarter of the code to spare for dirt and folds (level Q).
    package init(_ text: String) throws(Unfit) {
        guard (1...Self.longest).contains(text.utf8.count), !text.utf8.contains(0),
            let made = QRcode_encodeString(text, 0, QR_ECLEVEL_Q, QR_MODE_8, 1)
        else { throw Unfit() }
        defer { QRcode_free(made) }
        let width = Int(made.pointee.width)
        guard let data = made.pointee.data else { throw Unfit() }
        side = width
        // The lowest bit of each byte is the module; the others say what it is part of.
        modules = (0..<width * width).map { data[$0] & 1 == 1 }
    }

    package subscript(row: Int, column: Int) -> Bool {
        guard (0..<side).contains(row), (0..<side).contains(column) else { return false }
        return modules[row * side + column]
    }

    /// The light border that a reader needs (ISO/IEC 18004 section 9.1).
    static let quietZone = 4
}
