/// How a carrier spells a request: its names, what it converts, what it requires, what it writes instead of nothing.
///
/// The model, the rules and the places stay the same; only reading differs.
package final class Dialect: Sendable {
  /// How the carrier turns the API's names into its own.
  package enum Spelling: Sendable {
    /// `CanarySize`
    case api
    /// `canarySize`
    case lowerCamel
    /// `canary_size`
    case snake
  }

  /// What may differ.
  package struct Traits: Sendable {
    /// How members are written that have no name of their own.
    package var spelling = Spelling.api
    /// Names that the spelling does not give, by shape and member.
    package var names: [String: [String: String]] = [:]
    /// Keys that are the carrier's own, by shape.
    package var ignored: [String: [String]] = [:]
    /// Beginnings of keys beside which any member may be added at deployment.
    package var openKeys: [String] = []
    /// Keys that stand for a member whose value is written elsewhere, by shape: `endpointConfigRef`.
    package var references: [String: [String: String]] = [:]
    /// Members that the carrier requires or leaves out, unlike the API, by shape and member.
    package var required: [String: [String: Bool]] = [:]
    /// Upper limits that are lower than the API's, by member.
    package var maximum: [String: Int64] = [:]
    /// Who sets those limits, for messages.
    package var limiter = ""
    /// Whether "600" is taken for 600, and 600 for "600".
    package var convertsScalars = false
    /// Whether null stands for a member that is not there.
    package var isNullAbsent = false
    /// Whether a mapping is written as a list of one, and an absent one as an empty list.
    package var hasBlocks = false
    /// Whether tags are a mapping from keys to values.
    package var hasTagMap = false
    /// The end of keys whose values are computed later: `EndpointName.$`.
    package var dynamicSuffix: String?
    /// Findings that are errors here, because the carrier refuses what the API takes: the rule, and the member it misses.
    package var raised: [(rule: String, member: String?)] = []
  }

  /// Tells it from the other dialects.
  package let name: String
  private let traits: Traits

  package init(name: String, _ configure: (inout Traits) -> Void = { _ in }) {
    self.name = name
    var traits = Traits()
    configure(&traits)
    self.traits = traits
  }

  var spelling: Spelling { traits.spelling }
  var names: [String: [String: String]] { traits.names }
  var ignored: [String: [String]] { traits.ignored }
  var openKeys: [String] { traits.openKeys }
  var references: [String: [String: String]] { traits.references }
  var required: [String: [String: Bool]] { traits.required }
  var maximum: [String: Int64] { traits.maximum }
  var limiter: String { traits.limiter }
  var convertsScalars: Bool { traits.convertsScalars }
  var isNullAbsent: Bool { traits.isNullAbsent }
  var hasBlocks: Bool { traits.hasBlocks }
  var hasTagMap: Bool { traits.hasTagMap }
  var dynamicSuffix: String? { traits.dynamicSuffix }
  var raised: [(rule: String, member: String?)] { traits.raised }

  /// The API's own JSON, as boto3 and the AWS CLI take it.
  package static let api = Dialect(name: "API")

  // MARK: Names

  /// The carrier's name of a member.
  func spelled(_ member: String, in shape: Shape) -> String {
    names[shape.name]?[member] ?? spelled(member)
  }

  /// As `spelled(_:in:)`, of a member that has no name of its own in any shape.
  func spelled(_ member: String) -> String {
    switch spelling {
    case .api: return member
    case .lowerCamel:
      guard let first = member.unicodeScalars.first else { return member }
      return String(first).lowercased() + String(member.unicodeScalars.dropFirst())
    case .snake:
      var result = ""
      for scalar in member.unicodeScalars {
        if ("A"..."Z").contains(scalar), !result.isEmpty { result += "_" }
        result += String(scalar).lowercased()
      }
      return result
    }
  }

  /// The names of all members, as the carrier writes them.
  func names(of shape: Shape) -> [String] { shape.members.map { spelled($0.name, in: shape) } }

  /// Whether a key is the carrier's own and no part of the request.
  func ignores(_ key: Node, in shape: Shape) -> Bool {
    (ignored[shape.name]?.contains(where: key.hasKey) ?? false) || opens(key)
  }

  /// Whether the mapping that has the key may get further members at deployment.
  func opens(_ key: Node) -> Bool {
    openKeys.contains { beginning in key.withKey { $0.starts(with: beginning.utf8) } }
  }

  /// The carrier's upper limit, where it is lower than the API's.
  func maximum(_ member: String?) -> Int64? { member.flatMap { maximum[$0] } }

  /// Whether the carrier refuses what the API takes.
  func raises(_ rule: String, missing member: String?) -> Bool {
    raised.contains { TextOrder.isEqual($0.rule, rule) && ($0.member == nil || $0.member == member) }
  }

  func isRequired(_ member: Shape.Member, in shape: Shape) -> Bool {
    if required.isEmpty { return member.isRequired }
    return required[shape.name]?[member.name] ?? member.isRequired
  }

  // MARK: Texts

  /// A message of a rule in the carrier's names. Rules speak the API's.
  func translated(_ text: String, _ model: Model) -> String {
    guard spelling != .api || !names.isEmpty else { return text }
    var result = ""
    var word = ""
    func flush() {
      result += model.memberID(word) != nil ? spelled(word) : word
      word = ""
    }
    for scalar in text.unicodeScalars {
      if scalar.isASCII, scalar.properties.isAlphabetic {
        word.unicodeScalars.append(scalar)
      } else {
        flush()
        result.unicodeScalars.append(scalar)
      }
    }
    flush()
    return result
  }
}
