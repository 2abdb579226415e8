/// Names of endpoint configurations that are computed, and are the same for the task that makes the configuration and
/// the task that uses it.
extension StateMachine {
  private static let member = "EndpointConfigName.$"

  /// What stands for the configuration that a task makes.
  func keys(ofResultOf task: State) -> [UInt8]? {
    guard let path = Self.path(in: task) else { return nil }
    if let key = contextKey(path) { return key }
    // The next state still has the path, where the result goes beside it.
    guard let next = task.node.member("Next")?.text, Self.hasWholeInput(task), task.node.member("OutputPath") == nil,
      task.node.member("ResultSelector") == nil, let result = task.node.member("ResultPath"),
      result.kind == .null || (result.text != "$" && !path.utf8.starts(with: result.text.utf8))
    else { return nil }
    return stateKey(path, of: next, task)
  }

  /// What stands for the configuration that a task uses.
  func keys(ofInputOf task: State) -> [UInt8]? {
    guard let path = Self.path(in: task) else { return nil }
    if let key = contextKey(path) { return key }
    return Self.hasWholeInput(task) ? stateKey(path, of: task.node.key, task) : nil
  }

  private static func path(in task: State) -> String? {
    task.arguments?.member(member).flatMap { $0.kind == .string ? $0.text : nil }
  }

  private static func hasWholeInput(_ task: State) -> Bool { task.node.member("InputPath") == nil }

  /// The context object is the same throughout an execution, except for what it says of the state.
  private func contextKey(_ path: String) -> [UInt8]? {
    guard path.utf8.starts(with: "$$.Execution.".utf8) else { return nil }
    return Array("\(root.valueRange.lowerBound) \(path)".utf8)
  }

  private func stateKey(_ path: String, of name: String, _ task: State) -> [UInt8]? {
    guard path.utf8.starts(with: "$.".utf8) else { return nil }
    return Array("\(task.siblings.valueRange.lowerBound) \(name) \(path)".utf8)
  }
}
