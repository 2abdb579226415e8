import Testing

@testable import DeployLint

@Suite struct FileListTests {
  @Test(arguments: [
    ("a.yaml\nb.yaml\n", ["a.yaml", "b.yaml"]),
    ("a.yaml\r\nb.yaml", ["a.yaml", "b.yaml"]),
    ("a.yaml\0b\nc.yaml\0", ["a.yaml", "b\nc.yaml"]),
    ("a.yaml\0b.yaml\r\0", ["a.yaml", "b.yaml\r"]),
    ("a.yaml\0", ["a.yaml"]),
    ("\n\n a.yaml \n\n", [" a.yaml "]),
    ("a.yaml", ["a.yaml"]),
    ("-\n", ["./-"]),
    ("", []),
    ("\n", []),
    ("\0", []),
    ("\r\n", []),
  ])
  func `names are separated by NUL if there is one, else by line breaks`(text: String, paths: [String]) throws {
    #expect(try FileList.paths(Array(text.utf8)) == paths)
  }

  @Test func `a name that is not UTF-8 is told with its place`() {
    #expect(throws: FileList.Problem(message: "the name in line 2 is not UTF-8")) {
      try FileList.paths(Array("a\n".utf8) + [0xFF, 0x0A])
    }
    #expect(throws: FileList.Problem(message: "the name in entry 1 is not UTF-8")) { try FileList.paths([0xC3, 0]) }
  }

  @Test func `a name in git's quotes is told from a file that is called so`() {
    let problem = #expect(throws: FileList.Problem.self) {
      try FileList.paths(Array("a.yaml\n\"na\\303\\257ve.yaml\"\n".utf8))
    }
    #expect(problem?.message.hasPrefix("the name in line 2 stands in quotes, as git writes unusual names") ?? false)
    #expect(throws: Never.self) { try FileList.paths(Array("\"a\"\0".utf8)) }
  }
}
