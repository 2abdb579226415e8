extension JSONWriter {
  /// The members of a rule's `reportingDescriptor`.
  mutating func sarifMembers(of rule: RuleCatalog.Entry) {
    member("id", rule.id)
    sarifMessage("shortDescription", rule.summary + ".")
    sarifMessage("fullDescription", SARIFRule.shortened(SARIFRule.trimmed(rule.why)))
    if let source = rule.sources.first { member("helpUri", source) }
    sarifMessage("help", SARIFRule.help(rule), markdown: SARIFRule.markdownHelp(rule))
    name("defaultConfiguration")
    object { writer in
      writer.member("enabled", !rule.isOffByDefault && !rule.isPreview)
      writer.member("level", rule.severity.rawValue)
    }
    name("properties")
    object { writer in
      writer.name("tags")
      writer.value(.list([.string(SARIFRule.pack(of: rule.id))]))
      writer.member("evidence", rule.evidence.rawValue)
      // The names that GitHub's code scanning looks for.
      writer.member("precision", SARIFRule.precision(of: rule.evidence))
      writer.member("problem.severity", rule.severity == .note ? "recommendation" : rule.severity.rawValue)
    }
  }
}

/// The texts of a rule in SARIF.
private enum SARIFRule {
  /// GitHub's code scanning takes descriptions of 1024 characters and refuses longer ones.
  private static let longestDescription = 1024

  static func shortened(_ text: String) -> String {
    // Braces are doubled afterwards.
    let room = longestDescription - text.unicodeScalars.count { $0 == "{" || $0 == "}" }
    guard text.unicodeScalars.count > room else { return text }
    var short = String.UnicodeScalarView()
    short.append(contentsOf: text.unicodeScalars.prefix(room - 1))
    return String(short) + "…"
  }

  static func help(_ rule: RuleCatalog.Entry) -> String {
    var text = "\(trimmed(rule.why))\n\n\(evidence(rule))"
    if !rule.sources.isEmpty { text += "\n\nSources:\n" + rule.sources.joined(separator: "\n") }
    return text
  }

  static func markdownHelp(_ rule: RuleCatalog.Entry) -> String {
    var text = "\(trimmed(rule.why))\n\n\(evidence(rule))"
    if !rule.sources.isEmpty { text += "\n\nSources:\n\n" + rule.sources.map { "* <\($0)>" }.joined(separator: "\n") }
    return text
  }

  private static func evidence(_ rule: RuleCatalog.Entry) -> String {
    switch rule.evidence {
    case .documented: "Evidence: documented; the sources state it."
    case .observed: "Evidence: observed; a real answer of the service is on record."
    case .inferred: "Evidence: inferred; it follows from what AWS states, and no source says it outright."
    }
  }

  static func precision(of evidence: Evidence) -> String {
    switch evidence {
    case .documented: "very-high"
    case .observed: "high"
    case .inferred: "medium"
    }
  }

  /// `sagemaker` of `sagemaker/zero-bake`.
  static func pack(of id: String) -> String {
    String(decoding: id.utf8.prefix { $0 != UInt8(ascii: "/") }, as: UTF8.self)
  }

  static func trimmed(_ text: String) -> String {
    String(text.reversed().drop { $0 == "\n" || $0 == " " }.reversed())
  }
}
