import Testing

@testable import DeployLint

/// What a baseline looks like, and what is no baseline.
@Suite struct BaselineTests {
  private static func entry(
    _ file: String, _ rule: String, _ fingerprint: String, path: String = "A", message: String = "m"
  ) -> Baseline.Entry {
    Baseline.Entry(file: file, rule: rule, fingerprint: fingerprint, path: path, message: message)
  }

  private static func read(_ text: String) throws -> Baseline {
    try BaselineReader.read(Source(name: "b.json", bytes: Array(text.utf8)))
  }

  @Test func isSortedByFileThenRuleThenFingerprint() {
    let baseline = Baseline([
      Self.entry("b.yaml", "a/a", "1"), Self.entry("a.yaml", "b/b", "1"), Self.entry("a.yaml", "a/a", "2"),
      Self.entry("a.yaml", "a/a", "1"), Self.entry("Z.yaml", "z/z", "9"), Self.entry("a.yaml", "a/a", "1"),
    ])
    #expect(
      baseline.entries.map { "\($0.file) \($0.rule) \($0.fingerprint)" } == [
        "Z.yaml z/z 9", "a.yaml a/a 1", "a.yaml a/a 1", "a.yaml a/a 2", "a.yaml b/b 1", "b.yaml a/a 1",
      ])
  }

  @Test func hasAMemberALine() {
    let text = String(
      decoding: Baseline([Self.entry("é \"a\".yaml", "a/b", "00ff", path: "Tags[0]", message: "x\ny")]).bytes,
      as: UTF8.self)
    #expect(
      text == """
        {
          "version": 1,
          "findings": [
            {
              "file": "é \\"a\\".yaml",
              "rule": "a/b",
              "fingerprint": "00ff",
              "path": "Tags[0]",
              "message": "x\\ny"
            }
          ]
        }

        """)
  }

  @Test(arguments: 0..<4)
  func isReadAsItIsWritten(_ count: Int) throws {
    let entries = (0..<count).map { Self.entry("\($0 % 2)/é\u{1}.yaml", "a/b", "\($0)", message: "\"\\\u{2028}") }
    let baseline = Baseline(entries)
    let again = try Self.read(String(decoding: baseline.bytes, as: UTF8.self))
    #expect(again.entries == baseline.entries)
    #expect(again.bytes == baseline.bytes)
  }

  @Test(arguments: [
    ("", "1:1", "the file is empty"), ("[]", "1:1", "a baseline is an object"), ("{", "1:2", ""),
    ("{}", "1:1", "it has no 'version'"),
    ("{\"version\": 2, \"new\": 1}", "1:13", "its version is 2; this deploylint reads version 1"),
    ("{\"version\": \"1\", \"findings\": []}", "1:13", "its version is 1; this deploylint reads version 1"),
    ("{\"version\": [], \"findings\": []}", "1:2", "its version is no number"),
    ("{\"version\": 1}", "1:1", "it has no 'findings'"),
    ("{\"version\": 1, \"findings\": {}}", "1:16", "'findings' is no list"),
    ("{\"version\": 1, \"finding\": []}", "1:16", "there is no member 'finding' here"),
    ("{\"version\": 1, \"findings\": [1]}", "1:29", "an entry is an object"),
    ("{\"version\": 1, \"findings\": [\n  {}]}", "2:3", "the entry has no 'file'"),
    ("{\"version\": 1, \"findings\": [\n  {\"file\": 1}]}", "2:12", "'file' is no text"),
    ("{\"version\": 1, \"findings\": [{\"file\": \"a\", \"rule\": \"b\"}]}", "1:29", "the entry has no 'fingerprint'"),
    ("{\"version\": 1, \"findings\": [{\"files\": \"a\"}]}", "1:30", "there is no member 'files' here"),
    ("{\"version\": 1, \"findings\": [], \"version\": 1}", "1:2", "'version' is written twice"),
    ("{\"version\": 1, \"findings\": [],}", "1:30", ""), ("# no\n{}", "1:1", ""),
  ])
  func whatIsNoBaselineIsToldWithItsPlace(_ text: String, _ place: String, _ message: String) throws {
    let source = Source(name: "b.json", bytes: Array(text.utf8))
    let failure = #expect(throws: BaselineReader.Failure.self) { try BaselineReader.read(source) }
    let issue = BaselineIssue(try #require(failure), in: source)
    #expect(issue.message.hasPrefix("b.json:\(place) is no baseline: \(message)"), "\(issue.message)")
    #expect(!issue.message.hasSuffix("; "))
    #expect(issue.issue.severity == .error)
  }

  @Test func aFindingAboutNoRequestHasJustItsOwnPath() throws {
    let text = "EndpointName: churn # deploylint: ignore[a/b]\nEndpointConfigName: churn-config\n"
    let finding = try #require(try lint(text, kind: nil).diagnostics.first)
    #expect(finding.request == nil)
    let entry = Baseline.Entry(finding, file: "a.yaml")
    #expect(entry.rule == "syntax/suppression")
    #expect(entry.path == "")
  }

  @Test func aMissingBaselineSaysHowToWriteIt() {
    let issue = BaselineIssue(FileError(path: "b.json", reason: .missing))
    #expect(
      issue.message
        == "cannot read the baseline b.json: no such file or directory; write it with --write-baseline b.json")
  }
}
