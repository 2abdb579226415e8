import Foundation
import Testing

/// `--files-from`
@Suite struct FileListTests {
  private let folder: TemporaryFolder

  private static let faulty = "EndpointName: churn_1\nEndpointConfigName: churn-config\n"

  init() throws { folder = try TemporaryFolder() }

  private func check(_ arguments: [String], list: String) throws -> Executable.Outcome {
    let all = ["check", "--format", "compact"] + arguments
    return try Executable.run(all, Executable.Surroundings(input: Data(list.utf8), folder: folder.url))
  }

  private func files(_ outcome: Executable.Outcome) -> [String] {
    outcome.output.split(separator: "\n").map { String($0.prefix { $0 != ":" }) }
  }

  @Test func `listed files are checked behind those that are named, each once`() throws {
    for name in ["a.yaml", "b.yaml", "c/d.yaml", "e.yaml", "-"] { try folder.write(name, Self.faulty) }
    let outcome = try check(["--files-from", "-", "b.yaml"], list: "a.yaml\nb.yaml\nc\n-\n./a.yaml\n")
    #expect(outcome.status == 1)
    #expect(files(outcome) == ["b.yaml", "a.yaml", "c/d.yaml", "-"])
  }

  @Test func `a list can be a file`() throws {
    try folder.write("a b.yaml", Self.faulty)
    try folder.write("list", "a b.yaml\0")
    #expect(files(try check(["--files-from", "list"], list: "")) == ["a b.yaml"])
  }

  @Test(arguments: ["", "\n", "\0"])
  func `an empty list is a run that checked nothing`(list: String) throws {
    let outcome = try check(["--files-from", "-"], list: list)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("error: nothing was checked: the list of files is empty; --skip-unrecognized lets"))
    #expect(try check(["--files-from", "-", "--skip-unrecognized"], list: list).status == 0)
  }

  @Test func `a listed file counts as named`() throws {
    try folder.write("notes.md", "# Notes\n")
    let outcome = try check(["--files-from", "-"], list: "notes.md\ngone.yaml\n")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("error: notes.md holds no request"))
    #expect(outcome.errors.contains("error: cannot read gone.yaml: no such file or directory"))
    #expect(try check(["--files-from", "-", "--skip-unrecognized"], list: "notes.md\n").status == 0)
  }

  @Test func `standard input is one thing`() throws {
    let outcome = try check(["--files-from", "-", "-"], list: "a.yaml\n")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("standard input cannot be a list of files and a request"))
  }

  @Test func `a list that cannot be used says why`() throws {
    let missing = try check(["--files-from", "none"], list: "")
    #expect(missing.status == 2)
    #expect(missing.errors == "error: cannot read the list of files, none: no such file or directory\n")
    let quoted = try check(["--files-from", "-"], list: "\"a\\303\\244.yaml\"\n")
    #expect(quoted.status == 2)
    #expect(
      quoted.errors.hasPrefix("error: cannot use the list of files, standard input: the name in line 1 stands in"))
  }
}
