/// The parameters of a template, and what they stand for where nobody gives them a value.
struct TemplateParameters: Sendable {
  private let node: Node?

  init(of template: Node) {
    node = template.member("Parameters")
  }

  /// The value that a parameter has where nobody gives it another one.
  func defaultValue(_ name: String) -> Node? {
    scalar(name)?.member("Default").flatMap { $0.isContainer ? nil : $0 }
  }

  /// The values of which a parameter has one; `nil` where it may have any.
  func allowedValues(_ name: String) -> [Node]? {
    scalar(name)?.member("AllowedValues").flatMap { $0.kind == .sequence ? Array($0.children) : nil }
  }

  /// A parameter whose value is what is written: no list, and no name of an entry in Systems Manager's store.
  private func scalar(_ name: String) -> Node? {
    guard let parameter = node?.member(name) else { return nil }
    let type = parameter.member("Type")?.text.utf8 ?? "String".utf8
    let isOther = ["AWS::SSM::Parameter::Value<", "List<", "CommaDelimitedList"].contains { type.starts(with: $0.utf8) }
    return isOther ? nil : parameter
  }
}
