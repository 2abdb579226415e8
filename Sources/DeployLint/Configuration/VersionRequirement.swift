/// Which versions of the tool a configuration is written for: `>=0.3, <0.5`.
///
/// A version with fewer than three numbers stands for all that begin so: `==0.3` is met by 0.3.0 and 0.3.9, `<=0.3` too,
/// and `>0.3` by 0.4.0.
package struct VersionRequirement: Sendable {
  private enum Comparison: String, CaseIterable {
    // The longer ones first, because they begin like the shorter ones.
    case atLeast = ">="
    case atMost = "<="
    case equal = "=="
    case unequal = "!="
    case over = ">"
    case under = "<"

    func holds(_ order: Int) -> Bool {
      switch self {
      case .atLeast: order >= 0
      case .atMost: order <= 0
      case .equal: order == 0
      case .unequal: order != 0
      case .over: order > 0
      case .under: order < 0
      }
    }
  }

  /// As written.
  package let text: String
  /// The same with a comparison before each version, as package managers want it.
  package private(set) var specifier = ""
  private var bounds: [(comparison: Comparison, version: Version)] = []

  /// `nil` for what is no list of comparisons with versions. A version without a comparison means exactly that one.
  package init?(_ text: String) {
    self.text = text
    for part in text.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
      var bound = part.drop { $0 == 0x20 }
      while bound.last == 0x20 { bound = bound.dropLast() }
      let comparison = Comparison.allCases.first { bound.starts(with: $0.rawValue.utf8) }
      bound = bound.dropFirst(comparison?.rawValue.utf8.count ?? 0).drop { $0 == 0x20 }
      let written = String(decoding: bound, as: UTF8.self)
      guard let version = Version(written) else { return nil }
      specifier += (bounds.isEmpty ? "" : ",") + (comparison ?? .equal).rawValue + written
      bounds.append((comparison ?? .equal, version))
    }
  }

  /// Whether a version meets it; a text that is no version meets nothing.
  package func isMet(by version: String) -> Bool {
    guard let version = Version(version) else { return false }
    return bounds.allSatisfy { $0.comparison.holds(version.order(to: $0.version)) }
  }
}
