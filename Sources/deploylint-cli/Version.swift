import DeployLint

/// What `--version` prints.
enum Version {
  static var text: String {
    guard let model = try? RulePack.model() else { return "\(Tool.name) \(Tool.version)" }
    return """
      \(Tool.name) \(Tool.version)
      pack sagemaker \(Tool.version): \(RulePack.ruleIDs.count) rules
      API model: \(model.version), \(model.date)
      """
  }
}
