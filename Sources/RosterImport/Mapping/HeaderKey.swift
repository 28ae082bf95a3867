/// A column name as names are compared: small letters and digits alone, ours made plain.
enum HeaderKey {
    static func of(_ name: String) -> String {
        var key = ""
        for scalar in name.normalised.lowercased().unicodeScalars {
            switch scalar {
            case "æ", "ä": key += "ae"
            case "ø", "ö": key += "o"
            case "å", "à", "á": key += "a"
            case "é", "è", "ê": key += "e"
            case _ where scalar.properties.isAlphabetic || scalar.properties.numericType != nil:
                key.unicodeScalars.append(scalar)
            default: break
            }
        }
        return key
    }
}
