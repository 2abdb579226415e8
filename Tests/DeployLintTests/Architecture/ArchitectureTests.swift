import Testing

@testable import DeployLint

/// What holds between the parts of the source, whoever writes them.
struct ArchitectureTests {
  /// The floors of the library, each using only those before it.
  static let floors = ["Diagnostics", "Source", "Model", "Locator", "Rules", "Configuration", "Reporting", "Linting"]

  private static let library = "Sources/DeployLint"

  /// No files where they cannot be read, which `everyFolderOfTheLibraryIsAFloor` notices.
  private static let everyFile: [SwiftFile] =
    (try? ProjectFiles.paths(below: "Sources", extension: "swift").map(SwiftFile.init)) ?? []

  private static func files(_ floor: String) -> [SwiftFile] {
    everyFile.filter { $0.path.hasPrefix("\(library)/\(floor)/") }
  }

  @Test(arguments: floors.dropLast())
  func aFloorNamesNoTypeOfALaterOne(_ floor: String) throws {
    let later = Self.floors.drop { $0 != floor }.dropFirst().flatMap(Self.files).flatMap(\.declaredTypes)
    for file in Self.files(floor) {
      #expect(Set(later).intersection(file.words).subtracting(file.declaredTypes) == [], "\(file.path)")
    }
  }

  @Test func everyFolderOfTheLibraryIsAFloor() {
    let folders = Self.everyFile.map(\.path).filter { $0.hasPrefix(Self.library + "/") }.map { path in
      String(path.split(separator: "/")[2])
    }
    #expect(Set(folders).subtracting(Self.floors) == [])
    #expect(Set(folders).count >= 7)
  }

  @Test func aTypeIsFoundWhereItIsDeclaredAndUsed() throws {
    #expect(Self.files("Diagnostics").flatMap(\.declaredTypes).contains("Diagnostic"))
    let linter = try #require(Self.files("Linting").first { $0.path.hasSuffix("/Linter.swift") })
    #expect(linter.declaredTypes == ["Linter"])
    #expect(linter.words.contains("SchemaCheck"))
    // Words of comments and texts do not count.
    #expect(!linter.words.contains("Checks"))
  }

  @Test func foundationIsImportedNowhere() throws {
    for file in Self.everyFile {
      #expect(!file.imports.contains { $0.hasPrefix("Foundation") }, "\(file.path)")
    }
  }

  @Test func onlyTheExecutableParsesArguments() throws {
    for file in Self.everyFile where file.imports.contains("ArgumentParser") {
      #expect(file.path.hasPrefix("Sources/deploylint-cli/"))
    }
  }

  @Test(arguments: [
    ("LinearRegex", ["Synchronization"]), ("CEL", ["LinearRegex", "Synchronization"]),
    ("DeployLint", ["CEL", "CLibYAML", "DeployLintPack", "LinearRegex", "Synchronization"]),
  ])
  func aModuleImportsWhatItIsBuiltOn(_ module: String, _ allowed: [String]) throws {
    let platform = ["Glibc", "Musl", "Darwin", "Swift"]
    for file in Self.everyFile where file.path.hasPrefix("Sources/\(module)/") {
      #expect(Set(file.imports).subtracting(allowed + platform) == [], "\(file.path)")
    }
  }

  @Test func nothingReachesTheNetwork() throws {
    let names: Set = [
      "socket", "getaddrinfo", "gethostbyname", "sendto", "recvfrom",
      "URLSession", "NWConnection", "CFSocket", "sockaddr_in", "AF_INET", "popen", "system", "posix_spawn", "execve",
      "execvp", "fork", "dlopen",
    ]
    for file in Self.everyFile {
      #expect(names.intersection(file.calls) == [], "\(file.path)")
    }
  }
}
