/// A place in a configuration file.
package struct ConfigurationPlace: Sendable, Hashable {
  /// The file as messages call it.
  package let file: String
  package let span: Span

  package init(file: String, span: Span) {
    self.file = file
    self.span = span
  }

  /// `.deploylint.yaml:3:5`.
  package var display: String { "\(DisplayText.escaped(file)):\(span.start.display)" }
}
