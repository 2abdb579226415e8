/// The findings that a team has already: they do not count, and what is new does.
package struct Baseline: Sendable {
  /// What is remembered of one finding. Path and message are for people.
  package struct Entry: Sendable, Hashable {
    /// From the baseline's folder, with `/`.
    package var file: String
    package var rule: String
    package var fingerprint: String
    package var path: String
    package var message: String
  }

  /// File, rule and fingerprint, byte for byte: what tells findings apart. Equal ones are counted.
  struct Key: Hashable {
    let parts: [[UInt8]]
  }

  static let version = 1

  /// Ordered by file, then by rule, then by fingerprint.
  package private(set) var entries: [Entry]

  package init(_ entries: [Entry] = []) {
    self.entries = entries.sorted(by: Self.isInOrder)
  }

  private static func isInOrder(_ left: Entry, _ right: Entry) -> Bool {
    for member in [\Entry.file, \.rule, \.fingerprint, \.path, \.message] {
      if !TextOrder.isEqual(left[keyPath: member], right[keyPath: member]) {
        return TextOrder.isLess(left[keyPath: member], right[keyPath: member])
      }
    }
    return false
  }

  /// JSON with a member a line, so that a change shows what it is about, and a line break at the end.
  package var bytes: [UInt8] {
    var writer = JSONWriter(isPretty: true)
    writer.object { writer in
      writer.member("version", Self.version)
      writer.name("findings")
      writer.array { writer in
        for entry in entries {
          writer.object { writer in
            writer.member("file", entry.file)
            writer.member("rule", entry.rule)
            writer.member("fingerprint", entry.fingerprint)
            writer.member("path", entry.path)
            writer.member("message", entry.message)
          }
        }
      }
    }
    writer.endLine()
    return writer.bytes
  }
}

extension Baseline.Entry {
  var key: Baseline.Key { Baseline.Key(parts: [Array(file.utf8), Array(rule.utf8), Array(fingerprint.utf8)]) }

  /// - Parameter file: from the baseline's folder.
  init(_ diagnostic: Diagnostic, file: String) {
    let location = diagnostic.request?.location.components ?? []
    self.init(
      file: file, rule: diagnostic.rule, fingerprint: diagnostic.fingerprint,
      path: RequestPath(location + diagnostic.path.components).description, message: diagnostic.message)
  }
}
