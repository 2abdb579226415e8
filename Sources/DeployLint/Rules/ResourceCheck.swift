/// Holds a request against the endpoint configuration that it names and the alarms that stand beside it.
struct ResourceCheck {
  private let request: CheckedRequest
  private var findings: [Finding] = []

  static func findings(
    _ request: CheckedRequest, _ configuration: EndpointConfiguration?, _ alarms: RelatedResources.Alarms
  ) -> [Finding] {
    if configuration == nil, !alarms.mayLack { return [] }
    var check = ResourceCheck(request: request)
    guard let deployment = check.known("DeploymentConfig", of: 0) else { return [] }
    if let configuration {
      if let rolling = check.known("RollingUpdatePolicy", of: deployment) { check.checkRolling(rolling, configuration) }
      check.checkInferentia(deployment, configuration.variants)
    }
    check.checkAlarms(deployment, alarms)
    return check.findings
  }

  private init(request: CheckedRequest) {
    self.request = request
  }

  /// The visit of a member that is written and passed its checks.
  private func known(_ name: String, of visit: Int) -> Int? {
    request.member(name, of: visit).flatMap { request.visits[$0].pointee.isFailed ? nil : $0 }
  }

  // MARK: The fleet

  private mutating func checkRolling(_ rolling: Int, _ configuration: EndpointConfiguration) {
    let variants = configuration.variants
    let policy = request.dialect.spelled("RollingUpdatePolicy")
    if let variant = variants.first(where: { $0.serverless != nil }), let place = variant.serverless {
      var finding = finding(
        BuiltInCheck.rollingWithServerless, .error, rolling,
        message: "\(policy) does not work on a serverless endpoint, and \(variant.label) is serverless",
        help: "remove \(policy), or serve the variant from instances")
      finding.related = [place.related("\(variant.label) is serverless")]
      findings.append(finding)
    }
    guard variants.count > 1 else { return }
    let count = (configuration.hasMore ? "more than " : "") + String(variants.count)
    var finding = finding(
      BuiltInCheck.rollingWithSeveralVariants, .error, rolling,
      message: "\(policy) works with one production variant, and the endpoint configuration has \(count)",
      help: "use \(request.dialect.spelled("BlueGreenUpdatePolicy")), or keep one production variant")
    finding.related = [variants[1].place.related("the second of \(count) variants")]
    findings.append(finding)
  }

  private mutating func checkInferentia(_ deployment: Int, _ variants: [EndpointConfiguration.Variant]) {
    for variant in variants {
      guard let type = variant.instanceType, type.name.utf8.starts(with: "ml.inf1.".utf8) else { continue }
      guard let policy = known("BlueGreenUpdatePolicy", of: deployment) ?? known("RollingUpdatePolicy", of: deployment),
        !isImmediate(policy)
      else { return }
      let name = request.memberName(policy).map(request.dialect.spelled) ?? ""
      var finding = finding(
        BuiltInCheck.inferentiaWithoutGuardrails, .warning, policy,
        message: "\(variant.label) runs on \(DisplayText.escaped(type.name)), on which \(name) has no effect: "
          + "all traffic moves at once, without a final bake",
        help: "use instances of another type, or remove \(name) and do not count on it")
      finding.related = [type.place.related("Inf1 instances are excluded from deployment guardrails")]
      findings.append(finding)
      return
    }
  }

  /// All traffic at once, without a bake, is what happens in any case.
  private func isImmediate(_ policy: Int) -> Bool {
    guard let routing = request.member("TrafficRoutingConfiguration", of: policy) else { return false }
    let type = request.member("Type", of: routing).map { request.visits[$0].pointee.node.text }
    let wait = request.member("WaitIntervalInSeconds", of: routing)
    return type == "ALL_AT_ONCE" && (wait.map { request.integer($0) == 0 } ?? true)
  }

  // MARK: Alarms

  /// Comparing names costs; a file with more alarms than these gets its suggestions from the first ones.
  private static let mostCandidates = 20

  private mutating func checkAlarms(_ deployment: Int, _ alarms: RelatedResources.Alarms) {
    guard alarms.mayLack, let rollback = known("AutoRollbackConfiguration", of: deployment),
      let list = known("Alarms", of: rollback)
    else { return }
    for alarm in request.children(of: list) {
      guard let visit = known("AlarmName", of: alarm) else { continue }
      let node = request.visits[visit].pointee.node
      // Another rule speaks of ARNs, and templates fill in placeholders.
      guard alarms.lacks(node), !node.withText({ $0.starts(with: "arn:".utf8) || Placeholder.isPresent($0) }) else {
        continue
      }
      let name = node.text
      let near = Suggestion.nearest(to: name, among: alarms.named.prefix(Self.mostCandidates).lazy.map(\.name.text))
      var finding = finding(
        BuiltInCheck.unknownAlarm, .warning, visit,
        message: "no alarm in this file is named \(DisplayText.quoted(name))",
        help: near.map { "did you mean \(DisplayText.quoted($0))?" }
          ?? "define the alarm, or correct the name; turn this off where alarms are defined elsewhere")
      finding.evidence = .inferred
      finding.actual = .string(name)
      if let near, let (alarm, key) = alarms.named.first(where: { $0.name.hasText(near) }) {
        let place = EndpointConfiguration.Place(
          path: RequestPath([.member(key)]), range: alarm.mark, document: alarm.document.number)
        finding.related = [place.related("the alarm \(DisplayText.quoted(near)) is defined here")]
      }
      findings.append(finding)
    }
  }

  // MARK: Findings

  private func finding(_ rule: String, _ severity: Severity, _ visit: Int, message: String, help: String) -> Finding {
    let node = request.visits[visit].pointee.node
    let source = BuiltInCheck.all.first { TextOrder.isEqual($0.id, rule) }?.sources.first
    var finding = Finding(
      rule: rule, severity: severity, message: message, help: help, url: source ?? "", path: request.path(of: visit),
      range: node.mark)
    finding.identity = request.identity(of: visit) + "=" + (node.isContainer ? "" : node.text)
    return finding
  }
}
