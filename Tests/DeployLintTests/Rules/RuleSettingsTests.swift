import Testing

@testable import DeployLint

struct RuleSettingsTests {
  private static func rule(
    _ id: String, _ severities: [Severity] = [.warning], evidence: Evidence = .documented, isOff: Bool = false
  ) -> RuleSource {
    var rule = Rule(id: id)
    rule.isOffByDefault = isOff
    rule.cases = severities.map { severity in
      var body = Rule.Case()
      body.severity = severity
      body.evidence = evidence
      return body
    }
    return RuleSource(rule)
  }

  private static func finding(_ rule: String, _ severity: Severity, _ evidence: Evidence = .documented) -> Finding {
    Finding(rule: rule, severity: severity, evidence: evidence, message: "", help: "", url: "", range: 0..<0)
  }

  private static func settings(
    _ preset: RuleSettings.Preset = .recommended, file: [String: String] = [:], commandLine: [String: String] = [:]
  ) -> RuleSettings {
    var settings = RuleSettings()
    settings.preset = preset
    for (layer, entries) in [(RuleSettings.Layer.commandLine, commandLine), (.file, file)] {
      for (selector, setting) in entries {
        if let setting = RuleSettings.Setting(setting) { settings.set(RuleSelector(selector), setting, layer: layer) }
      }
    }
    return settings
  }

  @Test(
    arguments: [
      (["a/x": "off"], [:], nil), (["a/x": "note"], [:], .note), (["a/": "error"], [:], .error),
      (["a/": "off"], [:], nil),
      (["b/": "off"], [:], .warning), (["a": "off"], [:], .warning),
      // The longer selector wins, in either order.
      (["a/": "off", "a/x": "error"], [:], .error), (["a/": "error", "a/x": "off"], [:], nil),
      (["": "off", "a/": "error"], [:], .error),
      // The command line wins, whatever is longer.
      (["a/x": "off"], ["a/": "error"], .error), (["a/": "error"], ["a/x": "note"], .note),
      (["a/x": "error"], ["b/": "off"], .error),
    ] as [([String: String], [String: String], Severity?)])
  func theLongestSelectorOfTheFirstThatSpeaksCounts(
    file: [String: String], commandLine: [String: String], expected: Severity?
  ) {
    let settings = Self.settings(file: file, commandLine: commandLine)
    #expect(settings.apply(to: Self.finding("a/x", .warning))?.severity == expected)
    #expect(settings.isOn(Self.rule("a/x")) == (expected != nil))
  }

  @Test func aPrefixSwitchesNothingOn() {
    let isOff = Self.rule("a/x", isOff: true)
    #expect(!Self.settings().isOn(isOff))
    #expect(!Self.settings(file: ["a/": "error"]).isOn(isOff))
    #expect(Self.settings(file: ["a/x": "note"]).isOn(isOff))
    #expect(Self.settings(.strict).isOn(isOff))
    #expect(!Self.settings(.strict, file: ["a/": "off"]).isOn(isOff))
    #expect(!Self.settings(.minimal).isOn(isOff))
    #expect(Self.settings(.minimal, file: ["a/x": "note"]).isOn(isOff))
  }

  @Test(
    arguments: [
      (RuleSettings.Preset.recommended, Severity.error, Evidence.inferred, Severity.error),
      (.recommended, .warning, .documented, .warning), (.recommended, .note, .documented, .note),
      (.strict, .warning, .documented, .error), (.strict, .note, .documented, .note),
      (.strict, .error, .inferred, .error),
      (.minimal, .error, .documented, .error), (.minimal, .error, .observed, .error),
      (.minimal, .error, .inferred, nil),
      (.minimal, .warning, .documented, nil), (.minimal, .note, .documented, nil),
    ] as [(RuleSettings.Preset, Severity, Evidence, Severity?)])
  func aPresetHoldsForWhatNobodyNames(
    preset: RuleSettings.Preset, severity: Severity, evidence: Evidence, expected: Severity?
  ) {
    let finding = Self.finding("a/x", severity, evidence)
    #expect(Self.settings(preset).apply(to: finding)?.severity == expected)
    #expect(Self.settings(preset).isOn(Self.rule("a/x", [severity], evidence: evidence)) == (expected != nil))
    // A prefix changes the severity of what the preset leaves on.
    #expect(Self.settings(preset, file: ["a/": "note"]).apply(to: finding)?.severity == expected.map { _ in .note })
    #expect(Self.settings(preset, file: ["a/x": "note"]).apply(to: finding)?.severity == .note)
  }

  @Test func ofARuleWithTwoSeveritiesTheMinimalPresetKeepsTheErrors() {
    let settings = Self.settings(.minimal)
    #expect(settings.isOn(Self.rule("a/x", [.error, .warning])))
    #expect(settings.apply(to: Self.finding("a/x", .warning)) == nil)
  }

  @Test(arguments: ["syntax/error", "syntax/limit"])
  func aTextThatCannotBeReadStaysAnError(_ id: String) {
    for settings in [
      Self.settings(file: ["syntax/": "off"]), Self.settings(commandLine: [id: "note"]), Self.settings(.minimal),
    ] {
      #expect(settings.apply(to: Self.finding(id, .error, .inferred))?.severity == .error)
    }
  }

  @Test func theSeveritiesOfACatalogueEntryAreThoseOfItsFindings() throws {
    let entries = try RuleCatalog.entries()
    let canary = try #require(entries.first { $0.id == "sagemaker/canary-too-large" })
    let off = try #require(entries.first { $0.id == "sagemaker/missing-timeout" })
    let rollout = try #require(entries.first { $0.id == "sagemaker/rollout-over-limit" })
    #expect(Self.settings().severities(of: canary) == [.error])
    #expect(Self.settings().severities(of: off) == [])
    #expect(Self.settings(.strict).severities(of: off) == [.note])
    #expect(Self.settings().severities(of: rollout) == [.error, .warning])
    #expect(Self.settings(.strict).severities(of: rollout) == [.error])
    #expect(Self.settings(file: ["sagemaker/": "note"]).severities(of: rollout) == [.note])
  }

  @Test(
    arguments: [
      ("sagemaker/zero-bak", "sagemaker/zero-bake"), ("zero-bake", "sagemaker/zero-bake"), ("sagemaker", "sagemaker/"),
      ("shema/", "schema/"), ("frobnicate", nil),
    ] as [(String, String?)])
  func aNameThatNoRuleHasGetsTheNearest(name: String, nearest: String?) {
    #expect(RuleSelector.nearest(to: name, among: RuleCatalog.ids) == nearest)
  }
}
