import Testing

@testable import DeployLint

struct LinterLifetimeTests {
  @Test func `a linter that is no longer needed leaves nothing behind`() {
    weak var model: Model?
    do {
      let linter = Linter()
      _ = linter.lint(json: #"{"EndpointName": "churn", "EndpointConfigName": "churn-config"}"#)
      model = linter.model
      #expect(model != nil)
    }
    #expect(model == nil)
  }
}
