/// An entry of the configuration that lifts findings by path: how JSON, which has no comments, is suppressed.
package struct PathSuppression: Sendable {
  /// Matches the file's path relative to the folder of the configuration file.
  package let files: Glob
  /// Where in the document (RFC 6901); findings there and below are lifted. `nil` for the whole file.
  ///
  /// A step of digits is an item here, and may be a member in the document: compare by `RequestPath.pointer`.
  package let pointer: RequestPath?
  /// Rule ids, or prefixes that end in `/`.
  package let rules: [RuleSelector]
  package let reason: String
  /// Where the entry stands, for findings about it: the configuration file's name and span.
  package let place: ConfigurationPlace

  package init(files: Glob, pointer: RequestPath?, rules: [RuleSelector], reason: String, place: ConfigurationPlace) {
    self.files = files
    self.pointer = pointer
    self.rules = rules
    self.reason = reason
    self.place = place
  }
}
