import Foundation
import Testing

/// The built program, run as a person would.
struct Executable {
  /// What a run left behind.
  struct Outcome {
    let status: Int32
    let reason: Process.TerminationReason
    let output: String
    let errors: String
  }

  /// What stands around a run.
  struct Surroundings {
    var input = Data()
    /// Beside the variables of the tests; `nil` takes one away.
    var environment: [String: String?] = [:]
    var folder = Project.folder
    /// In bytes of address space; holds on Linux only, and not with AddressSanitizer.
    var memory: Int?
    /// In place of the file that the output is collected in.
    var standardOutput: FileHandle?
  }

  /// Runs `deploylint` with the arguments.
  static func run(_ arguments: [String], _ surroundings: Surroundings = Surroundings()) throws -> Outcome {
    let program = try url.path
    guard let memory = surroundings.memory, limitsMemory else {
      return try launch(program, arguments, surroundings)
    }
    let script = "ulimit -v \(memory / 1024) && exec \"$0\" \"$@\""
    return try launch("/bin/sh", ["-c", script, program] + arguments, surroundings)
  }

  /// Runs `deploylint` in the folder of the package.
  static func run(_ arguments: String..., input: String = "") throws -> Outcome {
    try run(arguments, Surroundings(input: Data(input.utf8)))
  }

  /// Runs a line of a shell in which `deploylint` is the built program.
  static func shell(_ line: String, _ surroundings: Surroundings = Surroundings()) throws -> Outcome {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    let folder = try url.deletingLastPathComponent().path
    var surroundings = surroundings
    surroundings.environment["PATH"] = "\(folder):\(path)"
    return try launch("/bin/sh", ["-c", line], surroundings)
  }

  /// What a run shows on a terminal, which the body gets in place of the standard output.
  static func onTerminal(_ body: (FileHandle) throws -> Outcome) throws -> String {
    var primary: Int32 = -1
    var replica: Int32 = -1
    try #require(openpty(&primary, &replica, nil, nil, nil) == 0)
    defer { close(primary) }
    _ = try body(FileHandle(fileDescriptor: replica, closeOnDealloc: true))
    // What tests show fits into the buffer of a terminal.
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(primary, &buffer, buffer.count)
    return String(decoding: buffer[..<max(count, 0)], as: UTF8.self)
  }

  // MARK: Launching

  private static func launch(
    _ program: String, _ arguments: [String], _ surroundings: Surroundings
  ) throws -> Outcome {
    // Files, not pipes: however much is written, nobody waits.
    let folder = try TemporaryFolder()
    let input = try folder.write("stdin", surroundings.input)
    let output = try folder.write("stdout", Data())
    let errors = try folder.write("stderr", Data())

    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = surroundings.folder
    var environment = ProcessInfo.processInfo.environment
    environment["NO_COLOR"] = nil
    for (name, value) in surroundings.environment { environment[name] = value }
    process.environment = environment
    process.standardInput = try FileHandle(forReadingFrom: input)
    process.standardOutput = try surroundings.standardOutput ?? FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus, reason: process.terminationReason,
      output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
  }

  private static var limitsMemory: Bool {
    // AddressSanitizer reserves more addresses than any machine has memory.
    #if os(Linux) && !ADDRESS_SANITIZER
      true
    #else
      false
    #endif
  }

  // MARK: Finding it

  private final class Marker {}

  private struct NotBuilt: Error {
    let lookedIn: [String]
  }

  /// Beside the tests in the build folder: wherever that is, however the tests are started.
  private static var url: URL {
    get throws {
      let places = [
        Bundle.main.bundleURL, Bundle(for: Marker.self).bundleURL,
        Bundle.main.executableURL ?? Bundle.main.bundleURL,
        URL(fileURLWithPath: CommandLine.arguments.first ?? "."),
      ]
      var folders: [URL] = []
      for place in places {
        var folder = place.resolvingSymlinksInPath()
        // The tests may be a bundle of several levels: …/debug/Tests.xctest/Contents/MacOS/Tests
        for _ in 0..<5 {
          folders.append(folder)
          folder.deleteLastPathComponent()
        }
      }
      for folder in folders {
        let candidate = folder.appendingPathComponent("deploylint")
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: candidate.path, isDirectory: &isFolder), !isFolder.boolValue,
          FileManager.default.isExecutableFile(atPath: candidate.path)
        {
          return candidate
        }
      }
      throw NotBuilt(lookedIn: folders.map(\.path))
    }
  }
}
