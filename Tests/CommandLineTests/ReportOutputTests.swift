import Foundation
import Testing

/// Which report goes where.
@Suite struct ReportOutputTests {
  private static let wrong = "EndpointName: 1\nEndpointConfigName: c\n"

  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("a.yaml", Self.wrong)
    return folder
  }

  private func text(_ name: String, in folder: TemporaryFolder) -> String? {
    FileManager.default.contents(atPath: folder.url.appendingPathComponent(name).path)
      .map { String(decoding: $0, as: UTF8.self) }
  }

  private func run(_ line: String, in folder: TemporaryFolder) throws -> Executable.Outcome {
    try Executable.run(
      ["check"] + line.split(separator: " ").map(String.init), Executable.Surroundings(folder: folder.url))
  }

  @Test(arguments: [
    "a.yaml --format text", "--format text --output - a.yaml", "a.yaml", "--format=text a.yaml",
    "--format compact --output c.txt --format text a.yaml", "--format text --format compact --output=c.txt a.yaml",
    "--format text --output t.txt --format text a.yaml", "--format=json --output=j.json --format=text -- a.yaml",
    "--format= text a.yaml",
  ])
  func `a report without a file goes to standard output`(line: String) throws {
    let folder = try folder()
    let outcome = try run(line, in: folder)
    #expect(outcome.status == 1)
    #expect(outcome.output.hasPrefix("error[schema/type]: EndpointName is the number 1"))
    #expect(outcome.errors == "checked 1 request in 1 file: 1 error\n")
  }

  @Test func `each format has its own file`() throws {
    let folder = try folder()
    let formats = ["text", "compact", "json", "ndjson", "gitlab", "github", "checkstyle", "sarif"]
    var line = "a.yaml"
    for format in formats { line += " --format \(format) --output \(format).report" }
    let outcome = try run(line, in: folder)
    #expect(outcome.status == 1)
    #expect(outcome.output == "")
    for format in formats {
      let alone = try run("--format \(format) a.yaml", in: folder).output
      #expect(text("\(format).report", in: folder) == alone, "\(format)")
    }
    #expect(try names(folder) == (formats.map { "\($0).report" } + ["a.yaml"]).sorted())
  }

  @Test func `a run without findings writes its reports, too`() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.yaml", "EndpointName: a\nEndpointConfigName: c\n")
    try folder.write("old.json", "what was found yesterday")
    #expect(try run("--format gitlab --output old.json a.yaml", in: folder).status == 0)
    #expect(text("old.json", in: folder) == "[]\n")
  }

  @Test func `a run that went wrong writes its reports, too`() throws {
    let folder = try folder()
    #expect(try run("--format gitlab --output g.json a.yaml missing.yaml", in: folder).status == 2)
    #expect(text("g.json", in: folder)?.contains("\"check_name\": \"unreadable-file\"") ?? false)
  }

  // MARK: Refused

  @Test(arguments: [
    (
      "--output r.sarif a.yaml",
      "'--output r.sarif' has no format; write it behind one: --format sarif --output r.sarif"
    ),
    (
      "--output r.txt --format text a.yaml",
      "'--output r.txt' has no format; write it behind one: --format text --output r.txt"
    ),
    ("--output r.xml a.yaml", "--format junit --output r.xml"),
    ("--output r.json a.yaml", "--format json --output r.json"),
    ("--output report a.yaml", "--format text --output report"),
    (
      "--format json --output a.json --output b.json a.yaml",
      "--format json has two outputs; repeat the format: --format json --output a.json --format json --output b.json"
    ),
    (
      "--format text --format sarif a.yaml",
      "--format text and --format sarif both go to standard output; give one a file: --format text --format sarif "
        + "--output report.sarif"
    ),
    ("--format text --format text --output - a.yaml", "both go to standard output"),
    (
      "--format json --output r --format text --output ./r a.yaml",
      "--format json and --format text both go to './r'; give one another file: --format text --output ./r.txt"
    ),
    ("--format json --output link --format text --output r.txt a.yaml", "both go to 'r.txt'"),
    ("--format json --output a.yaml a.yaml", "'--output a.yaml' would overwrite what is checked; name another file"),
    ("--format json --output a.yaml .", "'--output a.yaml' would overwrite what is checked"),
    ("--format xml a.yaml", "'xml'"),
  ])
  func `what cannot be meant is refused`(line: String, message: String) throws {
    let folder = try folder()
    try folder.write("r.txt", "old")
    try FileManager.default.createSymbolicLink(
      atPath: folder.url.appendingPathComponent("link").path, withDestinationPath: "r.txt")
    let outcome = try run(line, in: folder)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
    #expect(outcome.output == "")
    #expect(text("a.yaml", in: folder) == Self.wrong)
    #expect(text("r.txt", in: folder) == "old")
    #expect(try names(folder) == ["a.yaml", "link", "r.txt"])
  }

  @Test func `a file needs a name`() throws {
    let folder = try folder()
    let outcome = try folder.run("check", "--format", "json", "--output", "", "a.yaml")
    #expect(outcome.status == 2)
    #expect(outcome.errors.hasPrefix("error: --output names no file; '-' is standard output\n"))
  }

  @Test(arguments: [
    ("missing/r.json", "error: cannot write missing/r.json: its folder does not exist; make it first\n"),
    (".", "error: cannot write .: it is a directory; name a file in it\n"),
    ("a.yaml/r", "error: cannot write a.yaml/r: Not a directory; what stood there before is unchanged\n"),
  ])
  func `a file that cannot be written is named, and the other reports are written`(file: String, message: String) throws
  {
    let folder = try folder()
    let outcome = try run("--format json --output \(file) --format compact a.yaml", in: folder)
    #expect(outcome.status == 2)
    #expect(outcome.errors == message + "checked 1 request in 1 file: 1 error\n")
    #expect(outcome.output.hasPrefix("a.yaml:1:15: error: "))
    #expect(try names(folder) == ["a.yaml"])
  }

  // MARK: Whole or not at all

  @Test func `a full disk leaves the old report`() throws {
    let folder = try folder()
    try folder.write("r.sarif", "old")
    let path = folder.url.path
    let outcome = try Executable.shell(
      "cd '\(path)' && trap '' XFSZ && ulimit -f 4 && deploylint check --format sarif --output r.sarif a.yaml")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("cannot write r.sarif: File too large; what stood there before is unchanged"))
    #expect(text("r.sarif", in: folder) == "old")
    #expect(try names(folder) == ["a.yaml", "r.sarif"])
  }

  @Test func `a kill leaves the old report or the new one`() throws {
    let folder = try folder()
    try folder.write("r.sarif", "old")
    let whole = try run("--format sarif a.yaml", in: folder).output
    for _ in 0..<25 {
      // The time is no more than where the kill may fall.
      let delay = Double.random(in: 0..<0.06)
      _ = try Executable.shell(
        "cd '\(folder.url.path)' && { deploylint check --format sarif --output r.sarif a.yaml 2> errors & } && "
          + "sleep \(delay) && { kill -9 $!; wait $!; } 2> errors")
      let now = text("r.sarif", in: folder)
      #expect(now == "old" || now == whole)
    }
  }

  private func names(_ folder: TemporaryFolder) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted()
  }
}
