@testable import DeployLint

/// The readers alone: what they accept is a tree that lies in the text, within the limits, and reads the same again.
enum TreeFuzzing {
  /// Small enough that inputs come to both sides of each.
  private static let limits: ReaderLimits = {
    var limits = ReaderLimits()
    limits.depth = 24
    limits.nodes = 600
    limits.expandedNodes = 300
    return limits
  }()

  static func json(_ input: [UInt8]) {
    check(input, .json)
    check(input, .jsonLines)
  }

  static func yaml(_ input: [UInt8]) { check(input, .yaml) }

  private static func check(_ input: [UInt8], _ format: TextFormat) {
    let source = Source(name: "input", bytes: input)
    let first = read(source, format)
    precondition(first == read(source, format), "the second reading differs")
  }

  private static func read(_ source: Source, _ format: TextFormat) -> [[UInt8]] {
    var reader = DocumentReader(source: source, format: format, limits: limits)
    var trees: [[UInt8]] = []
    while let event = reader.next() {
      switch event {
      case .problem(let problem, _):
        Places.check(problem.range, in: source)
        for related in problem.related { Places.check(related.range, in: source) }
        Places.checkLine(problem.message)
        trees.append(Array(problem.message.utf8))
      case .document(let document):
        var walk = TreeWalk(limits: limits)
        walk.visit(document.root, depth: 1)
        precondition(walk.visited <= limits.nodes + limits.expandedNodes + 1, "aliases stand for more than is allowed")
        readAgain(walk.text)
        trees.append(walk.text)
      }
    }
    return trees
  }

  /// What is written as JSON is JSON, and the same tree.
  private static func readAgain(_ text: [UInt8]) {
    let source = Source(name: "written", bytes: text)
    // Each scalar and each merged member is written out here.
    var wide = ReaderLimits()
    wide.depth = limits.depth + 1
    do {
      let document = try JSONReader.read(source, range: 0..<text.count, number: 0, limits: wide)
      var walk = TreeWalk(limits: wide, namesKinds: false)
      walk.visit(document.root, depth: 1)
      precondition(walk.text == text, "written and read again, the tree differs")
    } catch {
      preconditionFailure("what was written is no JSON: \(error)")
    }
  }
}

/// Writes a tree as JSON in which every scalar is a string that begins with its kind, and looks at each place on the way.
struct TreeWalk {
  private(set) var text: [UInt8] = []
  private(set) var visited = 0
  private let limits: ReaderLimits
  private let namesKinds: Bool

  init(limits: ReaderLimits, namesKinds: Bool = true) {
    self.limits = limits
    self.namesKinds = namesKinds
  }

  mutating func visit(_ node: Node, depth: Int) {
    visited += 1
    let source = node.document.source
    precondition(depth <= limits.depth + 1, "deeper than is allowed")
    for range in [node.valueRange, node.mark, node.keyRange, node.definitionRange].compactMap({ $0 }) {
      Places.check(range, in: source)
    }
    switch node.kind {
    case .mapping, .sequence:
      let isMapping = node.kind == .mapping
      text += (isMapping ? "{" : "[").utf8
      var count = 0
      for child in node.children {
        if count > 0 { text.append(UInt8(ascii: ",")) }
        count += 1
        if isMapping {
          write(child.withKey { Array($0) }, prefix: "")
          text.append(UInt8(ascii: ":"))
        }
        visit(child, depth: depth + 1)
      }
      precondition(count == node.count, "the count is not that of the children")
      text += (isMapping ? "}" : "]").utf8
    default:
      _ = node.differingReading
      _ = (node.integer, node.double, node.boolean)
      write(node.withText { Array($0) }, prefix: namesKinds ? "\(node.kind) " : "")
    }
  }

  private mutating func write(_ bytes: [UInt8], prefix: String) {
    text += "\"\(prefix)".utf8
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): text += [UInt8(ascii: "\\"), byte]
      case 0..<0x20:
        let digits = Array("0123456789abcdef".utf8)
        text += Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      default: text.append(byte)
      }
    }
    text.append(UInt8(ascii: "\""))
  }
}

/// What holds of every place and every line that is told.
enum Places {
  static func check(_ range: Range<Int>, in source: Source) {
    precondition(range.lowerBound >= 0 && range.upperBound <= source.bytes.count, "a place outside of the text")
  }

  static func check(_ span: Span, in source: Source) {
    precondition(span.start <= span.end, "a span that ends before it begins")
    check(span.start.offset..<span.end.offset, in: source)
    precondition(span.start.line >= 1 && span.start.column >= 1 && span.end.line >= span.start.line, "no position")
  }

  /// A text for one line of a terminal: nothing in it is acted upon.
  static func checkLine(_ text: String) {
    precondition(text.unicodeScalars.allSatisfy(DisplayText.isHarmless), "a control character in a message")
  }

  static func checkLines(_ text: String) {
    precondition(
      text.unicodeScalars.allSatisfy { $0 == "\n" || DisplayText.isHarmless($0) }, "a control character in a report")
  }
}
