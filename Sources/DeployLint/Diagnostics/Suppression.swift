/// Why a finding does not count: somebody has said so.
public struct Suppression: Sendable, Hashable {
  /// Where it was said.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// A comment in the file itself.
    case comment
    /// An entry of the configuration file.
    case configuration
    /// The finding stands in the baseline.
    case baseline
  }

  /// Where it was said.
  public var kind: Kind
  /// Why, in the words of whoever said it; `nil` where no reason was given.
  public var reason: String?
}
