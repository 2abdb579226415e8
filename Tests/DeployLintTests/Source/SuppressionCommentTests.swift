import Testing

@testable import DeployLint

/// How suppressions are written in comments.
@Suite struct SuppressionCommentTests {
  static func read(_ text: String) throws -> Directives {
    Directives(in: try document(text), kinds: RequestKind.allCases.map(\.rawValue), room: .max)
  }

  struct Written: Sendable, CustomTestStringConvertible {
    let comment: String
    let form: SuppressionComment.Form
    let names: [String]
    var reason: String?

    init(_ comment: String, _ form: SuppressionComment.Form, _ names: [String], _ reason: String? = nil) {
      self.comment = comment
      self.form = form
      self.names = names
      self.reason = reason
    }

    var testDescription: String { comment }
  }

  @Test(arguments: [
    Written("# deploylint: ignore[a/b]", .line, ["a/b"]),
    Written("# deploylint: ignore[a/b] because", .line, ["a/b"], "because"),
    Written("#deploylint:ignore[a/b]because", .line, ["a/b"], "because"),
    Written("# deploylint: ignore [a/b]", .line, ["a/b"]),
    Written("#\tdeploylint:\tignore\t[ a/b\t,c/ ]\t see #12 ", .line, ["a/b", "c/"], "see #12"),
    Written("# deploylint: ignore[a/b,c/d,e/f]", .line, ["a/b", "c/d", "e/f"]),
    Written("# deploylint: ignore[a/b, ,c/d,]", .line, ["a/b", "c/d"]),
    Written("# deploylint: ignore[a/b] one, two: ignore[c/d] # three", .line, ["a/b"], "one, two: ignore[c/d] # three"),
    Written("# deploylint: ignore[a/b] kind=Pod", .line, ["a/b"], "kind=Pod"),
    Written("# deploylint: ignore-block[a/b]", .block, ["a/b"]),
    Written("# deploylint: ignore-file[a/b] old", .file, ["a/b"], "old"),
    Written("# deploylint: instances=4 ignore-file[a/b] old", .file, ["a/b"], "old"),
    Written("# deploylint: instances=4, ignore[a/b]", .line, ["a/b"]),
    Written("# deploylint: ignore[*]", .line, ["*"]), Written("# deploylint: ignore[é'\"]", .line, ["é'\""]),
    Written("# deploylint: ignore[a/b] naïve — ünïcode", .line, ["a/b"], "naïve — ünïcode"),
  ])
  func isRead(_ written: Written) throws {
    for text in ["\(written.comment)\na: 1\n", "a: 1 \(written.comment)\r\n", "\(written.comment)\ra: 1"] {
      let directives = try Self.read(text)
      let found = try #require(directives.suppressions.first)
      #expect(directives.suppressions.count == 1)
      #expect(directives.suppressionProblems.isEmpty)
      #expect(directives.problems.isEmpty)
      #expect(found.form == written.form)
      #expect(found.names.map(\.text) == written.names)
      #expect(found.reason == written.reason)
      #expect(found.names.map { String(decoding: Array(text.utf8)[$0.range], as: UTF8.self) } == written.names)
      #expect(found.followsCode == text.hasPrefix("a"))
      #expect(found.isForFile == !text.hasPrefix("a"))
    }
  }

  @Test(arguments: [
    ("ignore", "ignore", "'ignore' names no rule", "[RULE] REASON'; RULE is the id"),
    (
      "ignore sagemaker/zero-bake it is fine", "ignore", "'ignore' names no rule", "ignore[sagemaker/zero-bake] REASON'"
    ),
    ("ignore-block", "ignore-block", "'ignore-block' names no rule", "ignore-block[RULE] REASON'"),
    ("ignore-file # all", "ignore-file", "'ignore-file' names no rule", "ignore-file[RULE] REASON'"),
    ("ignore, kind=CreateEndpoint", "ignore", "'ignore' names no rule", "[RULE]"),
    ("ignore[]", "ignore[]", "'ignore' names no rule", "ignore[RULE]"),
    ("ignore[ , ] why", "ignore[ , ]", "'ignore' names no rule", "ignore[RULE]"),
    ("ignore[a/b", "ignore[", "the list of rules behind 'ignore' has no ']'", "ignore[a/b]"),
    ("ignore-block [", "ignore-block [", "the list of rules behind 'ignore-block' has no ']'", "ignore-block[RULE]"),
    ("ignore-line[a/b]", "ignore-line", "there is no 'ignore-line', in a comment for deploylint", "valid are"),
    ("ignore-blok[a/b]", "ignore-blok", "there is no 'ignore-blok', in a comment", "did you mean 'ignore-block[…]'?"),
    ("ignored[a/b]", "ignored", "there is no 'ignored', in a comment", "did you mean 'ignore[…]'?"),
    ("ignore_file[a/b]", "ignore_file", "there is no 'ignore_file', in", "did you mean 'ignore-file[…]'?"),
    ("ignore=a/b", "ignore", "'ignore' names no rule", "ignore[RULE]"),
  ])
  func aMalformedOneShowsHowItIsWritten(_ text: String, _ marked: String, _ message: String, _ help: String) throws {
    let text = "# deploylint: \(text)\na: 1\n"
    let directives = try Self.read(text)
    #expect(directives.suppressions.isEmpty)
    #expect(directives.problems.isEmpty)
    let problem = try #require(directives.suppressionProblems.first)
    #expect(directives.suppressionProblems.count == 1)
    #expect(problem.rule == "syntax/suppression")
    #expect(problem.message.hasPrefix(message))
    #expect(problem.help.contains(help))
    #expect(String(decoding: Array(text.utf8)[problem.range], as: UTF8.self) == marked)
  }

  @Test(arguments: [
    "a: '# deploylint: ignore[a/b]'\n", "a: \"x # deploylint: ignore[a/b]\"\n",
    "a: |\n  # deploylint: ignore[a/b]\n  x\n", "a: >-\n  x\n  # deploylint: ignore[a/b]\n",
    "a: |\n\n    # deploylint: ignore[a/b]\n", "a: \"x\n  # deploylint: ignore[a/b]\n  y\"\n",
    "a: 'x\n  # deploylint: ignore[a/b]'\n", "\"a # deploylint: ignore[a/b]\": 1\n",
    "? |\n  # deploylint: ignore[a/b]\n: 1\n", "a: x#deploylint:ignore[a/b]\n", "a: x\n  y#deploylint:ignore[a/b]\n",
    "- |2\n   # deploylint: ignore[a/b]\n", "a: see:deploylint:ignore[a/b]\n",
    "# please, deploylint: ignore[a/b]\na: 1\n", "# Deploylint: ignore[a/b]\na: 1\n",
  ])
  func whatIsNoCommentIsNotRead(_ text: String) throws {
    let directives = try Self.read(text)
    #expect(directives.suppressions.isEmpty)
    #expect(directives.suppressionProblems.isEmpty)
    #expect(directives.problems.isEmpty)
  }

  @Test(arguments: [
    "a: | # deploylint: ignore[a/b]\n  x\n", "a: >- # deploylint: ignore[a/b]\r\n  x\r\n",
    "a: |\n  x\n# deploylint: ignore[a/b]\n", "a: |\n    x\n  # deploylint: ignore[a/b]\nb: 1\n",
    "a: 'x' # deploylint: ignore[a/b]\n", "a: \"x\n  y\" # deploylint: ignore[a/b]\n",
    "a: [x, # deploylint: ignore[a/b]\n y]\n", "a: &b # deploylint: ignore[a/b]\n  c: 1\n",
    "a: !t # deploylint: ignore[a/b]\n  x\n", "a: # deploylint: ignore[a/b]\n", "{a: 1 # deploylint: ignore[a/b]\n}",
    "--- # deploylint: ignore[a/b]\na: 1\n", "a: 1\n... # deploylint: ignore[a/b]\n",
    "- # deploylint: ignore[a/b]\n  a\n", "? a # deploylint: ignore[a/b]\n: 1\n",
    "b: &b 1\na: *b # deploylint: ignore[a/b]\n",
  ])
  func commentsAreFoundAroundScalars(_ text: String) throws {
    #expect(try Self.read(text).suppressions.map { $0.names.map(\.text) } == [["a/b"]])
  }

  @Test(arguments: [
    ("a: 1\n# deploylint: ignore[a/b] x\nb: 1\n", "a: 1\nb: 1\n"),
    ("a: 1\r\n  # deploylint: ignore[a/b] x\r\nb: 1\r\n", "a: 1\r\nb: 1\r\n"),
    ("a: 1 \t# deploylint: ignore[a/b] x\nb: 1\n", "a: 1\nb: 1\n"), ("a: 1\n# deploylint: ignore[a/b]", "a: 1\n"),
    ("# deploylint: ignore[a/b]\ra: 1", "a: 1"), ("\u{FEFF}# deploylint: ignore[a/b]\na: 1\n", "\u{FEFF}a: 1\n"),
    ("a: 1 # deploylint: instances=4, ignore[a/b] x\n", "a: 1 # deploylint: instances=4\n"),
    ("# deploylint: instances=4 ignore[a/b] x\na: 1\n", "# deploylint: instances=4\na: 1\n"),
  ])
  func theRemovalLeavesWhatStoodAround(_ text: String, _ rest: String) throws {
    let comment = try #require(try Self.read(text).suppressions.first)
    var bytes = Array(text.utf8)
    bytes.removeSubrange(comment.removal)
    #expect(bytes == Array(rest.utf8))
  }

  @Test func aHostileCommentIsReadInOnePass() throws {
    let many = "a: 1 # deploylint: ignore[" + String(repeating: "a/b,", count: 50_000) + "]\n"
    #expect(try Self.read(many).suppressions.first?.names.count == 50_000)
    let open = "a: 1 # deploylint: " + String(repeating: "ignore[", count: 50_000) + "\n"
    #expect(try Self.read(open).suppressionProblems.count == 1)
    let lines = String(repeating: "# deploylint: ignore[a/b]\n", count: 50_000) + "a: 1\n"
    #expect(try Self.read(lines).suppressions.count == 50_000)
  }
}
