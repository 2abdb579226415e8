/// The declared variables, and how a name in an expression finds one of them.
struct NameScope: Sendable {
  let names: [String]
  /// The container's prefixes with their dots, the longest first, the empty one last.
  private let prefixes: [String]
  /// Whether a chain of members may name a variable.
  private let hasDottedNames: Bool

  init(_ names: [String], container: String) {
    self.names = names
    hasDottedNames = names.contains { $0.utf8.contains(UInt8(ascii: ".")) }
    var prefixes = [""]
    for index in container.indices where container[index] == "." {
      prefixes.insert(container[...index].description, at: 0)
    }
    if !container.isEmpty { prefixes.insert(container + ".", at: 0) }
    self.prefixes = prefixes
  }

  /// The variable that a name followed by members means, and how many of the members belong to its name. The longest
  /// name wins, and of equally long ones that of the innermost container.
  func resolve(_ name: String, members: [String], isRooted: Bool) -> (slot: Int, used: Int)? {
    guard hasDottedNames else { return position(name).map { ($0, 0) } }
    for used in stride(from: members.count, through: 0, by: -1) {
      let full = ([name] + members.prefix(used)).joined(separator: ".")
      for prefix in isRooted ? [""] : prefixes {
        if let slot = position(prefix + full) { return (slot, used) }
      }
    }
    return nil
  }

  private func position(_ name: String) -> Int? {
    names.firstIndex { $0.hasSameScalars(as: name) }
  }
}

/// The names that mean a type where no variable has them.
extension ValueKind {
  init?(identifier name: String) {
    switch name {
    case "bool", "int", "double", "string", "list", "map", "type", "null_type", "optional_type":
      self.init(rawValue: name)
    default: return nil
    }
  }
}
