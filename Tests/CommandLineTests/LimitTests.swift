import Foundation
import Testing

/// What the program does at its limits, on both sides of each; what only the readers know is tested beside them.
struct `Limits of a run` {
  private func folder(_ files: [String: String]) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for (name, text) in files { try folder.write(name, text) }
    return folder
  }

  /// As many findings of the same severity as there are lines.
  private static func request(findings count: Int) -> String {
    "# deploylint: kind=CreateEndpoint\nEndpointName: churn\nEndpointConfigName: churn-config\n"
      + (0..<count).map { "Field\($0): 1\n" }.joined()
  }

  @Test(arguments: [
    (100, 100, ""), (101, 100, "and 1 more in a.yaml; --max-shown 0 shows all"),
    (1_334, 100, "and 1 234 more in a.yaml; --max-shown 0 shows all"),
  ])
  func `a hundred findings of a document are shown, and the rest is counted`(
    count: Int, shown: Int, rest: String
  ) throws {
    let folder = try folder(["a.yaml": Self.request(findings: count)])
    let text = try folder.run("check", "a.yaml")
    #expect(text.status == 1)
    #expect(text.output.components(separatedBy: "error[schema/unknown-field]").count - 1 == shown)
    #expect(text.output.contains("more in a.yaml") == !rest.isEmpty)
    if !rest.isEmpty { #expect(text.output.hasSuffix("\n\(rest)\n")) }
    let commands = try folder.run("check", "--format", "github", "a.yaml").output.split(separator: "\n")
    #expect(commands.count { $0.hasPrefix("::error ") } == shown)
    #expect(commands.filter { $0.hasPrefix("::notice ") }.count == (rest.isEmpty ? 0 : 1))
    #expect(commands.last?.hasSuffix(rest) == true)
    #expect(try folder.run("check", "--format", "compact", "a.yaml").output.split(separator: "\n").count == count)
  }

  @Test(arguments: [("2", 2), ("3", 3), ("0", 3)])
  func `the number that is shown can be said`(option: String, shown: Int) throws {
    let folder = try folder(["a.yaml": Self.request(findings: 3)])
    let outcome = try folder.run("check", "--max-shown", option, "a.yaml")
    #expect(outcome.output.components(separatedBy: "error[").count - 1 == shown)
    #expect(outcome.output.contains("and 1 more in a.yaml") == (shown < 3))
    #expect(outcome.errors == "checked 1 request in 1 file: 3 errors\n")
  }

  @Test func `it is a number`() throws {
    let outcome = try folder(["a.yaml": Self.request(findings: 1)]).run("check", "--max-shown", "-1", "a.yaml")
    #expect(outcome.status == 2)
  }

  @Test func `each document has its own count, and the gravest findings are shown`() throws {
    let second = "---\nEndpointName: churn-2\nEndpointConfigName: churn-config\nA: 1\nB: 1\n"
    let folder = try folder(["a.yaml": Self.request(findings: 2) + second])
    let outcome = try folder.run("check", "--max-shown", "1", "--rules", "schema/=error", "a.yaml")
    #expect(outcome.output.contains("and 1 more in a.yaml; --max-shown 0 shows all"))
    #expect(outcome.output.contains("and 1 more in a.yaml (document 2); --max-shown 0 shows all"))
    // Its name comes first, and is the lesser fault.
    let mixed = "EndpointName: Churn\nEndpointConfigName: churn-config\nZ: 1\n"
    try folder.write("b.yaml", mixed)
    let graded = try folder.run("check", "--preset", "strict", "--max-shown", "1", "b.yaml")
    #expect(graded.output.hasPrefix("error[schema/unknown-field]"))
    #expect(graded.output.contains("more in b.yaml"))
  }

  @Test(arguments: [(5_000, false), (5_001, true)])
  func `five thousand findings of a request are kept`(count: Int, isOver: Bool) throws {
    let folder = try folder(["a.yaml": Self.request(findings: count)])
    let lines = try folder.run("check", "--format", "compact", "a.yaml").output.split(separator: "\n")
    #expect(lines.count { $0.hasSuffix("[schema/unknown-field]") } == 5_000)
    let last = "there are more than 5000 findings in this request; those from here on are not listed [syntax/limit]"
    #expect(lines.last?.hasSuffix(last) == isOver)
    #expect(lines.count == (isOver ? 5_001 : 5_000))
  }

  @Test(arguments: [(5_000, false), (5_001, true)])
  func `findings of a check that is off leave no others out without a word`(count: Int, isOver: Bool) throws {
    let folder = try folder(["a.yaml": Self.request(findings: count)])
    let outcome = try folder.run("check", "--format", "compact", "--rules", "schema/unknown-field=off", "a.yaml")
    #expect(outcome.output.contains("[syntax/limit]") == isOver)
    #expect(outcome.status == (isOver ? 1 : 0))
  }

  @Test(arguments: [(10_000, false), (10_001, true)])
  func `ten thousand comments of a file are read`(count: Int, isOver: Bool) throws {
    let comments = String(repeating: "# deploylint: ignore-file[schema/]\n", count: count)
    let folder = try folder(["a.yaml": comments + "EndpointName: churn\nEndpointConfigName: churn-config\n"])
    let lines = try folder.run("check", "--format", "compact", "a.yaml").output.split(separator: "\n")
    let limit = "the file holds more than 10000 comments for deploylint; those from here on are not read"
    #expect(lines.contains { $0.hasPrefix("a.yaml:10001:1: ") && $0.contains(limit) } == isOver)
    #expect(lines.contains { $0.hasSuffix("[syntax/limit]") && !$0.contains(limit) } == true)
  }

  @Test func `a file that is too long is refused`() throws {
    let folder = try folder([:])
    let file = folder.url.appendingPathComponent("a.json")
    _ = FileManager.default.createFile(atPath: file.path, contents: nil)
    // A hole costs no disk.
    let handle = try FileHandle(forWritingTo: file)
    try handle.truncate(atOffset: UInt64(256 << 20) + 1)
    try handle.close()
    let outcome = try folder.run("check", "a.json")
    #expect(outcome.errors.contains("cannot read a.json: it is longer than 256 MiB; split it"))
    #expect(outcome.status == 2)
  }

  @Test func `what stands under the name of a file and is none is refused, also in a walk`() throws {
    let folder = try folder(["good.yaml": "EndpointName: churn\nEndpointConfigName: churn-config\n"])
    let path = folder.url.path
    _ = try Executable.shell(
      "cd '\(path)' && mkfifo pipe.yaml && ln -s /dev/zero zero.yaml && ln -s loop.yaml loop.yaml && ln -s . round && "
        + "ln -s nowhere gone.yaml")
    let outcome = try folder.run("check", ".")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("cannot read pipe.yaml: it is no regular file"))
    #expect(outcome.errors.contains("cannot read zero.yaml: it is no regular file"))
    #expect(outcome.errors.contains("cannot read loop.yaml: Too many levels of symbolic links"))
    #expect(!outcome.errors.contains("gone.yaml"))
    #expect(outcome.errors.contains("checked 1 request in 1 file"))
    for name in ["pipe.yaml", "zero.yaml", "loop.yaml"] { #expect(try folder.run("check", name).status == 2) }
  }

  // Elsewhere a system has other words for it.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func `a socket is refused`() throws {
    let folder = try folder([:])
    let bind = "import socket; socket.socket(socket.AF_UNIX).bind('socket.yaml')"
    let outcome = try Executable.shell(
      "cd '\(folder.url.path)' && python3 -c \"\(bind)\" && deploylint check socket.yaml")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("cannot read socket.yaml: it is no regular file"), "\(outcome.errors)")
  }

  // Elsewhere a file system refuses such a name.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func `a name that is not UTF-8 is told of, and the other files are checked`() throws {
    let folder = try folder(["good.yaml": "EndpointName: churn\nEndpointConfigName: churn-config\n"])
    let outcome = try Executable.shell(
      "cd '\(folder.url.path)' && name=$(printf 'bad\\377.yaml') && : > \"$name\" && deploylint check .; status=$?; "
        + "rm -f \"$name\"; exit $status")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("it holds a file whose name is not UTF-8"), "\(outcome.errors)")
    #expect(outcome.errors.contains("checked 1 request in 1 file"))
  }

  @Test(arguments: [("a{1000}", ""), ("(abcdefghijklmnopqrstu){1000}", "pattern too large")])
  func `a pattern of a rule has a greatest size`(pattern: String, message: String) throws {
    let rule = """
      language: 1
      summary: The name has a form
      severity: error
      shape: CreateEndpointInput
      require: "!self.EndpointName.matches('\(pattern)')"
      message: the name is bad
      help: choose another
      why: It is a test.
      sources: [https://example.com/]
      examples:
        valid: [{input: {EndpointName: b, EndpointConfigName: b}}]
        invalid: [{input: {EndpointName: \(String(repeating: "a", count: 63)), EndpointConfigName: b}}]
      """
    let folder = try folder(["rules/acme/form.yaml": rule, "a.yaml": "EndpointName: a\nEndpointConfigName: b\n"])
    let outcome = try folder.run("check", "--rule-path", "rules", "a.yaml")
    #expect(outcome.errors.contains(message) || message.isEmpty)
    #expect(outcome.status == (message.isEmpty ? 0 : 2))
  }
}
