import DeployLint

/// What `--version` prints.
enum Version {
  static var text: String {
    guard let model = try? RulePack.model() else { return "\(Tool.name) \(Tool.version)" }
    return """
      \(Tool.name) \(Tool.version)
      rules: \(RulePack.ruleIDs.count) in the pack sagemaker
      API model: \(model.version), \(model.date)
      """
  }
}
