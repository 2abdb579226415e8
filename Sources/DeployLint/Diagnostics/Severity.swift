/// How much a finding matters.
public enum Severity: String, Sendable, CaseIterable, Comparable {
  /// Advice.
  case note
  /// Accepted by AWS, and likely wrong.
  case warning
  /// Refused by AWS, or forbidden by its documentation.
  case error

  private var rank: Int {
    switch self {
    case .note: 0
    case .warning: 1
    case .error: 2
    }
  }

  /// Orders from `note` to `error`.
  public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
}

/// How well the fact behind a finding is known.
public enum Evidence: String, Sendable, CaseIterable {
  /// Its sources state it.
  case documented
  /// A real answer of the service is on record.
  case observed
  /// It follows from what AWS states, and no source says it outright.
  case inferred
}
