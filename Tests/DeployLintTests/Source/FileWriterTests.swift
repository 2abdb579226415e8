import Foundation
import Testing

@testable import DeployLint

struct FileWriterTests {
  /// A folder that goes away with the test.
  private final class Folder {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("writer-\(UUID().uuidString)").path

    init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(atPath: path) }

    var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }

    func text(_ name: String) -> String? {
      FileManager.default.contents(atPath: "\(path)/\(name)").map { String(decoding: $0, as: UTF8.self) }
    }
  }

  private func reason(_ path: String) -> FileError.Reason? {
    do throws(FileError) {
      try FileWriter.replace(path, with: Array("new".utf8))
      return nil
    } catch {
      return error.reason
    }
  }

  @Test(arguments: [0, 1, 3, 1_000_000])
  func makesAFile(_ size: Int) throws {
    let folder = try Folder()
    let bytes = [UInt8](repeating: 0x61, count: size)
    try FileWriter.replace(folder.path + "/report", with: bytes)
    #expect(folder.text("report")?.utf8.count == size)
    #expect(folder.names == ["report"])
  }

  @Test func replacesAFileAndKeepsItsPermissions() throws {
    let folder = try Folder()
    let path = folder.path + "/report"
    try Data("old and longer".utf8).write(to: URL(fileURLWithPath: path))
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    #expect(reason(path) == nil)
    #expect(folder.text("report") == "new")
    #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o640)
    #expect(folder.names == ["report"])
  }

  @Test func replacesTheTargetOfALink() throws {
    let folder = try Folder()
    try Data("old".utf8).write(to: URL(fileURLWithPath: folder.path + "/target"))
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/link", withDestinationPath: "target")
    #expect(reason(folder.path + "/link") == nil)
    #expect(folder.text("target") == "new")
    #expect(folder.names == ["link", "target"])
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.path + "/link") == "target")
  }

  @Test func aNameMayBeAsLongAsNamesCanBe() throws {
    let folder = try Folder()
    let name = String(repeating: "n", count: 255)
    #expect(reason("\(folder.path)/\(name)") == nil)
    #expect(folder.names == [name])
    #expect(reason("\(folder.path)/\(name)n") != nil)
    #expect(folder.names == [name])
  }

  @Test func saysWhyItCannotWrite() throws {
    let folder = try Folder()
    #expect(reason(folder.path + "/missing/report") == .missing)
    #expect(reason(folder.path) == .directory)
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/loop", withDestinationPath: "loop")
    #expect(reason(folder.path + "/loop/report") != nil)
    #expect(folder.names == ["loop"])
  }

  @Test func aPipeThatNobodyReadsIsNotWaitedFor() throws {
    let folder = try Folder()
    #expect(mkfifo(folder.path + "/pipe", 0o600) == 0)
    #expect(reason(folder.path + "/pipe") == .unreadable("nobody reads this pipe"))
    #expect(folder.names == ["pipe"])
  }

  @Test func aDeviceIsWrittenToAndStaysADevice() throws {
    #expect(reason("/dev/null") == nil)
    #expect(FileManager.default.contents(atPath: "/dev/null")?.isEmpty ?? true)
    #expect(
      try FileManager.default.attributesOfItem(atPath: "/dev/null")[.type] as? FileAttributeType
        == .typeCharacterSpecial)
  }

  @Test func knowsTheSameFileByAnotherName() throws {
    let folder = try Folder()
    let path = folder.path + "/a"
    #expect(FileWriter.isSame(path, folder.path + "/./a"))
    #expect(!FileWriter.isSame(path, folder.path + "/b"))
    try Data().write(to: URL(fileURLWithPath: path))
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/b", withDestinationPath: "a")
    #expect(FileWriter.isSame(path, folder.path + "/b"))
  }
}
