/// What is in force for a path, for people and for programs.
package enum ConfigurationReporter {
  // MARK: Text

  /// A line a value, in the form of the configuration file, with the origin as a comment.
  package static func text(_ configuration: EffectiveConfiguration) -> String {
    var lines: [(text: String, origin: ConfigurationOrigin?)] = []
    let file = configuration.file.map(DisplayText.escaped) ?? "none"
    lines.append(("# path: \(DisplayText.escaped(configuration.path))", nil))
    lines.append(("# configuration: \(file)", nil))
    if let exclusion = configuration.exclusion {
      lines.append(("# excluded by \(shown(exclusion.fact)), \(exclusion.origin.display)", nil))
    }
    for setting in configuration.settings {
      switch setting.content {
      case .scalar(let value): lines.append(("\(setting.key): \(shown(value.fact))", value.origin))
      case .list(let values) where values.isEmpty: lines.append(("\(setting.key): []", .standard))
      case .mapping(let values) where values.isEmpty: lines.append(("\(setting.key): {}", .standard))
      case .list(let values):
        lines.append(("\(setting.key):", nil))
        for value in values { lines.append(("  - \(shown(value.fact))", value.origin)) }
      case .mapping(let values):
        lines.append(("\(setting.key):", nil))
        for (name, value) in values { lines.append(("  \(shown(.string(name))): \(shown(value.fact))", value.origin)) }
      }
    }
    lines.append(("rules:", nil))
    for rule in configuration.rules {
      let state = rule.severities.map(\.rawValue).joined(separator: " or ")
      lines.append(("  \(rule.id): \(state.isEmpty ? "off" : state)", rule.origin))
    }
    return aligned(lines)
  }

  private static let widest = 60

  private static func aligned(_ lines: [(text: String, origin: ConfigurationOrigin?)]) -> String {
    let width =
      lines.filter { $0.origin != nil }.map { $0.text.unicodeScalars.count }.filter { $0 <= widest }.max() ?? 0
    return lines.map { text, origin in
      guard let origin else { return text + "\n" }
      return text + String(repeating: " ", count: max(0, width - text.unicodeScalars.count)) + "  # \(origin.display)\n"
    }.joined()
  }

  /// A scalar as YAML, quoted where plain text could mean something else.
  private static func shown(_ fact: Fact) -> String {
    if case .string(let text) = fact, isPlain(text) { return text }
    var writer = JSONWriter(isPretty: false)
    writer.value(fact)
    return DisplayText.escaped(writer.text)
  }

  private static func isPlain(_ text: String) -> Bool {
    guard let first = text.utf8.first, isLetter(first) || first == UInt8(ascii: ".") else { return false }
    return text.utf8.allSatisfy { byte in
      isLetter(byte) || (0x30...0x39).contains(byte) || " ./-_,".utf8.contains(byte)
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  // MARK: JSON

  package static func json(_ configuration: EffectiveConfiguration) -> String {
    var writer = JSONWriter(isPretty: true)
    writer.object { writer in
      writer.member("version", 1)
      writer.member("path", configuration.path)
      writer.name("configuration")
      writer.value(configuration.file.map(Fact.string) ?? .null)
      writer.name("excluded")
      write(configuration.exclusion, &writer)
      writer.name("settings")
      writer.object { writer in
        for setting in configuration.settings {
          writer.name(setting.key)
          write(setting.content, &writer)
        }
      }
      writer.name("rules")
      writer.object { writer in
        for rule in configuration.rules {
          writer.name(rule.id)
          writer.object { writer in
            writer.name("severities")
            writer.value(.list(rule.severities.map { .string($0.rawValue) }))
            write(rule.origin, &writer)
          }
        }
      }
    }
    writer.endLine()
    return writer.text
  }

  private static func write(_ content: EffectiveConfiguration.Content, _ writer: inout JSONWriter) {
    switch content {
    case .scalar(let value): write(value, &writer)
    case .list(let values): writer.array { writer in for value in values { write(value, &writer) } }
    case .mapping(let values):
      writer.object { writer in
        for (name, value) in values {
          writer.name(name)
          write(value, &writer)
        }
      }
    }
  }

  private static func write(_ value: EffectiveConfiguration.Value?, _ writer: inout JSONWriter) {
    guard let value else { return writer.null() }
    writer.object { writer in
      writer.name("value")
      writer.value(value.fact)
      write(value.origin, &writer)
    }
  }

  private static func write(_ origin: ConfigurationOrigin, _ writer: inout JSONWriter) {
    writer.name("origin")
    writer.object { writer in
      switch origin {
      case .standard: writer.member("kind", "default")
      case .commandLine: writer.member("kind", "command-line")
      case .file(let place):
        writer.member("kind", "file")
        writer.member("file", place.file)
        writer.member("line", place.span.start.line)
        writer.member("column", place.span.start.column)
      }
    }
  }
}
