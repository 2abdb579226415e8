import Foundation
import Testing

@testable import DeployLint

struct ConfigurationSchemaTests {
  private func schema() throws -> [String: Any] {
    let value = try JSONSerialization.jsonObject(with: Data(ConfigurationSchema.text.utf8))
    return try #require(value as? [String: Any])
  }

  private func member(_ path: String...) throws -> Any {
    var value: Any = try schema()
    for name in path { value = try #require((value as? [String: Any])?[name]) }
    return value
  }

  @Test func itHasTheKeysThatTheReaderKnows() throws {
    let properties = try #require(try member("properties") as? [String: Any])
    #expect(Set(properties.keys) == Set(ConfigurationReader.keys))
  }

  @Test func itHasTheValuesThatTheReaderKnows() throws {
    func names(_ path: [String]) throws -> [String] {
      var value: Any = try schema()
      for name in path { value = try #require((value as? [String: Any])?[name]) }
      return try #require(value as? [String])
    }
    #expect(try names(["properties", "preset", "enum"]) == RuleSettings.Preset.allCases.map(\.rawValue))
    #expect(try names(["properties", "fail-level", "enum"]) == FailLevel.allCases.map(\.rawValue))
    #expect(try names(["properties", "placeholders", "items", "enum"]) == PlaceholderStyle.allCases.map(\.rawValue))
    let rules = try #require(try member("properties", "rules", "properties") as? [String: Any])
    #expect(Set(rules.keys) == Set(RuleSelector.all(RuleCatalog.ids)))
    #expect(rules["syntax/error"] as? Bool == false)
    #expect(rules["sagemaker/"] != nil)
  }
}
