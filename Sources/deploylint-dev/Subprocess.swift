import DeployLint

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Another program, run to its end.
enum Subprocess {
  /// Runs a program that is found by `PATH`; its output goes where this program's goes.
  static func run(_ words: [String]) throws {
    try spawn(words, output: nil)
  }

  /// Runs a program and returns what it writes to standard output.
  ///
  /// - Parameter scratch: the file that the output passes through.
  static func output(_ words: [String], scratch: String) throws -> [UInt8] {
    try spawn(words, output: scratch)
    defer { unlink(scratch) }
    return try FileReader.read(scratch)
  }

  private static func spawn(_ words: [String], output: String?) throws {
    report("$ \(words.joined(separator: " "))\n")
    #if canImport(Glibc)
      var actions = posix_spawn_file_actions_t()
    #else
      var actions: posix_spawn_file_actions_t?
    #endif
    guard posix_spawn_file_actions_init(&actions) == 0 else { throw Failure(description: "cannot run \(words[0])") }
    defer { posix_spawn_file_actions_destroy(&actions) }
    if let output {
      posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    }
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var process = pid_t()
    let error = posix_spawnp(&process, words[0], &actions, nil, &arguments, environ)
    guard error == 0 else { throw Failure(description: "cannot run \(words[0]): \(String(cString: strerror(error)))") }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 {
      guard errno == EINTR else { throw Failure(description: "cannot wait for \(words[0])") }
    }
    guard status == 0 else { throw Failure(description: "'\(words.joined(separator: " "))' failed") }
  }
}
