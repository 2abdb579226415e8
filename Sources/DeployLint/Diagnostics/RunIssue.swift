/// Something that went wrong with the run itself, not with a request.
public struct RunIssue: Sendable, Hashable {
  /// What kind of thing went wrong.
  public enum ID: String, Sendable, CaseIterable {
    /// A path that is missing, unreadable or no regular file.
    case unreadableFile = "unreadable-file"
    /// A file that was named on its own and holds no request.
    case noRequest = "no-request"
    /// Nothing was checked in the whole run.
    case nothingChecked = "nothing-checked"
    /// A rule that could not be evaluated.
    case ruleError = "rule-error"
    /// A request from a program that JSON cannot express.
    case unencodableRequest = "unencodable-request"
    /// A line of `deploylint filter` that asks for something that is not there.
    case wrongLine = "wrong-line"
    /// A baseline that cannot be read or written.
    case baseline
    /// A mistake in a configuration file, or in a file that it names; what it is about is not checked.
    case wrongConfiguration = "wrong-configuration"
    /// A mistake in a rule file, or a folder without one.
    case ruleFile = "rule-file"
  }

  /// What kind of thing went wrong.
  public var id: ID
  /// An error makes the run end with status 2.
  public var severity: Severity = .error
  /// One line: what could not be done, with the path, why, and what to do next. Where there is a `span`, the path and
  /// the way out are told apart from it.
  public var message: String
  /// The file it is about, if it is about one.
  public var file: String?
  /// The way out, as an imperative sentence; empty where the message has it, or there is none.
  public var help = ""
  /// Where in the file, if it is about a place.
  public var span: Span?
  /// The lines around `span`.
  public var snippet: Snippet?
}
