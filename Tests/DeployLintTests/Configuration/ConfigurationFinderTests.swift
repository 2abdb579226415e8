import Testing

@testable import DeployLint

struct ConfigurationFinderTests {
  @Test func theNearestFileUpToTheRepositoryIsFound() throws {
    let folder = try TemporaryFolder()
    try folder.write(".deploylint.yaml", "")
    try folder.write("repo/.git/HEAD")
    try folder.write("repo/a/.deploylint.yaml", "")
    try folder.write("repo/a/b/c/x")
    try folder.write("plain/d/x")
    try folder.write("other/.deploylint.yml", "")
    let finder = ConfigurationFinder(.nearest)
    let root = folder.path
    #expect(finder.configuration(forFilesIn: root + "/repo/a/b/c") == .file(root + "/repo/a/.deploylint.yaml"))
    #expect(finder.configuration(forFilesIn: root + "/repo/a") == .file(root + "/repo/a/.deploylint.yaml"))
    #expect(finder.configuration(forFilesIn: root + "/repo") == .nothing)
    #expect(finder.configuration(forFilesIn: root + "/repo/z") == .nothing)
    #expect(finder.configuration(forFilesIn: root + "/plain/d") == .file(root + "/.deploylint.yaml"))
    #expect(finder.configuration(forFilesIn: root + "/other") == .misspelt(root + "/other/.deploylint.yml"))
    #expect(ConfigurationFinder(.none).configuration(forFilesIn: root) == .nothing)
    #expect(ConfigurationFinder(.file("/x/y")).configuration(forFilesIn: root) == .file("/x/y"))
  }

  @Test func aFolderIsAskedOnce() throws {
    let folder = try TemporaryFolder()
    try folder.write(".git/HEAD")
    try folder.write("a/x")
    let finder = ConfigurationFinder(.nearest)
    #expect(finder.configuration(forFilesIn: folder.path + "/a") == .nothing)
    try folder.write(".deploylint.yaml", "")
    try folder.write("a/.deploylint.yaml", "")
    #expect(finder.configuration(forFilesIn: folder.path + "/a") == .nothing)
    #expect(finder.configuration(forFilesIn: folder.path) == .nothing)
  }

  @Test(
    arguments: [
      ("/a/b", "/a", "b"), ("/a", "/a", ""), ("/a", "/", "a"), ("/ab", "/a", nil), ("/a", "/a/b", nil),
      ("/e\u{301}/x", "/\u{E9}", nil),
    ] as [(String, String, String?)])
  func theWayFromAFolderIsByBytes(path: String, folder: String, way: String?) {
    #expect(PathNames.relative(path, to: folder).map { Array($0.utf8) } == way.map { Array($0.utf8) })
  }

  /// What is asked of a folder's entries is what is asked of their paths.
  @Test(
    arguments: ["a", "a/", "/a", "*", "**", "b/*", "/b/c/", "c", "w/a", "/w", "{a,w}/**"], ["/", "/w", "/w/b", "/x"])
  func aPatternSaysTheSameOfAFolderAndOfPaths(text: String, start: String) throws {
    let pattern = PathPattern(try Glob(text), in: start)
    for folder in ["/", "/w", "/w/b", "/w/b/c", "/x", "/x/w", "/ww"] {
      for name in ["a", "b", "c", "w", "x"] {
        for isFolder in [true, false] {
          let path = PathNames.join(folder, name)
          #expect(
            FolderPattern(pattern, in: folder).matches(Array(name.utf8), isFolder: isFolder)
              == pattern.matches(path, isFolder: isFolder), "\(path)")
        }
      }
    }
  }

  @Test func pathsAreMadeAbsoluteThroughLinks() throws {
    let folder = try TemporaryFolder()
    try folder.write("real/deep/x")
    try folder.link("link", to: "real/deep")
    let root = try #require(
      PathNames.absolute(folder.path + "/real/..").isEmpty ? nil : PathNames.absolute(folder.path + "/real/.."))
    #expect(PathNames.absolute(folder.path + "/link/../deep/x") == root + "/real/deep/x")
    #expect(PathNames.absolute(folder.path + "/link/../none") == root + "/real/none")
    #expect(PathNames.absolute("/no/such/../thing") == "/no/thing")
    #expect(PathNames.absolute("x") == PathNames.workingFolder + "/x")
    #expect(PathNames.name(of: "/") == "/")
    #expect(PathNames.shown(PathNames.workingFolder + "/x/y") == "x/y")
    #expect(PathNames.shown(PathNames.workingFolder) == ".")
    #expect(PathNames.shown(PathNames.join(PathNames.folder(of: PathNames.workingFolder), "z")) == "../z")
    #expect(PathNames.shown("/no/such/place") == "/no/such/place")
  }
}
