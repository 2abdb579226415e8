/// What `deploylint new-rule` prints: a rule file to begin with, which loads and passes its own examples.
package enum RuleSkeleton {
  /// Why there cannot be a new rule of that id; `nil` where there can.
  package static func problem(ofID id: String) -> String? {
    if let problem = RuleID.problem(id) { return problem }
    if RuleCatalog.ids.contains(where: { TextOrder.isEqual($0, id) }) { return "there is a rule '\(id)' already" }
    return nil
  }

  /// The file of a new rule.
  package static func text(id: String) -> String {
    """
    # \(id): keep this as \(id).yaml below a folder of rules; 'deploylint test' runs its examples
    language: 1
    summary: A canary takes at most a fifth of the fleet
    severity: warning                # error: AWS refuses it · warning: accepted, likely wrong · note: advice
    evidence: inferred               # documented | observed | inferred
    shape: TrafficRoutingConfig      # the part of a request that is 'self'; the rule is asked wherever it occurs
    let:                             # names for sub-expressions, evaluated when they are used
      canary: self.CanarySize
    when: has(self.CanarySize) && canary.Type == 'CAPACITY_PERCENT'
    require: canary.Value <= 20      # what must hold; false is a finding
    report: CanarySize.Value         # where the finding stands, relative to self
    message: the canary takes {canary.Value}% of the fleet; at most 20% is wanted
    help: set it to 20 or less
    why: >
      Say what goes wrong for those who do not follow the rule, and how they notice it.
    sources:
      - https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TrafficRoutingConfig.html
    examples:                        # the rule's tests: both sides of each limit
      valid:
        - input: {Type: CANARY, WaitIntervalInSeconds: 300, CanarySize: {Type: CAPACITY_PERCENT, Value: 20}}
        - input: {Type: CANARY, WaitIntervalInSeconds: 300, CanarySize: {Type: INSTANCE_COUNT, Value: 21}}
        - input: {Type: ALL_AT_ONCE, WaitIntervalInSeconds: 300}
      invalid:
        - input: {Type: CANARY, WaitIntervalInSeconds: 300, CanarySize: {Type: CAPACITY_PERCENT, Value: 21}}
          at: CanarySize.Value
          message: the canary takes 21% of the fleet; at most 20% is wanted

    """
  }
}
