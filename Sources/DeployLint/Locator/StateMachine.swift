/// A Step Functions state machine: a document of its own, or the definition of one in a template.
struct StateMachine: Sendable {
  /// A state, with the machine or the branch that it belongs to.
  struct State {
    let node: Node
    let path: [RequestPath.Component]
    /// The states beside it, itself included.
    let siblings: Node

    /// What its task is given.
    var arguments: Node? { node.member("Parameters") ?? node.member("Arguments") }
  }

  /// What has `States`.
  let root: Node
  var path: [RequestPath.Component] = []
  /// What `${Name}` stands for is put in at deployment.
  var hasSubstitutions = false

  /// States that run a task, in those of `Parallel` and `Map` too.
  var tasks: [State] {
    var tasks: [State] = []
    Self.collect(root, path, &tasks)
    return tasks
  }

  /// Whether its expressions are JSONata where a state does not say it.
  var isJSONata: Bool { root.member("QueryLanguage")?.text == "JSONata" }

  /// States stand in states: in `Branches`, `ItemProcessor` and, in older machines, `Iterator`. Whatever else looks like
  /// a state is data. Recursion is bounded by the readers' depth limit.
  private static func collect(_ machine: Node, _ path: [RequestPath.Component], _ tasks: inout [State]) {
    guard let states = machine.member("States"), states.kind == .mapping else { return }
    for state in states.children {
      let path = path + [.member("States"), .member(state.key)]
      if state.member("Type").map({ TextOrder.isEqual($0.text, "Task") }) ?? (state.member("Resource") != nil) {
        tasks.append(State(node: state, path: path, siblings: states))
        continue
      }
      for (index, branch) in (state.member("Branches")?.children.map { $0 } ?? []).enumerated() {
        collect(branch, path + [.member("Branches"), .item(index)], &tasks)
      }
      for name in ["ItemProcessor", "Iterator"] {
        if let inner = state.member(name) { collect(inner, path + [.member(name)], &tasks) }
      }
    }
  }
}
