/// A map made by an expression or handed over by the host; it keeps the order in which its entries were written.
public final class MapValue: Sendable {
  /// What can be a key.
  public enum Key: Sendable {
    case bool(Bool)
    case int(Int64)
    case string(String)
  }

  /// One key and its value.
  public struct Entry: Sendable {
    /// The key.
    public let key: Key
    /// The value.
    public let value: Value

    /// An entry.
    public init(key: Key, value: Value) {
      self.key = key
      self.value = value
    }
  }

  /// The entries as written.
  public let entries: [Entry]
  /// Positions by key, for maps in which a scan would be slow.
  private let positions: [Key: Int]

  private static let scanLimit = 8

  /// A map of entries; of several with one key the first counts.
  public init(_ entries: [Entry]) {
    self.entries = entries
    var positions: [Key: Int] = [:]
    if entries.count > Self.scanLimit {
      for (position, entry) in entries.enumerated() where positions[entry.key] == nil {
        positions[entry.key] = position
      }
    }
    self.positions = positions
  }

  /// The value of a key.
  public func value(_ key: Key) -> Value? {
    if entries.count > Self.scanLimit {
      return positions[key].map { entries[$0].value }
    }
    for entry in entries where entry.key == key { return entry.value }
    return nil
  }

  /// The value of a string key.
  func member(_ name: String) -> Value? {
    if entries.count > Self.scanLimit { return value(.string(name)) }
    // By index: a copy of each entry on the way would be counted by reference.
    for index in entries.indices {
      if case .string(let key) = entries[index].key, key.hasSameScalars(as: name) { return entries[index].value }
    }
    return nil
  }
}

extension MapValue.Key: Hashable {
  /// Keys are equal if they are of one kind and, for strings, scalar by scalar the same.
  public static func == (left: Self, right: Self) -> Bool {
    switch (left, right) {
    case (.bool(let left), .bool(let right)): left == right
    case (.int(let left), .int(let right)): left == right
    case (.string(let left), .string(let right)): left.hasSameScalars(as: right)
    default: false
    }
  }

  /// Hashes the UTF-8 of a string, because Swift hashes different spellings of one text alike.
  public func hash(into hasher: inout Hasher) {
    switch self {
    case .bool(let value): hasher.combine(value)
    case .int(let value): hasher.combine(value)
    case .string(var value): value.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
  }
}

extension MapValue.Key {
  /// The key as a value, as macros over a map see it.
  public var value: Value {
    switch self {
    case .bool(let value): .bool(value)
    case .int(let value): .int(value)
    case .string(let value): .string(value)
    }
  }

  /// The key that a literal writes; doubles are not among them.
  init?(literal value: Value) {
    switch value {
    case .bool(let value): self = .bool(value)
    case .int(let value): self = .int(value)
    case .string(let value): self = .string(value)
    default: return nil
    }
  }

  /// The key that a look-up means: a whole double finds the int.
  init?(lookup value: Value) {
    if case .double(let number) = value {
      guard let whole = Int64(exactly: number) else { return nil }
      self = .int(whole)
    } else {
      self.init(literal: value)
    }
  }
}
