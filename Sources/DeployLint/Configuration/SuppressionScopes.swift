/// Finds what the suppressions in comments cover, as bytes of the file.
struct SuppressionScopes {
  /// A comment and where the findings begin that it lifts.
  struct Scoped: Sendable {
    let comment: SuppressionComment
    /// The document that the comment stands in.
    let document: Int
    /// `nil` where there is nothing that it could cover.
    let range: Range<Int>?
    /// A file is what the comments at its top say of it.
    var isMisplaced: Bool { comment.form == .file && !comment.isForFile }
  }

  /// A line whose node is still to be found.
  private struct Target {
    /// The comments that mean it, each with the document that it stands in.
    var comments: [(comment: SuppressionComment, document: Int)]
    /// The first character of the line that the node starts on.
    let start: Int
    /// Exclusive; what may stand before the first content of an item.
    let end: Int
    let isItem: Bool
    var best: (start: Int, isKeyed: Bool, range: Range<Int>)?
  }

  private let bytes: [UInt8]
  /// Blocks behind the last document so far; a comment may stand above the next one.
  private var waiting: [Target] = []
  private var scoped: [Scoped] = []

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func add(_ comments: [SuppressionComment], of document: Document) {
    guard !comments.isEmpty || !waiting.isEmpty else { return }
    let lines = lines(of: comments)
    var targets = waiting
    waiting = []
    for (comment, line) in zip(comments, lines) {
      switch comment.form {
      case .file: scoped.append(Scoped(comment: comment, document: document.number, range: 0..<Int.max))
      case .line:
        // The line break counts, because an empty value stands there.
        let range = line.map { $0.lowerBound..<$0.upperBound + 1 }
        scoped.append(Scoped(comment: comment, document: document.number, range: range))
      case .block:
        guard let line else {
          scoped.append(Scoped(comment: comment, document: document.number, range: nil))
          continue
        }
        let target = target(comment, on: line, document: document.number)
        // A stack of comments means one node.
        if let last = targets.last, last.start == target.start {
          targets[targets.count - 1].comments += target.comments
        } else {
          targets.append(target)
        }
      }
    }
    waiting = targets.filter { $0.start >= document.range.upperBound }
    targets.removeAll { $0.start >= document.range.upperBound }
    resolve(&targets, in: document)
  }

  /// All of them, when no document is left.
  mutating func finish() -> [Scoped] {
    for target in waiting { add(target) }
    waiting = []
    return scoped
  }

  // MARK: Lines

  /// The line that each comment is about: its own behind code, else the next one with code.
  private func lines(of comments: [SuppressionComment]) -> [Range<Int>?] {
    var lines = [Range<Int>?](repeating: nil, count: comments.count)
    // From the last to the first, so that a stack of comments is walked through once.
    for index in comments.indices.reversed() {
      let comment = comments[index]
      if comment.followsCode {
        lines[index] = lineStart(of: comment.range.lowerBound)..<comment.range.upperBound
      } else if index + 1 < comments.count, !comments[index + 1].followsCode,
        isFree(from: comment.range.upperBound, to: comments[index + 1].range.lowerBound)
      {
        lines[index] = lines[index + 1]
      } else {
        lines[index] = nextCode(after: comment.range.upperBound)
      }
    }
    return lines
  }

  /// Whether there is nothing but blank lines and other comments up to a comment that is alone on its line.
  private func isFree(from start: Int, to comment: Int) -> Bool {
    nextCode(after: start, before: lineStart(of: comment)) == nil
  }

  /// The next line that holds more than comments and the mark of a document's start.
  private func nextCode(after offset: Int, before limit: Int? = nil) -> Range<Int>? {
    let limit = limit ?? bytes.count
    var at = offset
    while at < limit {
      while at < limit, TextAround.isBreak(bytes[at]) { at += 1 }
      let start = at
      while at < limit, !TextAround.isBreak(bytes[at]) { at += 1 }
      if holdsCode(start..<at) { return start..<at }
    }
    return nil
  }

  private func holdsCode(_ line: Range<Int>) -> Bool {
    var rest = bytes[line].drop(while: TextAround.isBlank)
    if rest.startIndex == line.lowerBound, rest.starts(with: "---".utf8) {
      let behind = rest.dropFirst(3)
      if behind.first.map(TextAround.isBlank) ?? true { rest = behind.drop(while: TextAround.isBlank) }
    }
    return rest.first.map { $0 != UInt8(ascii: "#") } ?? false
  }

  private func lineStart(of offset: Int) -> Int {
    var start = offset
    while start > 0, !TextAround.isBreak(bytes[start - 1]) { start -= 1 }
    return start
  }

  // MARK: Nodes

  private func target(_ comment: SuppressionComment, on line: Range<Int>, document: Int) -> Target {
    var rest = bytes[line].drop(while: TextAround.isBlank)
    if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3).drop(while: TextAround.isBlank) }
    if rest.startIndex == line.lowerBound, rest.starts(with: "--- ".utf8) { rest = rest.dropFirst(4) }
    let behind = rest.dropFirst()
    let isItem = rest.first == UInt8(ascii: "-") && (behind.first.map(TextAround.isBlank) ?? true)
    var end = line.upperBound
    if isItem, !holdsCode(behind.startIndex..<line.upperBound), let next = nextCode(after: end) {
      end = next.upperBound
    }
    return Target(
      comments: [(comment, document)], start: isItem ? behind.startIndex : rest.startIndex, end: end + 1,
      isItem: isItem)
  }

  /// The node that a line is about is the one that starts first on it. An item is one with its dash; a mapping or list
  /// in block style starts where its first member does, and then the member is meant.
  private mutating func resolve(_ targets: inout [Target], in document: Document) {
    guard !targets.isEmpty else { return }
    targets.sort { $0.start < $1.start }
    for record in document.records {
      let start = document.base + Int(record.start)
      let end = document.base + Int(record.end)
      let isContainer = record.kind == .mapping || record.kind == .sequence
      if record.keyEnd > record.keyStart {
        let key = document.base + Int(record.keyStart)
        offer(key..<max(end, document.base + Int(record.keyEnd)), isKeyed: true, to: &targets) { !$0.isItem }
        if !isContainer || record.flags.contains(.isFlow) {
          offer(start..<end, isKeyed: false, to: &targets) { !$0.isItem }
        }
      } else {
        let isBlock = isContainer && !record.flags.contains(.isFlow)
        offer(start..<end, isKeyed: false, to: &targets) { $0.isItem || !isBlock }
      }
    }
    for target in targets { add(target) }
  }

  private mutating func add(_ target: Target) {
    // An empty value has a place all the same.
    let range = target.best.map { $0.range.lowerBound..<max($0.range.upperBound, $0.range.lowerBound + 1) }
    scoped += target.comments.map { Scoped(comment: $0.comment, document: $0.document, range: range) }
  }

  private func offer(
    _ range: Range<Int>, isKeyed: Bool, to targets: inout [Target], _ isWanted: (Target) -> Bool
  ) {
    var index = targets.bisect { $0.start > range.lowerBound }
    while index > 0, targets[index - 1].end > range.lowerBound {
      index -= 1
      guard isWanted(targets[index]) else { continue }
      if let best = targets[index].best,
        (best.start, best.isKeyed ? 0 : 1) <= (range.lowerBound, isKeyed ? 0 : 1)
      {
        continue
      }
      targets[index].best = (range.lowerBound, isKeyed, range)
    }
  }
}
