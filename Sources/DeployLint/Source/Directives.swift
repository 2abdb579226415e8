/// A setting in a comment of a YAML file: `# deploylint: kind=CreateEndpoint, instances=4`.
package struct Directive: Sendable {
  package enum Setting: Sendable, Equatable {
    case kind(String)
    case instances(Int)
  }

  package let setting: Setting
  /// `name=value`, as written.
  package let range: Range<Int>
  /// It stands before the first value of the file, so it holds for all documents of it.
  package let isForFile: Bool
}

/// What the comments of one document tell the linter, in the order of the file.
package struct Directives: Sendable {
  package private(set) var directives: [Directive] = []
  package private(set) var suppressions: [SuppressionComment] = []
  /// What is wrong with the settings.
  package private(set) var problems: [SyntaxProblem] = []
  /// What is wrong with the way in which suppressions are written.
  package private(set) var suppressionProblems: [SyntaxProblem] = []

  /// How many comments of the document were read.
  package private(set) var count = 0

  /// So many comments of a file are read: each is kept up to its end, to tell of those that match nothing.
  package static let most = 10_000

  private static let mark = Array("deploylint:".utf8)

  /// - Parameters:
  ///   - kinds: The kinds of requests that `kind=` may name.
  ///   - room: How many comments the file may have still; that there are more is a problem.
  package init(in document: Document, kinds: [String], room: Int = most) {
    let comments = Self.comments(in: document)
    guard !comments.isEmpty else { return }
    let inside = Self.insideScalars(comments.map(\.lowerBound), of: document)
    for (number, comment) in comments.enumerated() where !inside.contains(number) {
      guard count < room else {
        problems.append(
          SyntaxProblem(
            rule: SyntaxProblem.limit, range: comment,
            message: "the file holds more than \(Self.most) comments for deploylint; those from here on are not read",
            help: "suppress in the configuration, or split the file"))
        return
      }
      count += 1
      let isForFile =
        document.number == 0 && document.source.origin.offset == 0
        && comment.lowerBound < document.root.valueRange.lowerBound
      read(comment, in: document, isForFile: isForFile, kinds: kinds)
    }
  }

  /// Whether a comment before the first value of a text may be for all of its documents; `false` is certain.
  static func mayHoldForFile(_ text: [UInt8]) -> Bool {
    var start = text.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while start < text.count {
      let end = text[start...].firstIndex(of: 0x0A) ?? text.count
      let line = text[start..<end].drop(while: JSONReader.isSpace)
      let isBeforeValue = line.isEmpty || ["#", "%", "---", "!", "&"].contains { line.starts(with: $0.utf8) }
      guard isBeforeValue else { return false }
      if line.withUnsafeBufferPointer({ TextSearch.isFound("deploylint:", in: $0) }) { return true }
      start = end + 1
    }
    return false
  }

  /// What looks like a comment for the linter, each from its `#` to the end of its line.
  private static func comments(in document: Document) -> [Range<Int>] {
    document.source.bytes.withUnsafeBufferPointer { bytes in
      var comments: [Range<Int>] = []
      var at = document.range.lowerBound
      let end = document.range.upperBound
      while at < end {
        let hash = at
        at += 1
        guard bytes[hash] == UInt8(ascii: "#"),
          hash == document.source.byteOrderMarkLength || hash == 0
            || JSONReader.isSpace(bytes[hash - 1])
        else { continue }
        while at < end, bytes[at] == 0x20 || bytes[at] == 0x09 { at += 1 }
        guard bytes[at..<end].starts(with: mark) else { continue }
        while at < end, bytes[at] != 0x0A, bytes[at] != 0x0D { at += 1 }
        comments.append(hash..<at)
      }
      return comments
    }
  }

  /// Which of the offsets, which ascend, are no comments because a scalar or key holds them.
  private static func insideScalars(_ offsets: [Int], of document: Document) -> Set<Int> {
    var inside: Set<Int> = []
    let bytes = document.source.bytes
    func mark(_ start: UInt32, _ end: UInt32) {
      var start = document.base + Int(start)
      let end = document.base + Int(end)
      // Behind the `|` of a block scalar a comment is one; no other scalar or key begins so.
      if start < end, bytes[start] == UInt8(ascii: "|") || bytes[start] == UInt8(ascii: ">") {
        while start < end, !TextAround.isBreak(bytes[start]) { start += 1 }
      }
      var index = offsets.bisect { $0 >= start }
      while index < offsets.count, offsets[index] < end {
        inside.insert(index)
        index += 1
      }
    }
    for record in document.records {
      mark(record.keyStart, record.keyEnd)
      if record.kind != .mapping, record.kind != .sequence { mark(record.start, record.end) }
    }
    return inside
  }

  /// Reads the settings of one comment; what follows a mistake is not read, so that it is told once.
  private mutating func read(_ comment: Range<Int>, in document: Document, isForFile: Bool, kinds: [String]) {
    let bytes = document.source.bytes
    let colon = bytes[comment].firstIndex(of: UInt8(ascii: ":")) ?? comment.upperBound - 1
    var isEmpty = true
    for item in bytes[(colon + 1)..<comment.upperBound].split(whereSeparator: Self.isSeparator) {
      isEmpty = false
      // The rest of the comment belongs to it, because a reason is free text.
      if item.starts(with: "ignore".utf8) {
        let reader = SuppressionCommentReader(bytes: bytes, comment: comment, isForFile: isForFile)
        do throws(SyntaxProblem) {
          suppressions.append(try reader.read(from: item.startIndex))
        } catch {
          suppressionProblems.append(error)
        }
        return
      }
      let range = item.startIndex..<item.endIndex
      let parts = item.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(decoding: parts[0], as: UTF8.self)
      let value = parts.count > 1 ? String(decoding: parts[1], as: UTF8.self) : ""
      switch name {
      case "kind":
        guard kinds.contains(value) else {
          reject(
            range,
            value.isEmpty
              ? "'kind' has no value (there are no blanks around '=')"
              : "there is no kind \(DisplayText.quoted(value))",
            nearest: Suggestion.nearest(to: value, among: kinds), valid: kinds)
          return
        }
        directives.append(Directive(setting: .kind(value), range: range, isForFile: isForFile))
      case "instances":
        guard let count = Int32(value), count >= 1 else {
          reject(
            range,
            value.isEmpty
              ? "'instances' has no value (there are no blanks around '=')"
              : "\(DisplayText.quoted(value)) is no number of instances",
            valid: ["whole numbers from 1 to \(Int32.max)"])
          return
        }
        directives.append(Directive(setting: .instances(Int(count)), range: range, isForFile: isForFile))
      default:
        let names = ["kind", "instances"] + SuppressionComment.Form.allCases.map(\.rawValue)
        let word = String(decoding: parts[0].prefix { $0 != UInt8(ascii: "[") }, as: UTF8.self)
        reject(
          range, "there is no setting \(DisplayText.quoted(name))",
          nearest: Suggestion.nearest(to: word, among: names), valid: Self.valid)
        return
      }
    }
    if isEmpty { reject(comment, "there is no setting", valid: Self.valid) }
  }

  private static let valid = ["kind=…", "instances=…", "ignore[…]"]

  private static func isSeparator(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == UInt8(ascii: ",")
  }

  private mutating func reject(_ range: Range<Int>, _ what: String, nearest: String? = nil, valid: [String]) {
    problems.append(
      SyntaxProblem(
        range: range, message: "\(what), in a comment for deploylint",
        help: nearest.map { "did you mean '\($0)'?" } ?? "valid are \(valid.joined(separator: ", "))"))
  }
}
