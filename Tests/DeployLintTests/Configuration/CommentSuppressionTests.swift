import Testing

@testable import DeployLint

/// What comments lift in texts of all forms.
@Suite struct CommentSuppressionTests {
  /// A text with the findings that count, those that do not, and what is said of its comments.
  struct Case: Sendable, CustomTestStringConvertible {
    let title: String
    let text: String
    let lines: [String]
    let suppressed: [String]
    let complaints: [String]

    init(_ title: String, _ text: String, _ lines: [String], _ suppressed: [String], _ complaints: [String] = []) {
      self.title = title
      self.text = text
      self.lines = lines
      self.suppressed = suppressed
      self.complaints = complaints
    }

    var testDescription: String { title }
  }

  private static let names = "EndpointName: churn\nEndpointConfigName: churn-config\n"
  private static let ignore = "# deploylint: ignore[schema/pattern]"

  static let cases = [
    Case(
      "two rules on one line, one lifted",
      names + "Tags: [{Key: 'aws:a', Value: yes}] # deploylint: ignore[sagemaker/reserved-tag-key]\n",
      ["3 syntax/ambiguous-scalar"], ["3 sagemaker/reserved-tag-key"]),
    Case(
      "two rules on one line, both lifted",
      names + "Tags: [{Key: 'aws:a', Value: yes}] # deploylint: ignore[sagemaker/reserved-tag-key, syntax/]\n",
      [], ["3 sagemaker/reserved-tag-key", "3 syntax/ambiguous-scalar"]),
    Case(
      "two rules on one line by two comments above, other comments and blank lines between",
      names
        + "# deploylint: ignore[sagemaker/reserved-tag-key] one\n# because\n\n  # deploylint: ignore[syntax/ambiguous-scalar]"
        + "\n\n# and so\nTags: [{Key: 'aws:a', Value: yes}]\n",
      [], ["9 sagemaker/reserved-tag-key", "9 syntax/ambiguous-scalar"]),
    Case(
      "two of a rule on one line",
      names
        + "Tags: [{Key: 'aws:a', Value: b}, {Key: 'aws:c', Value: d}] # deploylint: ignore[sagemaker/reserved-tag-key]\n",
      [], ["3 sagemaker/reserved-tag-key", "3 sagemaker/reserved-tag-key"]),
    Case(
      "a text of several lines, behind its end",
      "EndpointName: \"churn\n  prod\" \(ignore)\nEndpointConfigName: churn-config\n", [], ["1 schema/pattern"]),
    Case(
      "a text of several lines, above it",
      "\(ignore)\nEndpointName: \"churn\n  prod\"\nEndpointConfigName: churn-config\n", [], ["2 schema/pattern"]),
    Case(
      "a plain text of several lines, behind its end",
      "EndpointName: churn\n  prod \(ignore)\nEndpointConfigName: churn-config\n", [], ["1 schema/pattern"]),
    Case(
      "a block scalar, behind its header",
      "EndpointName: | \(ignore)\n  churn\nEndpointConfigName: churn-config\n", [], ["1 schema/pattern"]),
    Case(
      "inside a block scalar it is text",
      "EndpointName: |\n  \(ignore)\nEndpointConfigName: churn-config\n", ["1 schema/pattern"], []),
    Case(
      "inside quotes it is text", "EndpointName: 'churn \(ignore)'\nEndpointConfigName: churn-config\n",
      ["1 schema/pattern"], []),
    Case(
      "behind a block scalar it is a comment",
      "EndpointConfigName: |-\n  churn-config\n\(ignore)\nEndpointName: churn_prod\n", [], ["4 schema/pattern"]),
    Case(
      "in a flow mapping of several lines",
      "{EndpointName: churn_prod, \(ignore)\n EndpointConfigName: churn-config}\n", [], ["1 schema/pattern"]),
    Case(
      "above a line of a flow mapping",
      "{\n \(ignore)\n EndpointName: churn_prod,\n EndpointConfigName: churn_config}\n", ["4 schema/pattern"],
      ["3 schema/pattern"]),
    Case(
      "a block that is a flow mapping of several lines",
      names + "# deploylint: ignore-block[sagemaker/reserved-tag-key]\nTags: [\n  {Key: 'aws:a', Value: b},\n"
        + "  {Key: 'aws:c', Value: d}]\n", [], ["5 sagemaker/reserved-tag-key", "6 sagemaker/reserved-tag-key"]),
    Case(
      "a block that is one of several items in flow style",
      names + "Tags: [\n  # deploylint: ignore-block[sagemaker/reserved-tag-key]\n  {Key: 'aws:a',\n   Value: b},\n"
        + "  {Key: 'aws:c', Value: d}]\n", ["7 sagemaker/reserved-tag-key"], ["5 sagemaker/reserved-tag-key"]),
    Case(
      "a block that is a whole request in flow style",
      "# deploylint: ignore-block[schema/pattern]\n{EndpointName: churn_prod,\n EndpointConfigName: churn_config}\n",
      [],
      ["2 schema/pattern", "3 schema/pattern"]),
    Case(
      "a block that is an item of several members",
      names + "Tags:\n# deploylint: ignore-block[sagemaker/reserved-tag-value]\n- Key: a\n  Value: aws:b\n"
        + "- Key: c\n  Value: aws:d\n", ["8 sagemaker/reserved-tag-value"], ["6 sagemaker/reserved-tag-value"]),
    Case(
      "a block above an item is not its first member",
      names + "Tags:\n  # deploylint: ignore-block[sagemaker/reserved-tag-key]\n  - Key: aws:a\n    Value: aws:b\n",
      ["6 sagemaker/reserved-tag-value"], ["5 sagemaker/reserved-tag-key"]),
    Case(
      "a block above an item whose dash stands alone",
      names + "Tags:\n  # deploylint: ignore-block[sagemaker/]\n  -\n    Key: aws:a\n    Value: aws:b\n", [],
      ["6 sagemaker/reserved-tag-key", "7 sagemaker/reserved-tag-value"]),
    Case(
      "a block below a dash that stands alone is the member",
      names + "Tags:\n  -\n    # deploylint: ignore-block[sagemaker/]\n    Key: aws:a\n    Value: aws:b\n",
      ["7 sagemaker/reserved-tag-value"], ["6 sagemaker/reserved-tag-key"]),
    Case(
      "a block behind the first member of an item is the item",
      names + "Tags:\n- Key: aws:a # deploylint: ignore-block[sagemaker/]\n  Value: aws:b\n", [],
      ["4 sagemaker/reserved-tag-key", "5 sagemaker/reserved-tag-value"]),
    Case(
      "a block that is a value on a line of its own",
      names + "Tags:\n  # deploylint: ignore-block[sagemaker/]\n  [{Key: aws:a,\n    Value: aws:b}]\n", [],
      ["5 sagemaker/reserved-tag-key", "6 sagemaker/reserved-tag-value"]),
    Case(
      "blocks inside blocks, each for its rule",
      names + "# deploylint: ignore-block[sagemaker/reserved-tag-key] outer\nTags:\n"
        + "# deploylint: ignore-block[sagemaker/reserved-tag-value] inner\n- Key: aws:a\n  Value: aws:b\n"
        + "- Key: aws:c\n  Value: aws:d\n", ["9 sagemaker/reserved-tag-value"],
      ["6 sagemaker/reserved-tag-key", "7 sagemaker/reserved-tag-value", "8 sagemaker/reserved-tag-key"]),
    Case(
      "a mapping that lacks a member, at the key that holds it",
      names + "DeploymentConfig:\n  BlueGreenUpdatePolicy:\n"
        + "    TrafficRoutingConfiguration: # deploylint: ignore[schema/required]\n      Type: ALL_AT_ONCE\n"
        + "  AutoRollbackConfiguration: {Alarms: [{AlarmName: a}]}\n", [], ["5 schema/required"]),
    Case(
      "a request that lacks a member, at its first key",
      "# deploylint: ignore[schema/required] Terraform adds the name\nEndpointConfigName: churn-config\n"
        + "DeploymentConfig: {}\n", ["3 sagemaker/empty-deployment-config"], ["2 schema/required"]),
    Case(
      "above the mark of the document's start",
      "# deploylint: ignore[schema/pattern]\n---\nEndpointName: churn_prod\nEndpointConfigName: churn_config\n",
      ["4 schema/pattern"], ["3 schema/pattern"]),
    Case(
      "above the mark of the next document's start",
      names + "# deploylint: ignore[schema/pattern]\n--- # next\nEndpointName: churn_prod\n"
        + "EndpointConfigName: churn-config\n", [], ["5 schema/pattern"]),
    Case(
      "a block above the mark of the next document's start is its first member",
      names + "# deploylint: ignore-block[schema/pattern]\n---\nEndpointName: churn_prod\n"
        + "EndpointConfigName: churn_config\n", ["6 schema/pattern"], ["5 schema/pattern"]),
    Case(
      "each document has comments of its own",
      "EndpointName: churn_1 \(ignore)\nEndpointConfigName: churn-config\n---\nEndpointName: churn_2\n"
        + "EndpointConfigName: churn-config\n", ["4 schema/pattern"], ["1 schema/pattern"]),
    Case(
      "the file holds all documents",
      "# deploylint: ignore-file[schema/pattern]\nEndpointName: churn_1\nEndpointConfigName: churn-config\n---\n"
        + "EndpointName: churn_2\nEndpointConfigName: churn-config\n", [], ["2 schema/pattern", "5 schema/pattern"]),
    Case(
      "the file is not what a later document says",
      names
        + "---\n# deploylint: ignore-file[schema/pattern]\nEndpointName: churn_2\nEndpointConfigName: churn-config\n",
      ["5 schema/pattern"], [],
      ["4:15 'ignore-file' stands behind the first value of the file, where it suppresses nothing"]),
    Case(
      "a value behind an alias, where it is used",
      "EndpointName: &n churn_prod\nEndpointConfigName: *n \(ignore)\n", ["1 schema/pattern"], ["2 schema/pattern"]),
    Case(
      "a value behind an alias, where it is written",
      "EndpointName: &n churn_prod \(ignore)\nEndpointConfigName: *n\n", [], ["1 schema/pattern", "2 schema/pattern"]),
    Case(
      "a member of a mapping behind an alias, where it is written",
      "x-tag: &t\n  Key: aws:a # deploylint: ignore[sagemaker/reserved-tag-key]\n  Value: b\n" + names
        + "Tags:\n- *t\n- Key: aws:c\n  Value: d\n",
      ["1 schema/unknown-field", "8 sagemaker/reserved-tag-key"], ["7 sagemaker/reserved-tag-key"]),
    Case(
      "a member of a mapping behind an alias, where it is used",
      "x-tag: &t\n  Key: aws:a\n  Value: b\n" + names
        + "Tags:\n- *t # deploylint: ignore[sagemaker/reserved-tag-key]\n- *t\n",
      ["1 schema/unknown-field", "8 sagemaker/duplicate-tag-key", "8 sagemaker/reserved-tag-key"],
      ["7 sagemaker/reserved-tag-key"]),
    Case(
      "a block behind an alias, where it is written",
      "# deploylint: ignore-block[sagemaker/reserved-tag-key, schema/unknown-field]\nx-tag: &t\n  Key: aws:a\n  Value: b\n"
        + names + "Tags: [*t]\n", [], ["2 schema/unknown-field", "7 sagemaker/reserved-tag-key"]),
    Case(
      "what a merge key brings in, at the merge key",
      "x-base: &b {EndpointName: churn_prod}\n<<: *b \(ignore)\nEndpointConfigName: churn-config\n",
      ["1 schema/unknown-field"], ["2 schema/pattern"]),
    Case(
      "what a merge key brings in, as a block",
      "x-base: &b {EndpointName: churn_prod}\n# deploylint: ignore-block[schema/pattern]\n<<: *b\n"
        + "EndpointConfigName: churn-config\n", ["1 schema/unknown-field"], ["3 schema/pattern"]),
    Case(
      "a key that is written twice",
      names + "EndpointName: churn # deploylint: ignore[syntax/duplicate-key] both agree\n",
      [], ["3 syntax/duplicate-key"]),
    Case(
      "a name with an empty value",
      "EndpointConfigName: churn-config\nEndpointName: # deploylint: ignore[schema/type]\n",
      [], ["2 schema/type"]),
    Case(
      "a block with an empty value",
      "EndpointConfigName: churn-config\n# deploylint: ignore-block[schema/type]\nEndpointName:\n", [],
      ["3 schema/type"]),
    Case(
      "an empty item",
      names + "Tags:\n# deploylint: ignore-block[schema/type]\n-\n- {Key: a, Value: b}\n", [], ["5 schema/type"]),
    Case(
      "with a byte order mark", "\u{FEFF}\(ignore)\nEndpointName: churn_prod\nEndpointConfigName: churn-config\n", [],
      ["2 schema/pattern"]),
    Case(
      "behind the first line after a byte order mark",
      "\u{FEFF}EndpointName: churn_prod \(ignore)\nEndpointConfigName: churn-config\n", [], ["1 schema/pattern"]),
    Case(
      "with settings", "# deploylint: kind=CreateEndpoint, ignore-file[schema/required]\nEndpointName: churn\n", [],
      ["2 schema/required"]),
  ]

  @Test(arguments: cases)
  func liftsWhatItIsAbout(_ row: Case) throws {
    let result = try lint(row.text, kind: nil)
    #expect(result.lines == row.lines)
    #expect(result.suppressedLines == row.suppressed)
    #expect(result.complaints == row.complaints)
    #expect(result.issues == [])
  }

  @Test(arguments: cases)
  func windowsLineBreaksMakeNoDifference(_ row: Case) throws {
    let result = try lint(
      row.text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n"), kind: nil)
    #expect(result.lines == row.lines)
    #expect(result.suppressedLines == row.suppressed)
    #expect(result.complaints == row.complaints)
  }

  @Test func jsonHasNoComments() throws {
    let text =
      "{\"EndpointName\": \"churn_prod # deploylint: ignore[schema/pattern]\", \"EndpointConfigName\": \"c\"}\n"
    let result = try lint(text, name: "request.json", kind: nil)
    #expect(result.lines == ["1 schema/pattern"])
    #expect(result.complaints == [])
  }

  @Test func theNearestCommentGivesTheReason() throws {
    let text = """
      # deploylint: ignore-file[schema/] the file
      # deploylint: ignore-block[schema/] the value
      # deploylint: ignore[schema/] the line above
      EndpointName: churn_prod # deploylint: ignore[schema/pattern] the line
      EndpointConfigName: churn-config
      """
    let result = try lint(text, kind: nil)
    #expect(result.suppressed.map { $0.suppression?.reason } == ["the line above"])
    // All of them match it, so none is left over.
    #expect(result.complaints == [])
  }

  @Test func conditionsOfATemplateAreLiftedByPlace() throws {
    let text = """
      Conditions: {Large: !Equals [!Ref AWS::Region, us-east-1]}
      Resources:
        Endpoint:
          Type: AWS::SageMaker::Endpoint
          Properties:
            EndpointConfigName: churn-config
            DeploymentConfig:
              BlueGreenUpdatePolicy:
                TrafficRoutingConfiguration:
                  Type: CANARY
                  WaitIntervalInSeconds: 300
                  CanarySize:
                    Type: CAPACITY_PERCENT
                    Value: !If
                      - Large
                      - 60 # deploylint: ignore[sagemaker/canary-too-large] agreed
                      - 70
              AutoRollbackConfiguration: {Alarms: [{AlarmName: a}]}
      """
    let result = try lint(text, kind: nil)
    #expect(result.suppressedLines == ["16 sagemaker/canary-too-large"])
    #expect(result.lines == ["17 sagemaker/canary-too-large"])
    #expect(result.complaints == [])
  }

  @Test func aParameterIsLiftedWhereItsDefaultIsWritten() throws {
    let text = """
      Parameters:
        Size:
          Type: Number
          Default: 60 # deploylint: ignore[sagemaker/canary-too-large]
      Resources:
        Endpoint:
          Type: AWS::SageMaker::Endpoint
          Properties:
            EndpointConfigName: churn-config
            DeploymentConfig:
              BlueGreenUpdatePolicy:
                TrafficRoutingConfiguration:
                  Type: CANARY
                  WaitIntervalInSeconds: 300
                  CanarySize: {Type: CAPACITY_PERCENT, Value: !Ref Size}
              AutoRollbackConfiguration: {Alarms: [{AlarmName: a}]}
      """
    let result = try lint(text, kind: nil)
    #expect(result.suppressedLines == ["15 sagemaker/canary-too-large"])
    #expect(result.lines == [])
    #expect(result.complaints == [])
  }

  @Test func aHostileFileIsReadInLinearTime() throws {
    // Under the number of findings that a file of this length may have.
    let count = 1_500
    let comment = "# deploylint: ignore-block[sagemaker/reserved-tag-key, sagemaker/]\n"
    let tags = String(repeating: "- {Key: aws:a, Value: b} # deploylint: ignore[schema/]\n", count: count)
    let text = Self.names + String(repeating: comment, count: count) + "Tags:\n" + tags
    let result = try lint(text, kind: nil)
    #expect(result.suppressed.count >= count)
    #expect(result.complaints.count == count)
  }
}
