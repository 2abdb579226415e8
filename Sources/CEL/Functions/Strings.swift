internal import LinearRegex

extension Function {
  /// `contains`, `startsWith`, `endsWith` and `matches`.
  func textTest(_ arguments: Arguments, _ budget: inout Budget) -> Value {
    guard case .string(let text) = arguments.first, case .string(let other) = arguments.second else {
      return noOverload(arguments)
    }
    budget.chargeText(text)
    budget.chargeText(other)
    if budget.isExhausted { return budget.error }
    switch self {
    case .contains: return .bool(SequenceSearch(Array(other.utf8)).first(in: Array(text.utf8)) != nil)
    case .startsWith: return .bool(text.startsWithScalars(of: other))
    case .endsWith: return .bool(text.endsWithScalars(of: other))
    default:
      // A pattern that is not constant is compiled each time, which costs far more than to match it.
      budget.charge(other.utf8.count)
      do {
        return Self.matches(text, try Pattern(other), &budget)
      } catch {
        return .failure("invalid pattern '\(other)': \(error.message)")
      }
    }
  }

  /// Whether a pattern is found in a text.
  static func matches(_ text: String, _ pattern: Pattern, _ budget: inout Budget) -> Value {
    budget.charge(text.utf8.count / 10 * (1 + pattern.programSize / 64))
    return budget.isExhausted ? budget.error : .bool(pattern.isFound(in: text))
  }

  /// The functions of the strings extension. They count in code points.
  func text(_ arguments: Arguments, _ budget: inout Budget) -> Value {
    if self == .join { return join(arguments, &budget) }
    guard case .string(let text) = arguments.first else { return noOverload(arguments) }
    budget.chargeText(text)
    if budget.isExhausted { return budget.error }
    switch (self, arguments.second, arguments.third) {
    case (.charAt, .int(let index), _): return character(text, at: index)
    case (.indexOf, .string(let part), _), (.lastIndexOf, .string(let part), _):
      if arguments.count == 2 { return position(of: part, in: text, from: nil) }
      guard case .int(let start) = arguments.third else { return noOverload(arguments) }
      return position(of: part, in: text, from: start)
    case (.lowerAscii, _, _): return .string(text.mappingBytes { $0 &- UInt8(ascii: "A") < 26 ? $0 | 0x20 : $0 })
    case (.upperAscii, _, _): return .string(text.mappingBytes { $0 &- UInt8(ascii: "a") < 26 ? $0 & 0xDF : $0 })
    case (.replace, .string(let part), .string(let replacement)):
      if arguments.count == 3 { return replace(part, with: replacement, in: text, limit: -1, &budget) }
      guard case .int(let limit) = arguments.fourth else { return noOverload(arguments) }
      return replace(part, with: replacement, in: text, limit: limit, &budget)
    case (.split, .string(let separator), _):
      if arguments.count == 2 { return split(text, at: separator, limit: -1, &budget) }
      guard case .int(let limit) = arguments.third else { return noOverload(arguments) }
      return split(text, at: separator, limit: limit, &budget)
    case (.substring, .int(let start), _):
      if arguments.count == 2 { return substring(text, from: start, to: nil) }
      guard case .int(let end) = arguments.third else { return noOverload(arguments) }
      return substring(text, from: start, to: end)
    case (.trim, _, _): return .string(text.trimmed)
    case (.reverse, _, _):
      var reversed = String.UnicodeScalarView()
      reversed.append(contentsOf: text.unicodeScalars.reversed())
      return .string(String(reversed))
    case (.quote, _, _): return .string(text.quoted)
    case (.format, _, _):
      guard let values = Elements(list: arguments.second)?.values else { return noOverload(arguments) }
      return Format.apply(text, values, &budget)
    default: return noOverload(arguments)
    }
  }

  private func outOfRange(_ index: Int64) -> Value {
    .failure("index out of range: \(index)")
  }

  private func character(_ text: String, at index: Int64) -> Value {
    let scalars = Array(text.unicodeScalars)
    guard let index = Int(exactly: index), index >= 0, index <= scalars.count else { return outOfRange(index) }
    return .string(index == scalars.count ? "" : String(Character(scalars[index])))
  }

  private func position(of part: String, in text: String, from start: Int64?) -> Value {
    let scalars = Array(text.unicodeScalars)
    let limit = start ?? (self == .indexOf ? 0 : Int64(scalars.count))
    guard limit >= 0, limit <= Int64(scalars.count) else { return outOfRange(limit) }
    let search = SequenceSearch(Array(part.unicodeScalars))
    let found =
      self == .indexOf ? search.first(in: scalars, from: Int(limit)) : search.last(in: scalars, upTo: Int(limit))
    return .int(Int64(found ?? -1))
  }

  private func substring(_ text: String, from start: Int64, to end: Int64?) -> Value {
    let scalars = text.unicodeScalars
    let count = Int64(scalars.count)
    let end = end ?? count
    guard start >= 0, start <= count else { return outOfRange(start) }
    guard end >= 0, end <= count else { return outOfRange(end) }
    guard start <= end else { return .failure("invalid substring range: \(start) to \(end)") }
    return .string(String(scalars.dropFirst(Int(start)).prefix(Int(end - start))))
  }

  /// Replaces up to `limit` occurrences (all, if negative). An empty part stands before each character and at the end.
  private func replace(
    _ part: String, with replacement: String, in text: String, limit: Int64, _ budget: inout Budget
  ) -> Value {
    let pieces = pieces(of: text, at: part, limit: limit)
    budget.charge(pieces.count * (1 + replacement.utf8.count / 10))
    return budget.isExhausted ? budget.error : .string(pieces.joined(separator: replacement))
  }

  /// Splits into at most `limit` parts (any number, if negative). An empty separator stands between the characters.
  private func split(_ text: String, at separator: String, limit: Int64, _ budget: inout Budget) -> Value {
    if limit == 0 { return .list([]) }
    var parts: [String]
    if separator.isEmpty {
      let scalars = text.unicodeScalars
      let single = limit < 0 ? scalars.count : Int(min(limit - 1, Int64(scalars.count)))
      parts = scalars.prefix(single).map { String(Character($0)) }
      if single < scalars.count { parts.append(String(scalars.dropFirst(single))) }
    } else {
      parts = pieces(of: text, at: separator, limit: limit < 0 ? -1 : limit - 1)
    }
    budget.charge(parts.count)
    return budget.isExhausted ? budget.error : .list(parts.map(Value.string))
  }

  /// What stands between up to `limit` occurrences (all, if negative) of a part.
  private func pieces(of text: String, at part: String, limit: Int64) -> [String] {
    let bytes = Array(text.utf8)
    let search = SequenceSearch(Array(part.utf8))
    var pieces: [String] = []
    var start = 0
    var next = 0
    while limit < 0 || Int64(pieces.count) < limit, let found = search.first(in: bytes, from: next) {
      pieces.append(String(decoding: bytes[start..<found], as: UTF8.self))
      start = found + part.utf8.count
      next = start
      if part.isEmpty {
        next += 1
        while next < bytes.count, bytes[next] & 0xC0 == 0x80 { next += 1 }
      }
    }
    pieces.append(String(decoding: bytes[start...], as: UTF8.self))
    return pieces
  }

  private func join(_ arguments: Arguments, _ budget: inout Budget) -> Value {
    guard let elements = Elements(list: arguments.first)?.values else { return noOverload(arguments) }
    var separator = ""
    if arguments.count == 2 {
      guard case .string(let text) = arguments.second else { return noOverload(arguments) }
      separator = text
    }
    var result = ""
    if elements.contains(where: \.isUnknown) { return .unknown }
    for (index, element) in elements.enumerated() {
      guard case .string(let text) = element else {
        return element.isAbsent ? element : .failure("join() needs strings, not \(element.kindName)")
      }
      budget.charge(1 + (text.utf8.count + separator.utf8.count) / 10)
      if budget.isExhausted { return budget.error }
      if index > 0 { result += separator }
      result += text
    }
    return .string(result)
  }
}

extension String {
  fileprivate func mappingBytes(_ transform: (UInt8) -> UInt8) -> String {
    String(decoding: utf8.map(transform), as: UTF8.self)
  }

  /// Without Unicode white space at the ends.
  fileprivate var trimmed: String {
    let scalars = unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return "" }
    return String(scalars[first...last])
  }

  /// In double quotes, with escape sequences for control characters, quotes and backslashes.
  fileprivate var quoted: String {
    var result = "\""
    for scalar in unicodeScalars {
      switch scalar {
      case "\u{07}": result += "\\a"
      case "\u{08}": result += "\\b"
      case "\u{0C}": result += "\\f"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{0B}": result += "\\v"
      case "\\": result += "\\\\"
      case "\"": result += "\\\""
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
