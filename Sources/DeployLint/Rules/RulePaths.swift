import CEL

/// A path from `self` or `parent`, such as `self.CanarySize.Type`, in one number: which of the two, then the ids of the
/// members' names. So it can be handed to an expression and back, and nothing has to be kept.
struct PackedPath {
  /// The first variables of every rule, in their order.
  enum Root: Int {
    case itself, parent
  }

  fileprivate static let bitsPerMember = 9
  private static let mostMembers = 6

  /// The root's bit; above it the members' ids, each one greater than it is, with the first member lowest.
  private(set) var number: Int
  private var count = 0

  init(_ root: Root) {
    number = root.rawValue
  }

  /// A path that was packed before.
  init(number: Int) {
    self.number = number
  }

  /// Goes on to a member; `false` where there is no room for it.
  mutating func append(_ id: Int) -> Bool {
    guard count < Self.mostMembers, id + 1 < 1 << Self.bitsPerMember else { return false }
    number |= (id + 1) << (1 + count * Self.bitsPerMember)
    count += 1
    return true
  }

  var root: Root { number & 1 == 0 ? .itself : .parent }
  var members: Members { Members(rest: number >> 1) }

  /// The ids of the members, in the order of the path.
  struct Members {
    fileprivate var rest: Int

    mutating func next() -> Int? {
      guard rest != 0 else { return nil }
      defer { rest >>= PackedPath.bitsPerMember }
      return rest & ((1 << PackedPath.bitsPerMember) - 1) - 1
    }

    var isAtEnd: Bool { rest == 0 }
  }
}

/// The paths that the expressions of a rule read: what a definition of `let` leads to is read from where it leads, so
/// `canary.Type` is `self.CanarySize.Type`.
final class RulePaths: PathNumbering, Sendable {
  private let model: Model
  /// What the definitions lead to; `nil` for those that compute something.
  private let definitions: [PackedPath?]

  init(_ definitions: [(name: String, expression: String)], _ model: Model) {
    self.model = model
    var names = CompiledCase.variables
    var paths: [PackedPath?] = []
    for definition in definitions {
      paths.append(Self.path(definition.expression, names, paths, model))
      names.append(definition.name)
    }
    self.definitions = paths
  }

  func number(of members: [String], from slot: Int) -> Int? {
    Self.path(members, from: slot, definitions, model)?.number
  }

  /// What an expression leads to, where it is no more than names with dots between.
  private static func path(
    _ expression: String, _ names: [String], _ definitions: [PackedPath?], _ model: Model
  ) -> PackedPath? {
    guard expression.utf8.allSatisfy({ $0 == UInt8(ascii: ".") || isNameByte($0) }) else { return nil }
    let parts = expression.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    guard let first = parts.first, let slot = names.firstIndex(where: { TextOrder.isEqual($0, first) }) else {
      return nil
    }
    return path(Array(parts.dropFirst()), from: slot, definitions, model)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || byte &- UInt8(ascii: "0") < 10 || (byte | 0x20) &- UInt8(ascii: "a") < 26
  }

  private static func path(
    _ members: [String], from slot: Int, _ definitions: [PackedPath?], _ model: Model
  ) -> PackedPath? {
    let definition = slot - CompiledCase.variables.count
    var path: PackedPath
    if let root = PackedPath.Root(rawValue: slot) {
      path = PackedPath(root)
    } else if definitions.indices.contains(definition), let known = definitions[definition] {
      path = known
    } else {
      return nil
    }
    for name in members {
      guard let id = model.memberID(name), path.append(id) else { return nil }
    }
    return path
  }
}
