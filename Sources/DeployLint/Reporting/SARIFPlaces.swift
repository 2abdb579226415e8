/// How a SARIF log says where something stands.
struct SARIFPlaces {
  /// What relative URIs begin at.
  private static let rootName = "%SRCROOT%"

  private let base: PathBase
  private let indices: [[UInt8]: Int]

  /// - Parameter files: the run's artifacts, in their order.
  init(base: PathBase, files: [String]) {
    self.base = base
    indices = Dictionary(zip(files.map { Array($0.utf8) }, files.indices)) { first, _ in first }
  }

  func writeBase(_ writer: inout JSONWriter) {
    writer.name("originalUriBaseIds")
    writer.object { writer in
      writer.name(Self.rootName)
      writer.object { writer in
        if let root = base.root {
          writer.member("uri", "file://" + FilePath.uri(root == "/" ? root : root + "/"))
        }
        writer.sarifMessage("description", "The repository, or else the folder that \(Tool.name) was run in.")
      }
    }
  }

  /// The members of an `artifactLocation`: relative to the root where the file lies below it.
  func writeFile(_ file: String, _ writer: inout JSONWriter) {
    let path = base.path(of: file)
    if path.utf8.first == UInt8(ascii: "/") {
      writer.member("uri", "file://" + FilePath.uri(path))
    } else {
      writer.member("uri", FilePath.uri(path))
      writer.member("uriBaseId", Self.rootName)
    }
    if let index = indices[Array(file.utf8)] { writer.member("index", index) }
  }

  /// `physicalLocation`, without a region where nothing is known of lines.
  func writePlace(_ file: String, _ span: Span?, _ writer: inout JSONWriter) {
    writer.name("physicalLocation")
    writer.object { writer in
      writer.name("artifactLocation")
      writer.object { writeFile(file, &$0) }
      if let span { Self.write("region", span, &writer) }
    }
  }

  /// `fixes`, where all edits have a place in lines.
  func write(_ fix: Fix, in file: String, _ writer: inout JSONWriter) {
    let edits = fix.edits.compactMap { edit in edit.span.map { (span: $0, text: edit.text) } }
    guard edits.count == fix.edits.count, !edits.isEmpty else { return }
    writer.name("fixes")
    writer.array { writer in
      writer.object { writer in
        writer.sarifMessage("description", fix.title)
        writer.name("artifactChanges")
        writer.array { writer in
          writer.object { writer in
            writer.name("artifactLocation")
            writer.object { writeFile(file, &$0) }
            writer.name("replacements")
            writer.array { writer in
              for edit in edits {
                writer.object { writer in
                  Self.write("deletedRegion", edit.span, &writer)
                  writer.name("insertedContent")
                  writer.object { $0.member("text", edit.text) }
                }
              }
            }
          }
        }
        writer.name("properties")
        writer.object { $0.member("safe", fix.isSafe) }
      }
    }
  }

  private static func write(_ name: String, _ span: Span, _ writer: inout JSONWriter) {
    writer.name(name)
    writer.object { writer in
      writer.member("startLine", span.start.line)
      writer.member("startColumn", span.start.column)
      writer.member("endLine", span.end.line)
      writer.member("endColumn", span.end.column)
    }
  }
}
