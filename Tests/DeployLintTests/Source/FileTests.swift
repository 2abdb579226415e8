import Foundation
import Testing

@testable import DeployLint

/// A folder that is gone after the test.
final class TemporaryFolder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("deploylint-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ name: String, _ text: String = "x") throws {
    let file = path + "/" + name
    let folder = (file as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: file))
  }

  func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: path + "/" + name, withDestinationPath: target)
  }
}

@Suite struct FileReaderTests {
  func reason(_ path: String) -> FileError.Reason? {
    do throws(FileError) {
      _ = try FileReader.read(path)
      return nil
    } catch {
      return error.reason
    }
  }

  @Test(arguments: [0, 1, 4095, 4096, 200_000])
  func filesAreReadWhole(size: Int) throws {
    let folder = try TemporaryFolder()
    let text = String(repeating: "é", count: size / 2) + (size % 2 == 1 ? "x" : "")
    try folder.write("a", text)
    #expect(try FileReader.read(folder.path + "/a") == Array(text.utf8))
  }

  @Test(arguments: [(0, true), (1, false)])
  func filesOf256MiBAreReadAndLongerOnesAreNot(excess: Int, isRead: Bool) throws {
    let folder = try TemporaryFolder()
    try folder.write("a.yaml")
    // A hole costs no disk.
    try #require(truncate(folder.path + "/a.yaml", FileReader.mostBytes + excess) == 0)
    if isRead {
      #expect(try FileReader.read(folder.path + "/a.yaml").count == 256 << 20)
    } else {
      #expect(reason(folder.path + "/a.yaml") == .tooLarge)
    }
  }

  @Test(arguments: [0, 5, (1 << 20) - 3, (1 << 20) + 9, (2 << 20) - 1])
  func aWordIsFoundInPieces(offset: Int) throws {
    let folder = try TemporaryFolder()
    try folder.write("a", String(repeating: "x", count: offset) + "needle" + String(repeating: "x", count: 2 << 20))
    func isFound(_ word: StaticString) throws -> Bool {
      try FileReader.hasPiece(of: folder.path + "/a", overlap: 8) { bytes in
        bytes.withUnsafeBufferPointer { TextSearch.isFound(word, in: $0) }
      }
    }
    #expect(try isFound("needle"))
    #expect(try !isFound("needles"))
  }

  @Test(arguments: [("", []), ("+/+/", [0xFB, 0xFF, 0xBF]), ("aGk=", [0x68, 0x69]), ("aGk", [0x68, 0x69])])
  func base64IsDecoded(text: String, bytes: [UInt8]) {
    #expect(Base64.bytes(of: text) == bytes)
  }

  @Test func linksAreFollowed() throws {
    let folder = try TemporaryFolder()
    try folder.write("a", "text")
    try folder.link("b", to: "a")
    #expect(try FileReader.read(folder.path + "/b") == Array("text".utf8))
  }

  /// Linux says that this one has no bytes; elsewhere there is none.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/version")))
  func filesWithoutASizeAreReadToo() throws {
    let path = "/proc/version"
    #expect(try !FileReader.read(path).isEmpty)
  }

  @Test func whatIsNoFileIsRefusedWithItsReason() throws {
    let folder = try TemporaryFolder()
    #expect(reason(folder.path + "/missing") == .missing)
    #expect(reason(folder.path) == .directory)
    #expect(reason("/dev/null") == .notRegular)
    try #require(mkfifo(folder.path + "/pipe", 0o600) == 0)
    #expect(reason(folder.path + "/pipe") == .notRegular)
    try folder.write("file")
    #expect(reason(folder.path + "/file/x") == .unreadable("Not a directory"))
    #expect(FileReader.isDirectory(folder.path))
    #expect(!FileReader.isDirectory(folder.path + "/file"))
    #expect(!FileReader.isDirectory(folder.path + "/missing"))
  }

  @Test func unreadableFilesSayWhy() throws {
    let folder = try TemporaryFolder()
    try folder.link("loop", to: "loop")
    let path = folder.path + "/loop"
    guard case .unreadable(let words) = reason(path) else {
      Issue.record("a link to itself was read")
      return
    }
    #expect(!words.isEmpty)
    #expect(FileError(path: path, reason: .unreadable(words)).message == words)
    #expect(FileError(path: "x", reason: .missing).message == "no such file or directory")
  }
}

@Suite struct FileBufferTests {
  /// What is read of a file by name, with what its folder said of it.
  private func read(_ path: String, _ buffer: FileBuffer, isRegular: Bool) throws -> [UInt8] {
    try path.withCString { try buffer.read(FileBuffer.Name(name: $0, isRegular: isRegular), path: path) }
    return Array(buffer.bytes)
  }

  /// Each is read in place of the one before, longer or shorter; at the borders of pages more may follow, and at that of
  /// the memory it has to grow.
  @Test(arguments: [true, false])
  func oneFileAfterTheOtherIsReadWhole(isRegular: Bool) throws {
    let folder = try TemporaryFolder()
    let longest = 300_000
    let buffer = FileBuffer(longest: longest)
    for size in [0, 5, 200_000, 1, 65_535, 65_536, 65_537, 4096, 0, 131_072, longest, 4095, longest + 1, 8192, 2] {
      let text = String((0..<size).map { Character(Unicode.Scalar(UInt8(97 + ($0 + size) % 26))) })
      try folder.write("a", text)
      #expect(try read(folder.path + "/a", buffer, isRegular: isRegular) == Array(text.utf8))
      #expect(buffer.isWhole == (size <= longest))
    }
    try folder.write("a", String(repeating: "x", count: longest + 70_000))
    #expect(try read(folder.path + "/a", buffer, isRegular: isRegular).count == longest + 1)
    #expect(!buffer.isWhole)
  }

  /// A folder may have changed since it was read.
  @Test(arguments: [true, false])
  func whatIsNoFileIsRefusedWithItsReason(isRegular: Bool) throws {
    let folder = try TemporaryFolder()
    let buffer = FileBuffer(longest: 100)
    try folder.write("a", "before")
    try #require(mkfifo(folder.path + "/pipe", 0o600) == 0)
    try folder.link("loop", to: "loop")
    for (name, message) in [
      ("none", "no such file or directory"), ("", "it is a directory"), ("pipe", "it is no regular file"),
      ("loop", "Too many levels of symbolic links"),
    ] {
      #expect(try read(folder.path + "/a", buffer, isRegular: isRegular) == Array("before".utf8))
      let path = folder.path + "/" + name
      let error = #expect(throws: FileError.self) { try read(path, buffer, isRegular: isRegular) }
      #expect(error?.message == message)
      #expect(error?.path == path)
      #expect(buffer.bytes.isEmpty)
    }
    #expect(try read(folder.path + "/a", buffer, isRegular: isRegular) == Array("before".utf8))
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/version")))
  func filesWithoutASizeAreReadToo() throws {
    let path = "/proc/version"
    #expect(try read(path, FileBuffer(longest: 1000), isRegular: false) == FileReader.read(path))
  }
}

@Suite struct PathWalkerTests {
  @Test func filesComeInTheOrderOfTheirPaths() throws {
    let folder = try TemporaryFolder()
    let names = [
      "a/b.json", "a-b.yaml", "a.yml", "B.jsonl", "a/c/d.ndjson", "é.yaml", "a/.hidden.yaml", ".github/x.yml", "z.YAML",
      "x.txt", "noextension", ".git/config.yaml", "main.tf", "a/z.tf", "yaml",
    ]
    for name in names { try folder.write(name) }
    let walk = PathWalker.walk(folder.path)
    let prefix = folder.path + "/"
    let files = walk.files.map { String($0.dropFirst(prefix.count)) }
    #expect(
      files == [
        ".github/x.yml", "B.jsonl", "a-b.yaml", "a.yml", "a/.hidden.yaml", "a/b.json", "a/c/d.ndjson", "é.yaml",
      ])
    #expect(walk.files.elementsEqual(walk.files.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }))
    #expect(walk.problems.isEmpty)
  }

  @Test func linksToFilesAreReadAndLinksToDirectoriesAreNot() throws {
    let folder = try TemporaryFolder()
    try folder.write("sub/a.yaml")
    try folder.link("file.yaml", to: "sub/a.yaml")
    try folder.link("loop", to: ".")
    try folder.link("dir.yaml", to: "sub")
    try folder.link("dangling.yaml", to: "nothing")
    let walk = PathWalker.walk(folder.path)
    #expect(walk.files == [folder.path + "/file.yaml", folder.path + "/sub/a.yaml"])
    #expect(walk.problems.isEmpty)
  }

  /// Reading it says what it is, so that it is not passed over silently.
  @Test func pipesAreFoundAndNotRead() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/pipe.yaml"
    try #require(mkfifo(path, 0o600) == 0)
    try #require(mkfifo(folder.path + "/pipe.txt", 0o600) == 0)
    #expect(PathWalker.walk(folder.path).files == [path])
    let error = #expect(throws: FileError.self) { try FileReader.read(path) }
    #expect(error?.message == "it is no regular file")
  }

  @Test func linksThatLeadToThemselvesAreFoundAndNotRead() throws {
    let folder = try TemporaryFolder()
    try folder.link("a.yaml", to: "b.yaml")
    try folder.link("b.yaml", to: "a.yaml")
    let walk = PathWalker.walk(folder.path)
    #expect(walk.files == ["/a.yaml", "/b.yaml"].map { folder.path + $0 })
    let error = #expect(throws: FileError.self) { try FileReader.read(folder.path + "/a.yaml") }
    #expect(error?.message == "Too many levels of symbolic links")
  }

  #if canImport(Glibc)
    // Other systems refuse such names.
    @Test func namesOutsideOfUTF8AreToldOf() throws {
      let folder = try TemporaryFolder()
      try folder.write("a.yaml")
      try folder.write("x")
      let name = Array(folder.path.utf8).map { CChar(bitPattern: $0) } + [0x2F, -1, 0]
      try #require(rename(folder.path + "/x", name) == 0)
      let walk = PathWalker.walk(folder.path)
      #expect(walk.files == [folder.path + "/a.yaml"])
      #expect(
        walk.problems
          == [PathWalker.Problem(path: folder.path, reason: "it holds a file whose name is not UTF-8")])
    }
  #endif

  @Test func depthIsLimited() throws {
    let folder = try TemporaryFolder()
    let deepest = (0..<127).map { _ in "d" }.joined(separator: "/")
    try folder.write(deepest + "/a.yaml")
    #expect(PathWalker.walk(folder.path).files.count == 1)
    try folder.write(deepest + "/d/a.yaml")
    let walk = PathWalker.walk(folder.path)
    #expect(walk.files.count == 1)
    #expect(walk.problems.map(\.reason) == ["directories are nested more than 128 levels deep"])
  }

  @Test func whatIsNoDirectoryIsAProblem() throws {
    let folder = try TemporaryFolder()
    #expect(PathWalker.walk(folder.path + "/x").problems.map(\.reason) == ["No such file or directory"])
  }

  @Test(arguments: [
    ("./a//b", "a/b"), ("a/", "a"), (".", "."), ("./", "."), ("", ""), ("/", "/"), ("//a/./b/", "/a/b"),
    ("../a", "../a"),
    ("a/../b", "a/../b"),
  ])
  func pathsAreNormalised(path: String, normalised: String) {
    #expect(PathWalker.normalised(path) == normalised)
  }
}
