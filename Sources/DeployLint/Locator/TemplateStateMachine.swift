/// State machines whose definition stands in a template: as JSON text, plain or put together by `Fn::Sub` or `Fn::Join`
/// (which is what CDK writes), or as a mapping.
enum TemplateStateMachine {
  private static let types = ["AWS::StepFunctions::StateMachine", "AWS::Serverless::StateMachine"]
  /// What a definition must hold to be read.
  private static let words: [StaticString] = ["sagemaker:createEndpoint", "sagemaker:updateEndpoint"]

  static func isOne(_ resource: StackTemplate.Resource) -> Bool {
    types.contains(where: resource.type.hasText)
  }

  /// Whether a definition has the words of a task that makes an endpoint.
  static func mayHoldRequest(_ resource: StackTemplate.Resource) -> Bool {
    guard isOne(resource), let properties = resource.node.member("Properties") else { return false }
    return ["DefinitionString", "Definition"].contains { properties.member($0).map(holdsWord) ?? false }
  }

  /// Recursion is bounded by the readers' depth limit.
  private static func holdsWord(_ node: Node) -> Bool {
    if node.isContainer { return node.children.contains(where: holdsWord) }
    return node.withText { text in words.contains { TextSearch.isFound($0, in: text) } }
  }

  /// Adds what a state machine of a template carries.
  static func add(_ resource: StackTemplate.Resource, of template: StackTemplate, to carried: inout Carried) {
    guard mayHoldRequest(resource), let properties = resource.node.member("Properties"),
      !template.variants(of: [], in: resource).isEmpty
    else { return }
    let hasSubstitutions = properties.member("DefinitionSubstitutions") != nil || !resource.loopVariables.isEmpty
    for key in ["DefinitionString", "Definition"] {
      guard let definition = properties.member(key) else { continue }
      let path = resource.path + [.member("Properties"), .member(key)]
      for branch in Intrinsic.branches(of: definition) {
        if let mapping = mapping(branch) {
          let machine = StateMachine(root: mapping, path: path, hasSubstitutions: hasSubstitutions)
          carried.add(machine, StepFunctions.requests(in: machine) { template.variants(of: [$0], in: resource) })
        } else {
          addText(branch, path, hasSubstitutions, template, to: &carried)
        }
      }
    }
  }

  /// A definition that is no text.
  private static func mapping(_ definition: Node) -> Node? {
    switch Intrinsic(definition) {
    case .function("ToJsonString", let argument):
      // In its short form the function is a tag on the mapping itself.
      return argument.kind == .mapping ? argument : nil
    case .function, .reference: return nil
    case nil: return definition.kind == .mapping ? definition : nil
    }
  }

  private static func addText(
    _ definition: Node, _ path: [RequestPath.Component], _ hasSubstitutions: Bool, _ template: StackTemplate,
    to carried: inout Carried
  ) {
    var text = EmbeddedText(in: definition.document)
    append(definition, hasSubstitutions, template.reader, to: &text)
    guard words.contains(where: text.holds) else { return }
    do throws(SyntaxProblem) {
      let machine = StateMachine(root: try text.read().root, path: path, hasSubstitutions: text.hasUnknown)
      carried.add(machine, StepFunctions.requests(in: machine))
    } catch {
      // What is put in at deployment may mend it.
      if !text.hasUnknown { carried.problems.append(error) }
    }
  }

  private static func append(
    _ node: Node, _ hasSubstitutions: Bool, _ reader: TemplateReader, to text: inout EmbeddedText
  ) {
    switch Intrinsic(node) {
    case nil where node.kind == .string: text.append(node, replacement: hasSubstitutions ? { _ in nil } : nil)
    case .function("Sub", let argument):
      guard let (template, names) = Intrinsic.substitution(argument) else { return text.appendUnknown(at: node.mark) }
      text.append(template) { name in
        // `${!Name}` is the text `${Name}`, which the state machine's own substitutions may replace.
        if name.utf8.first == UInt8(ascii: "!") { return nil }
        if names?.member(name) != nil { return nil }
        return reader.parameter(name).map { Array($0.text.utf8) }
      }
    case .function("Join", let arguments):
      let arguments = Array(arguments.children)
      guard arguments.count == 2, arguments[0].kind == .string, arguments[1].kind == .sequence,
        Intrinsic(arguments[1]) == nil
      else { return text.appendUnknown(at: node.mark) }
      for (index, piece) in arguments[1].children.enumerated() {
        if index > 0 { text.append(arguments[0]) }
        append(piece, hasSubstitutions, reader, to: &text)
      }
    default: text.appendUnknown(at: node.mark)
    }
  }
}
