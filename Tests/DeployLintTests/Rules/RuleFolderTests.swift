import Foundation
import Testing

@testable import DeployLint

/// Which rules a folder holds.
struct RuleFolderTests {
  /// A folder of empty files, which goes away with the value.
  private final class Folder {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("deploylint-\(UUID().uuidString)")

    init(_ paths: [String]) throws {
      for path in paths {
        let file = url.appendingPathComponent(path)
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data().write(to: file)
      }
    }

    deinit { try? FileManager.default.removeItem(at: url) }
  }

  @Test func `the id is the path below the folder`() throws {
    let folder = try Folder([
      "acme/b.yaml", "acme/a.yml", "zoo/a.yaml", "README.md", "rule.schema.json", "acme/.hidden.yaml", ".git/x/y.yaml",
      ".cache/c/d.yaml",
    ])
    let found = RuleFolder([folder.url.path])
    #expect(found.ids == ["acme/a", "acme/b", "zoo/a"])
    #expect(found.files.allSatisfy { $0.problem == nil })
    #expect(found.problems.isEmpty)
    #expect(RuleFolder([folder.url.path, folder.url.path + "/"]).ids == found.ids)
  }

  @Test(arguments: [
    ("acme/Tag.yaml", "'acme/Tag' cannot be the id of a rule"), ("acme/a_b.yaml", "'acme/a_b' cannot be the id"),
    ("acme/x/a.yaml", "'acme/x/a' cannot be the id"), ("acme/é.yaml", "'acme/é' cannot be the id"),
    ("schema/a.yaml", "the group 'schema' is that of built-in rules"), ("syntax/a.yaml", "the group 'syntax'"),
    ("sagemaker/zero-bake.yaml", "the group 'sagemaker' is that of built-in rules"),
  ])
  func `other ids are refused`(path: String, message: String) throws {
    let folder = try Folder([path])
    let file = try #require(RuleFolder([folder.url.path]).files.first)
    #expect(file.problem?.message.contains(message) == true)
    #expect(file.problem?.help.isEmpty == false)
  }

  @Test(arguments: [("acme/a", "a"), ("a", "a"), ("", ""), ("/", "/")])
  func `the name is the last part of an id`(id: String, name: String) {
    #expect(RuleID.name(of: id) == name)
  }

  @Test func `a folder that cannot be read to its end is told`() throws {
    let folder = try Folder([String(repeating: "d/", count: 128) + "a.yaml"])
    let found = RuleFolder([folder.url.path])
    #expect(found.files.isEmpty)
    #expect(found.problems.count == 1)
    let message = try #require(found.problems.first?.message)
    #expect(message.hasPrefix("cannot read the folder of rules "))
    #expect(message.hasSuffix(": directories are nested more than 128 levels deep"))
  }

  @Test func `one id is one rule`() throws {
    let folder = try Folder([
      "one/acme/a.yaml", "two/acme/a.yaml", "two/acme/b.yaml", "one/acme/b.yml", "one/acme/b.yaml",
    ])
    let found = RuleFolder([folder.url.path + "/two", folder.url.path + "/one"])
    #expect(found.files.map { $0.problem == nil } == [true, false, true, false, false])
    let message = try #require(found.files[1].problem?.message)
    #expect(message.contains("there is a rule 'acme/a' already, in ") && message.hasSuffix("/two/acme/a.yaml"))
  }

  @Test func `the folder of a group is one mistake, and what was meant where files may be named`() throws {
    let folder = try Folder(["acme/a.yaml", "acme/b.yaml"])
    let path = folder.url.path + "/acme"
    let found = RuleFolder([path])
    #expect(found.files.isEmpty)
    #expect(found.problems.count == 1)
    #expect(found.problems.first?.message.contains("and 1 more beside it, stands in no group") == true)
    #expect(RuleFolder([path], takesFiles: true).ids == ["acme/a", "acme/b"])
    #expect(RuleFolder([path + "/a.yaml"], takesFiles: true).ids == ["acme/a"])
  }

  @Test func `links to files are read, links to folders are not followed`() throws {
    let folder = try Folder(["acme/a.yaml", "rules/own/b.yaml"])
    let manager = FileManager.default
    let rules = folder.url.appendingPathComponent("rules")
    try manager.createSymbolicLink(
      at: rules.appendingPathComponent("own/a.yaml"),
      withDestinationURL: folder.url.appendingPathComponent("acme/a.yaml"))
    try manager.createSymbolicLink(
      at: rules.appendingPathComponent("acme"), withDestinationURL: folder.url.appendingPathComponent("acme"))
    #expect(RuleFolder([rules.path]).ids == ["own/a", "own/b"])
  }
}
