extension Diagnostic {
  /// Message and way out in one line, for formats that have room for one text.
  var sentence: String {
    DisplayText.escaped(help.isEmpty ? message : "\(message). Help: \(help)")
  }

  /// The way from the document to the place.
  var fullPath: RequestPath { RequestPath((request?.location.components ?? []) + path.components) }
}

extension Suppression {
  /// For people: who said it, and why.
  var sentence: String {
    if let reason, !reason.isEmpty { return "suppressed (\(DisplayText.escaped(reason)))" }
    switch kind {
    case .comment: return "suppressed (by a comment)"
    case .configuration: return "suppressed (by the configuration)"
    case .baseline: return "suppressed (in the baseline)"
    }
  }
}
