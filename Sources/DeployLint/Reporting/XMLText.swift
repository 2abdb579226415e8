/// Text in an XML document.
enum XMLText {
  static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

  /// For an attribute in double quotes: one line, without the characters that XML 1.0 forbids.
  static func attribute(_ text: String) -> String { marked(DisplayText.escaped(text)) }

  /// For the content of an element; line breaks stay.
  static func content(_ text: String) -> String { marked(DisplayText.escapedLines(text)) }

  /// ` name="value"` for each pair.
  static func attributes(_ pairs: KeyValuePairs<String, String>) -> String {
    pairs.map { " \($0.key)=\"\(attribute($0.value))\"" }.joined()
  }

  private static func marked(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      // Also ends a CDATA section, which some tools put texts into.
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&apos;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
