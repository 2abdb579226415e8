import Foundation

/// What the tests read of `--format json`.
struct Report: Decodable {
  struct Position: Decodable {
    let line: Int
    let column: Int
    let offset: Int
  }

  struct Diagnostic: Decodable {
    let rule: String
    let severity: String
    let message: String
    let help: String
    let file: String
    let document: Int
    let start: Position
  }

  struct RunIssue: Decodable {
    let id: String
    let severity: String
    let message: String
    let file: String?
  }

  struct Summary: Decodable {
    let files: Int
    let passedOver: Int
    let requests: Int
    let errors: Int
    let warnings: Int
    let notes: Int
  }

  let diagnostics: [Diagnostic]
  let issues: [RunIssue]
  let summary: Summary

  init(_ outcome: Executable.Outcome) throws {
    self = try JSONDecoder().decode(Report.self, from: Data(outcome.output.utf8))
  }

  init(of path: String) throws {
    try self.init(Executable.run("check", "--format", "json", path))
  }
}
