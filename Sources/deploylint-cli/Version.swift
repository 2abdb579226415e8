import DeployLint

/// What `--version` prints.
enum Version {
  static var text: String {
    let model = RulePack.model
    return """
      \(Tool.name) \(Tool.version)
      pack sagemaker \(Tool.version): \(RulePack.ruleIDs.count) rules
      API model: \(model.version), \(model.date)
      """
  }
}
