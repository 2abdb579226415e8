/// What a document of another tool carries.
struct Carried {
  var requests: [LocatedRequest] = []
  /// The template that the document is, if it is one.
  var template: StackTemplate?
  /// The state machines whose tasks some of the requests are.
  var machines: [StateMachine] = []
  /// Why texts in the document that should hold requests cannot be read.
  var problems: [SyntaxProblem] = []

  mutating func add(_ machine: StateMachine, _ requests: [LocatedRequest]) {
    if requests.isEmpty { return }
    machines.append(machine)
    self.requests += requests
  }
}
