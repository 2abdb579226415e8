import Foundation
import Testing

@testable import DeployLint

struct IgnoreRulesTests {
  /// What git says, run in a folder.
  private static func git(_ folder: String, _ arguments: [String], input: String = "") throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git", "-C", folder, "-c", "core.excludesFile=/dev/null"] + arguments
    var environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("GIT_") }
    environment["GIT_CONFIG_GLOBAL"] = "/dev/null"
    environment["GIT_CONFIG_SYSTEM"] = "/dev/null"
    process.environment = environment
    let output = Pipe()
    let inputPipe = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    process.standardInput = inputPipe
    try process.run()
    inputPipe.fileHandleForWriting.write(Data(input.utf8))
    try inputPipe.fileHandleForWriting.close()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }

  private static func walked(_ folder: TemporaryFolder, _ way: String = "") -> Set<String> {
    let walk = PathWalker.walk(folder.path + way)
    return Set(walk.files.map { String($0.dropFirst(folder.path.count + 1)) })
  }

  /// The same numbers on every machine.
  private struct Numbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
  }

  private static let names = ["a", "b", "ab", "b c", "é", "x.d", "[k]", "-"]
  private static let patterns = [
    "a", "a/", "/a", "/a/", "b/", "*", "*/", "!a", "!a/", "!/a", "!*.yaml", "*.yaml", "/*.yaml", "a/*", "a/**", "**/a",
    "**/a/", "a/**/b", "**", "/**/b", "?", "??", "a?", "[ab]", "[!ab]", "[^a]/", "[a-b]*", "[[:alpha:]]", "\\[k\\]",
    "[k]", "# a", "\\#a", "\\!a", "b c", "b\\ c", "a ", "a\\ ", "", "   ", "*b*", "a*/b", "x.d/*.json", "!x.d/", "é",
    "*.y?ml", "b/a.yaml", "!b/a.yaml", "a.yaml", "[a", "[]a]", "a\\", "*.d", "/*/b/", "!**/ab", "a/b/", "**a", "a**",
    "*/**/a", "[[:punct:]]", "[z-a]", "!", "/", "//a", "a//b", "./a", "-", "*[!.yaml]",
  ]

  @Test(arguments: 0..<40)
  func aWalkLeavesOutWhatGitIgnores(seed: Int) throws {
    var numbers = Numbers(state: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1)
    let folder = try TemporaryFolder()
    _ = try Self.git(folder.path, ["init", "-q"])
    var folders = [""]
    for _ in 0..<14 {
      let parent = folders.randomElement(using: &numbers) ?? ""
      let name = Self.names.randomElement(using: &numbers) ?? "a"
      if parent.split(separator: "/").count < 4 { folders.append(parent + name + "/") }
    }
    var files: Set<String> = []
    for parent in folders {
      for name in Self.names.shuffled(using: &numbers).prefix(3) { files.insert(parent + name + ".yaml") }
      files.insert(parent + "z.json")
      if Int.random(in: 0..<3, using: &numbers) == 0 {
        let lines = (0..<Int.random(in: 1...5, using: &numbers)).compactMap { _ in
          Self.patterns.randomElement(using: &numbers)
        }
        let end = Bool.random(using: &numbers) ? "\n" : "\r\n"
        try folder.write(parent + ".gitignore", lines.joined(separator: end) + end)
      }
    }
    // Git's own file, of the weakest rules.
    try folder.write(".git/info/exclude", (Self.patterns.randomElement(using: &numbers) ?? "a") + "\n")
    for file in files { try folder.write(file) }

    let all = files.sorted()
    let answer = try Self.git(
      folder.path, ["check-ignore", "-z", "--stdin"], input: all.map { $0 + "\0" }.joined())
    let ignored = Set(answer.split(separator: "\0").map(String.init))
    #expect(Self.walked(folder) == files.subtracting(ignored))
  }

  @Test func outsideOfARepositoryNothingIsIgnored() throws {
    let folder = try TemporaryFolder()
    try folder.write(".gitignore", "*\n")
    try folder.write("a.yaml")
    #expect(Self.walked(folder) == ["a.yaml"])
    try folder.write(".git/HEAD")
    #expect(Self.walked(folder) == [])
    #expect(PathWalker.walk(folder.path, honoursIgnoreFiles: false).files.count == 1)
  }

  @Test func whatStandsAboveTheWalkedFolderCounts() throws {
    let folder = try TemporaryFolder()
    try folder.write(".git/HEAD")
    try folder.write(".gitignore", "build/\n/a/b/x.yaml\n")
    try folder.write("a/.gitignore", "y.yaml\n")
    for name in ["a/b/x.yaml", "a/b/y.yaml", "a/b/z.yaml", "a/b/build/w.yaml", "build/v.yaml"] {
      try folder.write(name)
    }
    #expect(Self.walked(folder, "/a/b") == ["a/b/z.yaml"])
    #expect(Self.walked(folder, "/a/../a/b/").isEmpty == false)
    // Whoever names a folder wants it.
    #expect(Self.walked(folder, "/build") == ["build/v.yaml"])
  }

  @Test func anInnerRepositoryHasItsOwnRules() throws {
    let folder = try TemporaryFolder()
    try folder.write(".git/HEAD")
    try folder.write(".gitignore", "*.yaml\n")
    try folder.write("inner/.git", "gitdir: ../elsewhere\n")
    try folder.write("inner/.gitignore", "b.yaml\n")
    try folder.write("elsewhere/info/exclude", "c.yaml\n")
    for name in ["a", "b", "c"] { try folder.write("inner/\(name).yaml") }
    try folder.write("a.yaml")
    #expect(Self.walked(folder) == ["inner/a.yaml"])
    #expect(Self.walked(folder, "/inner") == ["inner/a.yaml"])
  }

  @Test func aWorkTreeHasTheExclusionsOfItsRepository() throws {
    let folder = try TemporaryFolder()
    try folder.write("main/.git/info/exclude", "b.yaml\n")
    try folder.write("main/.git/worktrees/w/commondir", "../..\n")
    try folder.write("w/.git", "gitdir: \(folder.path)/main/.git/worktrees/w\n")
    try folder.write("w/a.yaml")
    try folder.write("w/b.yaml")
    #expect(Self.walked(folder, "/w") == ["w/a.yaml"])
  }

  @Test func theCallerLeavesOutFoldersAndFiles() throws {
    let folder = try TemporaryFolder()
    for name in ["a/x.yaml", "b/x.yaml", "b/y.yaml"] { try folder.write(name) }
    let walk = PathWalker.walk(folder.path) { path, isFolder in
      isFolder ? path.hasSuffix("/a") : path.hasSuffix("/y.yaml")
    }
    #expect(walk.files.map { $0.dropFirst(folder.path.count) } == ["/b/x.yaml"])
  }
}
