/// What a schema check says: the wording of all of them stands here.
struct SchemaMessage {
  var text: String
  var help: String
  var actual: Fact?
  var allowed: [Limit] = []
  var fix: Fix?

  // MARK: Types

  static func type(_ node: Node, _ shape: Shape, label: String, request: CheckedRequest, visit: Int) -> SchemaMessage {
    let expected = expectation(of: shape)
    var message = SchemaMessage(
      text: "\(label) is \(description(of: node)); \(expected) is expected",
      help: "write \(expected)", actual: CheckedRequest.fact(node),
      allowed: [Limit("type", .string(shape.type.rawValue))])
    if let tag = node.localTag {
      message.text = "\(label) has the YAML tag \(DisplayText.quoted(tag)); a request holds plain values only"
      message.help = "replace the tag by the value that it stands for"
      return message
    }
    switch (node.kind, shape.type) {
    case (.null, _):
      message.help =
        isRequired(request, visit) ? "give it a value; it is required" : "leave \(label) out, or give it a value"
    case (.boolean, .string), (.integer, .string), (.float, .string):
      message.help = "put it in quotes: \"\(DisplayText.escaped(node.text))\""
      message.fix = fix(node, "put the value in quotes", isSafe: true, "\"\(node.text)\"")
    case (.string, .integer):
      if let number = wholeNumber(node.text) {
        message.help = isQuoted(node) ? "write the number without quotes: \(number)" : "write the number: \(number)"
        if isQuoted(node) { message.fix = fix(node, "remove the quotes", isSafe: true, number) }
      }
    case (.string, .boolean):
      let text = node.text
      if isQuoted(node), text == "true" || text == "false" {
        message.help = "write it without quotes: \(text)"
        message.fix = fix(node, "remove the quotes", isSafe: true, text)
      }
    case (.float, .integer):
      message.help = "write a whole number, without fraction and exponent"
      if let value = node.double, let whole = Int32(exactly: value) {
        message.help += ": \(whole)"
        message.fix = fix(node, "write a whole number", isSafe: true, String(whole))
      }
    case (.mapping, .array):
      message.help = "write a list" + itemHint(shape, request)
    case (.string, .object):
      // A bare name where a mapping with one member stands: `Alarms: [churn-5xx]`.
      if shape.members.count == 1, let member = shape.members.first {
        message.help =
          "write a mapping: \(request.dialect.spelled(member.name, in: shape)): \(DisplayText.escaped(node.text))"
      } else {
        message.help = "write a mapping with " + list(request.dialect.names(of: shape), "and")
      }
    case (_, .object):
      message.help = "write a mapping with " + list(request.dialect.names(of: shape), "and")
    default: break
    }
    if let other = node.isPlain ? node.withText({ PlainScalar.differingReading(of: $0) }) : nil {
      message.help += " (older YAML readers take it for \(other.phrase))"
    }
    return message
  }

  static func tooWide(_ node: Node, _ shape: Shape, label: String) -> SchemaMessage {
    SchemaMessage(
      text: "\(label) is \(node.text); the service's integers have 32 bits, at most \(Int32.max)",
      help: "write a number from \(shape.minimum ?? Int64(Int32.min)) to \(Int32.max)",
      actual: CheckedRequest.fact(node),
      allowed: [Limit("type", .string("integer")), Limit("format", .string("int32"))])
  }

  static func ambiguity(
    _ node: Node, _ shape: Shape, _ other: DifferingReading, label: String, isRefused: Bool
  ) -> SchemaMessage {
    let text = DisplayText.quoted(node.text)
    let consequence = isRefused && !other.endsReading ? ", which the service refuses" : ""
    var message = SchemaMessage(
      text: "\(label) is the plain scalar \(text): \(description(of: node)) in YAML 1.2, "
        + "but \(other.phrase) in YAML 1.1 (PyYAML, the AWS CLI)\(consequence)",
      help: "", actual: CheckedRequest.fact(node))
    if shape.type == .string {
      message.help = "put it in quotes: \"\(DisplayText.escaped(node.text))\""
      message.fix = fix(node, "put the value in quotes", isSafe: true, "\"\(node.text)\"")
    } else if let value = node.integer {
      message.help = "write it in a way that all readers agree on: \(value)"
    } else {
      message.help = "write it in a way that all readers agree on"
    }
    return message
  }

  private static func isRequired(_ request: CheckedRequest, _ visit: Int) -> Bool {
    guard let parent = request.visits[visit].pointee.parent, let name = request.memberName(visit) else { return false }
    let shape = request.model.shapes[request.visits[parent].pointee.shape]
    return shape.member(name).map { request.dialect.isRequired($0, in: shape) } ?? false
  }

  private static func expectation(of shape: Shape) -> String {
    switch shape.type {
    case .object: "a mapping"
    case .array: "a list"
    case .string: "a string"
    case .integer: "an integer"
    case .number: "a number"
    case .boolean: "true or false"
    }
  }

  private static func description(of node: Node) -> String {
    switch node.kind {
    case .null: "null"
    case .boolean: "the boolean \(node.text)"
    case .integer, .float: "the number \(DisplayText.escaped(node.text))"
    case .string: "the string \(DisplayText.quoted(node.text))"
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }

  private static func itemHint(_ shape: Shape, _ request: CheckedRequest) -> String {
    guard let item = shape.item.map({ request.model.shapes[$0] }), !item.members.isEmpty else { return "" }
    return " of mappings with " + list(request.dialect.names(of: item), "and")
  }

  /// Whether the scalar is written in quotes; a tag can make a string of one that is not.
  private static func isQuoted(_ node: Node) -> Bool {
    node.document.source.bytes[node.valueRange].first.map { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }
      ?? false
  }

  private static func wholeNumber(_ text: String) -> String? {
    Int32(text).map { String($0) }
  }

  // MARK: Limits

  static func range(
    _ node: Node, _ shape: Shape, _ visit: Int, label: String, _ request: CheckedRequest
  ) -> SchemaMessage {
    let member = request.memberName(visit) ?? ""
    let unit = member.utf8.suffix("InSeconds".utf8.count).elementsEqual("InSeconds".utf8) ? " seconds" : ""
    let maximum = request.dialect.maximum(member) ?? shape.maximum
    var allowed: String
    let help: String
    switch (shape.minimum, maximum) {
    case (let minimum?, let maximum?):
      allowed = "\(minimum) to \(maximum)\(unit) is allowed"
      help = "write a number from \(minimum) to \(maximum)"
    case (let minimum?, nil):
      allowed = "at least \(minimum)\(unit) is required"
      help = "write \(minimum) or more"
    case (nil, let maximum?):
      allowed = "at most \(maximum)\(unit) is allowed"
      help = "write \(maximum) or less"
    case (nil, nil):
      allowed = ""
      help = ""
    }
    if let ours = maximum, let theirs = shape.maximum, ours < theirs {
      allowed += " by \(request.dialect.limiter) (the API takes up to \(theirs))"
    }
    return SchemaMessage(
      text: "\(label) is \(DisplayText.escaped(node.text))\(unit); \(allowed)", help: help,
      actual: CheckedRequest.fact(node),
      allowed: limits(("minimum", shape.minimum.map(Int.init)), ("maximum", maximum.map(Int.init))))
  }

  static func length(_ length: Int, _ node: Node, _ shape: Shape, label: String) -> SchemaMessage {
    let minimum = shape.minLength ?? 0
    let allowed: String
    switch shape.maxLength {
    case let maximum? where minimum > 0: allowed = "\(minimum) to \(maximum) characters are allowed"
    case let maximum?: allowed = "at most \(maximum) characters are allowed"
    case nil: allowed = "at least \(count(minimum, "character")) \(minimum == 1 ? "is" : "are") required"
    }
    let excess = shape.maxLength.map { length - $0 } ?? 0
    let help = excess > 0 ? "shorten it by \(count(excess, "character"))" : "give it a value"
    return SchemaMessage(
      text: length == 0 ? "\(label) is empty; \(allowed)" : "\(label) has \(count(length, "character")); \(allowed)",
      help: help, actual: .integer(Int64(length)),
      allowed: limits(("minLength", shape.minLength), ("maxLength", shape.maxLength)))
  }

  static func itemCount(_ number: Int, _ shape: Shape, label: String) -> SchemaMessage {
    let allowed: String
    switch (shape.minItems ?? 0, shape.maxItems) {
    case (let minimum, let maximum?) where minimum > 0: allowed = "\(minimum) to \(maximum) are allowed"
    case (_, let maximum?): allowed = "at most \(maximum) are allowed"
    case (let minimum, nil): allowed = "at least \(minimum) \(minimum == 1 ? "is" : "are") required"
    }
    let excess = shape.maxItems.map { number - $0 } ?? 0
    return SchemaMessage(
      text: number == 0 ? "\(label) is an empty list; \(allowed)" : "\(label) has \(number) items; \(allowed)",
      help: excess > 0 ? "remove \(count(excess, "item"))" : "add an item",
      actual: .integer(Int64(number)), allowed: limits(("minItems", shape.minItems), ("maxItems", shape.maxItems)))
  }

  static func pattern(_ node: Node, _ pattern: LazyPattern, label: String) -> SchemaMessage {
    let text = node.text
    let words = PatternWords.describe(pattern.source, text)
    let what = text.isEmpty ? "\(label) is empty" : "\(label) is \(DisplayText.quoted(text))"
    return SchemaMessage(
      text: "\(what); \(words.allowed)", help: words.help,
      actual: .string(text), allowed: [Limit("pattern", .string(pattern.source))])
  }

  static func enumeration(_ node: Node, _ shape: Shape, label: String) -> SchemaMessage {
    let text = node.text
    let shown = Suggestion.ranked(shape.enumeration, by: text)
    var message = SchemaMessage(
      text: "\(label) is \(DisplayText.quoted(text)); \(list(inOrder(shown, of: shape.enumeration), "or")) is expected",
      help: "write " + list(inOrder(shown, of: shape.enumeration), "or"), actual: .string(text),
      allowed: [Limit("enum", .list(shape.enumeration.map(Fact.string)))])
    if let nearest = Suggestion.nearest(to: text, among: shape.enumeration) {
      message.help = "did you mean '\(nearest)'?"
      message.fix = renaming(node.valueRange, node, to: nearest, title: "write '\(nearest)'", text)
    }
    return message
  }

  /// Short lists stay in the model's order; of long ones the nearest three come first.
  private static func inOrder(_ ranked: [String], of all: [String]) -> [String] {
    all.count <= longestList ? all : ranked
  }

  // MARK: Members

  static func missing(
    _ member: Shape.Member, _ node: Node, _ shape: Shape, label: String, request: CheckedRequest
  ) -> SchemaMessage {
    let name = request.dialect.spelled(member.name, in: shape)
    var message = SchemaMessage(
      text: "\(label) lacks the required member \(name)",
      help: "add \(name): \(instruction(request.model.shapes[member.shape], request.dialect))")
    let index = request.model.index(ofShape: shape.name)
    let unknown = node.children.filter { key in !(index.map { request.vocabulary.knows(key, in: $0) } ?? false) }
      .map(\.key)
    if let slip = Suggestion.nearest(to: name, among: unknown) {
      message.help = "is \(DisplayText.quoted(slip)) meant to be \(name)?"
    }
    return message
  }

  private static func instruction(_ shape: Shape, _ dialect: Dialect) -> String {
    if !shape.enumeration.isEmpty { return list(shape.enumeration, "or") }
    switch (shape.type, shape.minimum, shape.maximum) {
    case (.integer, let minimum?, let maximum?): return "an integer from \(minimum) to \(maximum)"
    case (.integer, let minimum?, nil): return "an integer of at least \(minimum)"
    case (.object, _, _): return "a mapping with " + list(dialect.names(of: shape), "and")
    default: return expectation(of: shape)
    }
  }

  static func unknown(
    _ child: Node, of parent: Node, _ shape: Shape, label: String, request: CheckedRequest
  ) -> SchemaMessage {
    let key = child.key
    let model = request.model
    let names = request.dialect.names(of: shape)
    let owner = label == "the request" ? request.kind.rawValue : label
    var message = SchemaMessage(
      text: "\(DisplayText.escaped(key)) is not a member of \(owner) (not in \(model.name))",
      help: "\(owner) takes " + list(names, "and"), allowed: [Limit("members", .list(names.map(Fact.string)))])
    if let home = MemberHome.find(key, awayFrom: shape, request) {
      message.help = home
    } else if let nearest = Suggestion.nearest(to: key, among: names) {
      message.help = "did you mean '\(nearest)'?"
      // Beside the right name, another one would be a duplicate.
      guard parent.member(nearest) == nil else { return message }
      message.fix = renaming(child.keyRange, child, to: nearest, title: "rename to '\(nearest)'", key)
    }
    return message
  }

  // MARK: Words

  private static let longestList = 8

  /// "a, b or c"; of a long list the first three, then how many there are beside them.
  static func list(_ words: [String], _ conjunction: String) -> String {
    if words.count > longestList {
      return words.prefix(3).joined(separator: ", ") + " and \(words.count - 3) more"
    }
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " \(conjunction) " + last
  }

  private static func count(_ number: Int, _ noun: String) -> String {
    number == 1 ? "1 \(noun)" : "\(number) \(noun)s"
  }

  private static func limits(_ pairs: (String, Int?)...) -> [Limit] {
    pairs.compactMap { name, value in value.map { Limit(name, .integer(Int64($0))) } }
  }

  /// What to do about a value that something else should have put there; `nil` for other values.
  static func placeholderHelp(_ node: Node, label: String, _ dialect: Dialect) -> String? {
    if let suffix = dialect.dynamicSuffix, node.kind == .string, let path = Placeholder.statePath(node.text) {
      return "to take the value from the state's input, write \"\(label)\(suffix)\": \"\(path)\""
    }
    guard isPlaceholder(node) else { return nil }
    return "this is a template placeholder that has not been filled in; check the rendered file instead"
  }

  private static func isPlaceholder(_ node: Node) -> Bool {
    // Without quotes YAML reads '{{ name }}' as a mapping with a mapping for a key.
    if node.kind == .mapping { return node.isDoubleBraced }
    return node.kind == .string && node.withText(Placeholder.isPresent)
  }

  // MARK: Fixes

  /// Replaces a scalar as written, quotes included; none where the value stands elsewhere or has no text.
  private static func fix(_ node: Node, _ title: String, isSafe: Bool, _ text: String) -> Fix? {
    guard node.isEditable else { return nil }
    let range = node.valueRange
    return Fix(
      title: title, isSafe: isSafe, edits: [Fix.Edit(start: range.lowerBound, end: range.upperBound, text: text)])
  }

  /// Replaces a name and keeps its quotes.
  private static func renaming(_ range: Range<Int>?, _ node: Node, to name: String, title: String, _ old: String)
    -> Fix?
  {
    guard node.isEditable, let range else { return nil }
    return Fix(
      title: title, isSafe: Suggestion.distance(old, name) == 0,
      edits: [replacement(of: range, in: node.document.source, by: name)])
  }

  /// The new text in the quotes of the old one.
  private static func replacement(of range: Range<Int>, in source: Source, by text: String) -> Fix.Edit {
    var text = text
    if let first = source.bytes[range].first, first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
      let quote = String(decoding: [first], as: UTF8.self)
      text = quote + text + quote
    }
    return Fix.Edit(start: range.lowerBound, end: range.upperBound, text: text)
  }
}
