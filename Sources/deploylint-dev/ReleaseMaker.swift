import DeployLint

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Makes what people download: an archive and a wheel with the executable, and their checksums.
///
/// The same executable gives the same bytes: times, owners and the order of files are fixed.
struct ReleaseMaker {
  /// Where everything goes; git ignores it.
  var folder = ".build/dist"
  /// A built executable; built here where none is given.
  var executable: String?
  /// What the executable runs on, as archives are named.
  var platform = ReleaseMaker.hostPlatform

  static var hostPlatform: String {
    #if arch(arm64)
      let processor = "aarch64"
    #else
      let processor = "x86_64"
    #endif
    #if os(macOS)
      return "macos-\(processor == "aarch64" ? "arm64" : processor)"
    #else
      return "linux-\(processor)"
    #endif
  }

  /// Makes the release in the project's root.
  func make() throws {
    try Self.makeFolder(folder)
    let executable = try executable ?? build()
    let version = try words(of: [executable, "--version"])
    guard version.hasPrefix("\(Tool.name) \(Tool.version)\n") else {
      throw Failure(description: "\(executable) is not \(Tool.name) \(Tool.version) but: \(version)")
    }
    let root = "\(folder)/\(Tool.name)-\(Tool.version)-\(platform)"
    try Subprocess.run(["rm", "-rf", root])
    try put(FileReader.read(executable), at: "\(root)/bin/deploylint", mode: 0o755)
    for (shell, path) in [
      ("bash", "bash-completion/completions/deploylint"), ("zsh", "zsh/site-functions/_deploylint"),
      ("fish", "fish/vendor_completions.d/deploylint.fish"),
    ] {
      try put(output(of: [executable, "completions", shell]), at: "\(root)/share/\(path)")
    }
    let commands = try output(of: [executable, "--experimental-dump-help"])
    try put(Array(ManualPage.text(commands).utf8), at: "\(root)/share/man/man1/deploylint.1")
    for name in ["LICENSE", "README.md", "CHANGELOG.md"] {
      try put(FileReader.read(name), at: "\(root)/share/doc/deploylint/\(name)")
    }
    try Subprocess.run([
      "python3", "Sources/python/package.py", "--version", Tool.version, "--platform", platform, "--root", root,
      "--output", folder,
    ])
  }

  private func build() throws -> String {
    try Subprocess.run(["swift", "build", "-c", "release", "--product", "deploylint"])
    let folder = try words(of: ["swift", "build", "-c", "release", "--show-bin-path"])
    return folder.filter { $0 != "\n" } + "/deploylint"
  }

  private func output(of words: [String]) throws -> [UInt8] {
    try Subprocess.output(words, scratch: "\(folder)/.output")
  }

  private func words(of words: [String]) throws -> String {
    String(decoding: try output(of: words), as: UTF8.self)
  }

  // MARK: Files

  private func put(_ bytes: [UInt8], at path: String, mode: mode_t = 0o644) throws {
    if let end = path.lastIndex(of: "/") { try Self.makeFolder(String(path[..<end])) }
    guard let file = fopen(path, "w") else { throw Failure(description: "cannot write \(path)") }
    let written = fwrite(bytes, 1, bytes.count, file)
    guard fclose(file) == 0, written == bytes.count, chmod(path, mode) == 0 else {
      throw Failure(description: "cannot write \(path)")
    }
  }

  private static func makeFolder(_ path: String) throws {
    var made = ""
    for step in path.split(separator: "/", omittingEmptySubsequences: false) {
      made += step
      if !made.isEmpty, mkdir(made, 0o755) != 0, errno != EEXIST {
        throw Failure(description: "cannot make the folder \(made)")
      }
      made += "/"
    }
  }
}
