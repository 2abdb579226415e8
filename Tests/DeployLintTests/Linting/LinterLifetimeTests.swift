import Testing

@testable import DeployLint

struct LinterLifetimeTests {
  @Test func `a linter that is no longer needed leaves nothing of its own behind`() throws {
    weak var model: Model?
    do {
      let text = String(decoding: try ProjectFiles.bytes("rules/sagemaker/model.json"), as: UTF8.self)
      var options = Linter.Options()
      options.model = try Model(document(text, name: "model.json").root)
      let linter = Linter(options)
      _ = linter.lint(json: #"{"EndpointName": "churn_1", "EndpointConfigName": "churn-config"}"#)
      model = linter.model
      #expect(model != nil)
    }
    #expect(model == nil)
  }
}
