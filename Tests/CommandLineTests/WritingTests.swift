import Foundation
import Testing

/// What is left where writing fails, or the process ends in between.
struct `Writing that is cut short` {
  private static let request = "EndpointName: Churn_1\nEndpointConfigName: churn-config\n"

  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("a.yaml", Self.request)
    return folder
  }

  private func names(_ folder: TemporaryFolder) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted()
  }

  private func text(_ name: String, in folder: TemporaryFolder) -> String? {
    try? String(contentsOf: folder.url.appendingPathComponent(name), encoding: .utf8)
  }

  @Test func `a full device is told of`() throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    let folder = try folder()
    let file = try folder.run("check", "--format", "json", "--output", "/dev/full", "a.yaml")
    #expect(file.status == 2)
    #expect(file.errors.contains("cannot write /dev/full: No space left on device"))
    let stream = try Executable.shell("cd '\(folder.url.path)' && deploylint check a.yaml > /dev/full")
    #expect(stream.status == 2)
    #expect(stream.errors.contains("cannot write to standard output: No space left on device"))
  }

  @Test func `a full disk leaves the old baseline`() throws {
    let folder = try folder()
    let path = folder.url.path
    let many = (0..<200).map { "Field\($0): 1\n" }.joined()
    try folder.write("b.yaml", "# deploylint: kind=CreateEndpoint\n" + Self.request + many)
    _ = try folder.run("check", "--write-baseline", "b.json", "a.yaml")
    let old = text("b.json", in: folder)
    let outcome = try Executable.shell(
      "cd '\(path)' && trap '' XFSZ && ulimit -f 2 && deploylint check --write-baseline b.json b.yaml")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("File too large"))
    #expect(text("b.json", in: folder) == old)
    #expect(try names(folder) == ["a.yaml", "b.json", "b.yaml"])
  }

  @Test func `a kill leaves the old baseline or the new one`() throws {
    let folder = try folder()
    _ = try folder.run("check", "--write-baseline", "new.json", "a.yaml")
    let whole = text("new.json", in: folder)
    try folder.write("b.yaml", "EndpointName: churn\nEndpointConfigName: churn-config\n")
    _ = try folder.run("check", "--write-baseline", "old.json", "b.yaml")
    let old = try #require(text("old.json", in: folder))
    for _ in 0..<20 {
      try folder.write("b.json", old)
      // The time is no more than where the kill may fall.
      let delay = Double.random(in: 0..<0.06)
      _ = try Executable.shell(
        "cd '\(folder.url.path)' && { deploylint check --write-baseline b.json a.yaml 2> errors & } && "
          + "sleep \(delay) && { kill -9 $!; wait $!; } 2> errors")
      let now = text("b.json", in: folder)
      #expect(now == old || now == whole)
    }
  }

  @Test(arguments: ["--format json --output folder/r.json", "--write-baseline folder/b.json"])
  func `a folder that cannot be written is told of`(options: String) throws {
    let folder = try folder()
    let directory = folder.url.appendingPathComponent("folder")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: false)
    // Permissions do not bind root, so it takes another user's place.
    let command =
      geteuid() == 0 ? "chmod -R a+rX . && setpriv --reuid 65534 --regid 65534 --clear-groups" : "chmod a-w folder &&"
    let outcome = try Executable.shell(
      "cd '\(folder.url.path)' && chmod 755 . folder && \(command) \"$(command -v deploylint)\" check \(options) a.yaml"
    )
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("ermission denied"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path).isEmpty)
  }

  @Test(arguments: ["text", "compact", "json", "ndjson", "sarif", "github"])
  func `a reader that goes away ends the run quietly`(format: String) throws {
    let folder = try folder()
    let members = (0..<3_000).map { "Field\($0): 1\n" }.joined()
    try folder.write("many.yaml", "# deploylint: kind=CreateEndpoint\n" + Self.request + members)
    let outcome = try Executable.shell(
      "cd '\(folder.url.path)' && { deploylint check --format \(format) --max-shown 0 many.yaml; echo $? > status; } "
        + "| head -c 1 > first")
    #expect(outcome.status == 0)
    // 128 and SIGPIPE.
    #expect(text("status", in: folder) == "141\n")
    #expect(text("first", in: folder)?.count == 1)
    #expect(outcome.errors.isEmpty)
  }

  @Test(arguments: [("INT", 130), ("TERM", 143), ("HUP", 129)])
  func `a signal ends the run quietly`(signal: String, status: Int) throws {
    let folder = try folder()
    let outcome = try Executable.shell(
      "cd '\(folder.url.path)' && mkfifo input && exec 3<> input && "
        + "timeout --preserve-status -s \(signal) 0.3 deploylint check - <&3; echo $? > status")
    #expect(outcome.errors.isEmpty)
    #expect(outcome.output.isEmpty)
    #expect(text("status", in: folder) == "\(status)\n")
  }
}
