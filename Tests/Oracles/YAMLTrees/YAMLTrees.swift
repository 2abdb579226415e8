import DeployLint

/// Writes the trees that the YAML reader makes, in the notation of yaml-test-suite, for comparison with other readers.
///
/// Each line of standard input names a file. The answer is its lines, then an empty one: `+DOC`, `+MAP`, `-MAP`, `+SEQ`,
/// `-SEQ`, `=KEY TEXT`, `=VAL TEXT`, and `!` where the file is refused from there on. Aliases are written as what they
/// stand for; members that a merge key brought in are left out.
@main enum YAMLTrees {
  static func main() {
    while let path = readLine() {
      guard let bytes = try? FileReader.read(path) else {
        print("!\n")
        continue
      }
      var reader = DocumentReader(source: Source(name: path, bytes: bytes), format: .yaml)
      while let event = reader.next() {
        switch event {
        case .document(let document):
          print("+DOC")
          write(document.root)
        case .problem: print("!")
        }
      }
      print()
    }
  }

  private static func write(_ node: Node) {
    switch node.kind {
    case .mapping:
      print("+MAP")
      for child in node.allChildren where !child.isMerged {
        print("=KEY " + escaped(child.key))
        write(child)
      }
      print("-MAP")
    case .sequence:
      print("+SEQ")
      for child in node.allChildren { write(child) }
      print("-SEQ")
    default: print("=VAL " + escaped(node.text))
    }
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
