/// An intrinsic function of CloudFormation, in its short or its long form.
enum Intrinsic {
  case reference(String)
  /// The name without `Fn::`, and the arguments.
  case function(String, Node)

  /// Whether a function may stand at a place: `false` is certain, and costs nothing.
  static func mayStand(at place: Node.Place, in tree: Tree) -> Bool {
    let record = tree[place.target]
    return record.pointee.flags.contains(.hasLocalTag) || (record.pointee.kind == .mapping && record.pointee.count == 1)
  }

  init?(_ node: Node) {
    guard node.isContainer || node.hasLocalTag else { return nil }
    if let tag = node.localTag {
      let name = String(decoding: tag.utf8.drop { $0 == UInt8(ascii: "!") }, as: UTF8.self)
      self = name == "Ref" ? .reference(node.text) : .function(name, node)
      return
    }
    guard node.kind == .mapping, node.count == 1, let call = node.children.first else { return nil }
    if call.hasKey("Ref") {
      self = .reference(call.text)
    } else if call.withKey({ $0.starts(with: "Fn::".utf8) }) {
      self = .function(String(decoding: call.key.utf8.dropFirst(4), as: UTF8.self), call)
    } else {
      return nil
    }
  }

  /// The values between which conditions choose: the leaves of `Fn::If` in `Fn::If`. Recursion is bounded by the readers'
  /// depth limit.
  static func branches(of node: Node) -> [Node] {
    guard case .function("If", let arguments)? = Intrinsic(node), arguments.isContainer else { return [node] }
    return arguments.children.dropFirst().flatMap(branches)
  }

  /// The logical id of the resource that a value comes from: `!Ref X`, `!GetAtt X.EndpointConfigName` or
  /// `!Sub ${X.EndpointConfigName}`, in short or long form.
  static func resource(in node: Node) -> String? {
    switch Intrinsic(node) {
    case .reference(let name): return name
    case .function("GetAtt", let argument):
      let id = argument.kind == .sequence ? argument.children.first?.text : argument.text
      return id.map { String($0.prefix { $0 != "." }) }
    case .function("Sub", let argument):
      let parts = argument.kind == .string ? parts(of: argument.text) : []
      return parts.count == 1 && parts[0].isName ? String(parts[0].text.prefix { $0 != "." }) : nil
    case .function, nil: return nil
    }
  }

  /// The canonical spelling of `!Ref`.
  static func reference(to name: String) -> String { "Sub(\(DisplayText.quoted("${" + name + "}")))" }

  /// The text that `Fn::Sub` fills in, and the names that it gives itself.
  static func substitution(_ argument: Node) -> (text: Node, names: Node?)? {
    if argument.kind == .string { return (argument, nil) }
    guard argument.kind == .sequence, let text = argument.children.first, text.kind == .string else { return nil }
    return (text, argument.children.dropFirst().first { _ in true })
  }

  /// The text of `Fn::Sub` in its parts; a part that is a name is looked up.
  static func parts(of text: String) -> [(text: String, isName: Bool)] {
    var parts: [(text: String, isName: Bool)] = []
    var rest = text[...]
    while let start = rest.firstRange(of: "${"), let end = rest[start.upperBound...].firstIndex(of: "}") {
      if start.lowerBound > rest.startIndex { parts.append((String(rest[..<start.lowerBound]), false)) }
      let name = rest[start.upperBound..<end]
      // `${!Name}` is the text `${Name}`.
      parts.append(name.first == "!" ? ("${\(name.dropFirst())}", false) : (String(name), true))
      rest = rest[rest.index(after: end)...]
    }
    if !rest.isEmpty { parts.append((String(rest), false)) }
    return parts
  }

  /// An expression in one spelling, so that equal ones are found; texts are in quotes.
  ///
  /// Recursion is bounded by the readers' depth limit.
  static func canonical(_ node: Node) -> String {
    switch Intrinsic(node) {
    case .reference(let name): return reference(to: name)
    case .function("Sub", let argument) where argument.kind == .string:
      return "Sub(\(DisplayText.quoted(argument.text)))"
    case .function("GetAtt", let argument) where argument.kind == .sequence:
      let parts = argument.children.map { $0.kind == .string && $0.localTag == nil ? $0.text : canonical($0) }
      return "GetAtt(\(DisplayText.quoted(parts.joined(separator: "."))))"
    case .function(let name, let argument): return "\(name)(\(content(argument)))"
    case nil: return content(node)
    }
  }

  private static func content(_ node: Node) -> String {
    switch node.kind {
    case .mapping:
      "{" + node.children.map { "\(DisplayText.quoted($0.key)):\(canonical($0))" }.joined(separator: ",") + "}"
    case .sequence: "[" + node.children.map(canonical).joined(separator: ",") + "]"
    case .null, .boolean, .integer, .float, .string: DisplayText.quoted(node.text)
    }
  }
}
