/// For people: message, place, the lines with carets under them, the way out.
public enum TextReporter {
  /// How the text is dressed.
  public enum Style: Sendable {
    case plain
    /// With ANSI colours.
    case colored
  }

  /// The report as text; empty for a report without findings. Control characters of the files are escaped. Of each
  /// document at most 100 findings are shown, the gravest, and the others are counted.
  ///
  /// - Parameters:
  ///   - showsLoneNotes: whether notes of a file without an error or a warning are shown; otherwise they are counted.
  ///   - showsSuppressed: whether the findings that do not count are shown after the others.
  public static func render(
    _ report: Report, style: Style = .plain, showsLoneNotes: Bool = false, showsSuppressed: Bool = false
  ) -> String {
    render(
      report, style: style, showsLoneNotes: showsLoneNotes, showsSuppressed: showsSuppressed,
      most: ShownFindings.standard)
  }

  /// - Parameter most: how many findings of a document are shown; `nil` for all.
  package static func render(
    _ report: Report, style: Style, showsLoneNotes: Bool, showsSuppressed: Bool, most: Int?
  ) -> String {
    var renderer = Renderer(paint: Paint(style: style))
    var hidden = 0
    // A clean run may be one over many files.
    for file in report.diagnostics.isEmpty ? [] : report.byFile {
      let showsNotes = showsLoneNotes || file.diagnostics.contains { $0.severity > .note }
      let told = showsNotes ? file.diagnostics : file.diagnostics.filter { $0.severity > .note }
      hidden += file.diagnostics.count - told.count
      renderer.add(ShownFindings.byDocument(told, most: most))
    }
    if showsSuppressed { renderer.add(ShownFindings.byDocument(report.suppressed, most: most)) }
    if hidden > 0 { renderer.addCount(ofHiddenNotes: hidden) }
    return DisplayText.withoutCommands(renderer.text)
  }

  /// One finding in full.
  static func render(_ diagnostic: Diagnostic) -> String {
    var renderer = Renderer(paint: Paint(style: .plain))
    renderer.add(diagnostic)
    return DisplayText.withoutCommands(renderer.text)
  }

  /// One block in the form of a finding, with these lines below it in place of a finding's own.
  static func block(
    _ diagnostic: Diagnostic, remarks: [(label: String, value: String)], style: Style = .plain
  ) -> String {
    var renderer = Renderer(paint: Paint(style: style))
    renderer.add(diagnostic, remarks: remarks)
    return DisplayText.withoutCommands(renderer.text)
  }

  private struct Renderer {
    let paint: Paint
    var text = ""

    mutating func add(_ diagnostic: Diagnostic, remarks: [(label: String, value: String)]? = nil) {
      if !text.isEmpty { text += "\n" }
      // What is suppressed stands back behind what is not.
      let paint = diagnostic.suppression == nil ? paint : Paint(style: paint.style, isDim: true)
      let severity = diagnostic.severity
      text += paint.severity(severity, "\(severity.rawValue)[\(diagnostic.rule)]")
      text += paint.bold(": \(diagnostic.message)")
      if let suppression = diagnostic.suppression { text += " " + paint.bold(suppression.sentence) }
      text += "\n"
      let gutter = String(diagnostic.snippet?.lines.last?.number ?? 0).utf8.count + 2
      let indent = String(repeating: " ", count: gutter)
      text += indent.dropLast() + paint.frame("-->") + " \(place(of: diagnostic))\n"
      if let span = diagnostic.span, let snippet = diagnostic.snippet {
        text += indent + paint.frame("|") + "\n"
        add(snippet, marks: marks(of: diagnostic, span), severity, gutter: gutter, paint)
      }
      for (label, value) in remarks ?? self.remarks(of: diagnostic) {
        text += indent + paint.frame("=") + " " + paint.bold(label) + " \(value)\n"
      }
    }

    mutating func add(_ documents: [ShownFindings]) {
      for document in documents {
        for diagnostic in document.shown { add(diagnostic) }
        if let rest = document.rest { text += "\n\(rest)\n" }
      }
    }

    mutating func addCount(ofHiddenNotes count: Int) {
      if !text.isEmpty { text += "\n" }
      let (notes, verb, them) = count == 1 ? ("1 note", "is", "it") : ("\(count) notes", "are", "them")
      text += "\(notes) \(verb) not shown; --fail-level note or --format compact shows \(them)\n"
    }

    private func place(of diagnostic: Diagnostic) -> String {
      var place = DisplayText.escaped(diagnostic.file)
      if let span = diagnostic.span { place += ":" + span.start.display }
      if diagnostic.document > 0 { place += " (document \(diagnostic.document + 1))" }
      return place
    }

    private func remarks(of diagnostic: Diagnostic) -> [(label: String, value: String)] {
      var remarks: [(String, String)] = []
      let path = diagnostic.fullPath
      if !path.components.isEmpty { remarks.append(("at", DisplayText.escaped(path.description))) }
      for related in diagnostic.related where !isShown(related, in: diagnostic) {
        let place = related.span.map { ":" + $0.start.display } ?? " " + related.path.description
        remarks.append((related.message + ":", DisplayText.escaped(related.file + place)))
      }
      if !diagnostic.help.isEmpty { remarks.append(("help:", DisplayText.escaped(diagnostic.help))) }
      // What is wrong with a text is plain to see, whoever says so.
      let isAboutText = diagnostic.rule.utf8.starts(with: "syntax/".utf8)
      if diagnostic.severity == .error, diagnostic.evidence == .inferred, !isAboutText {
        remarks.append(("note:", "this is inferred; no page of AWS says it outright"))
      }
      return remarks
    }

    // MARK: Snippets

    private struct Mark {
      let span: Span
      /// `nil` for the finding's own place.
      let label: String?
    }

    private func isShown(_ related: Diagnostic.Related, in diagnostic: Diagnostic) -> Bool {
      guard let line = related.span?.start.line, related.file == diagnostic.file else { return false }
      return diagnostic.snippet?.lines.contains { $0.number == line } ?? false
    }

    private func marks(of diagnostic: Diagnostic, _ span: Span) -> [Mark] {
      var marks = [Mark(span: span, label: nil)]
      for related in diagnostic.related where isShown(related, in: diagnostic) {
        if let span = related.span { marks.append(Mark(span: span, label: related.message)) }
      }
      return marks
    }

    private mutating func add(_ snippet: Snippet, marks: [Mark], _ severity: Severity, gutter: Int, _ paint: Paint) {
      var previous: Int?
      for line in snippet.lines {
        if let previous, line.number > previous + 1 {
          text += paint.frame("...") + "\n"
        }
        previous = line.number
        let number = String(line.number)
        let shown = ShownLine(line)
        text += paint.frame(String(repeating: " ", count: gutter - 1 - number.utf8.count) + number + " |")
        text += shown.text.isEmpty ? "\n" : " \(shown.text)\n"
        for mark in marks where mark.span.start.line == line.number {
          text += String(repeating: " ", count: gutter) + paint.frame("|") + " "
          let (start, width) = shown.columns(of: mark.span, on: line)
          text += String(repeating: " ", count: start)
          if let label = mark.label {
            text += paint.frame(String(repeating: "-", count: width) + " " + DisplayText.escaped(label)) + "\n"
          } else {
            text += paint.severity(severity, String(repeating: "^", count: width)) + "\n"
          }
        }
      }
    }
  }

  /// A line as a terminal shows it.
  private struct ShownLine {
    private(set) var text = ""
    /// Where each scalar starts, and where the last one ends.
    private var starts: [Int] = []

    init(_ line: Snippet.Line) {
      var column = 0
      if line.firstColumn > 1 {
        text = "…"
        column = 1
      }
      for scalar in line.text.unicodeScalars {
        starts.append(column)
        let shown = DisplayWidth.shown(scalar, at: column)
        text += shown.text
        column += shown.width
      }
      starts.append(column)
      if line.isCut { text += "…" }
    }

    /// Where the marks for a span start and how many there are: at least one, and none beyond the line.
    func columns(of span: Span, on line: Snippet.Line) -> (start: Int, width: Int) {
      let first = min(max(span.start.column - line.firstColumn, 0), starts.count - 1)
      let end = span.end.line > line.number ? starts.count - 1 : span.end.column - line.firstColumn
      let last = min(max(end, first), starts.count - 1)
      return (starts[first], max(1, starts[last] - starts[first]))
    }
  }

  /// ANSI escape sequences, or none.
  private struct Paint {
    let style: Style
    var isDim = false

    func severity(_ severity: Severity, _ text: String) -> String {
      switch severity {
      case .error: wrap(text, "1;31")
      case .warning: wrap(text, "1;33")
      case .note: wrap(text, "1;36")
      }
    }

    func bold(_ text: String) -> String { wrap(text, "1") }
    func frame(_ text: String) -> String { wrap(text, "1;34") }

    private func wrap(_ text: String, _ code: String) -> String {
      style == .colored ? "\u{1B}[\(isDim ? "2" : code)m\(text)\u{1B}[0m" : text
    }
  }
}
