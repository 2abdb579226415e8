/// A finding: one thing that is wrong with one request or one text.
public struct Diagnostic: Sendable, Hashable {
  /// Another place that the finding speaks of.
  public struct Related: Sendable, Hashable {
    /// What stands there, such as "first used here".
    public var message: String
    /// As in `Diagnostic.file`.
    public var file: String
    /// Counts from 0.
    public var document: Int
    /// Relative to the request.
    public var path: RequestPath
    /// `nil` where the input had no text.
    public var span: Span?
  }

  /// Which request a finding is about.
  public struct Request: Sendable, Hashable {
    /// What the document was taken for.
    public var kind: RequestKind
    /// The endpoint's name, where the request has one that can be read.
    public var name: String?
    /// What holds the request, such as "CloudFormation template"; `nil` where the document is the request.
    public var carrier: String?
    /// The way from the document to the request.
    public var location = RequestPath()
  }

  /// The rule's id, such as `sagemaker/canary-too-large`.
  public var rule: String
  /// How much it matters.
  public var severity: Severity
  /// How well the fact behind it is known.
  public var evidence: Evidence
  /// One line that is complete without the text around it; lower case, no full stop.
  public var message: String
  /// The way out, as an imperative sentence.
  public var help: String
  /// `nil` where the text could not be read as far as a request.
  public var request: Request?
  /// The path as it was given, or the name of standard input.
  public var file: String
  /// Counts from 0 in its file.
  public var document: Int
  /// Where in the request; of a mapping that lacks a member, the mapping.
  public var path: RequestPath
  /// The member that a mapping lacks.
  public var member: String?
  /// The value found, where it is a scalar or a count.
  public var actual: Fact?
  /// What is allowed instead, in the order of a schema's keywords.
  public var allowed: [Limit]
  /// `nil` where the input had no text.
  public var span: Span?
  /// The lines around `span` and the related places of the same file.
  public var snippet: Snippet?
  /// Other places that the finding speaks of.
  public var related: [Related]
  /// A change of the text that settles it, where there is one.
  public var fix: Fix?
  /// The page that states the fact.
  public var url: String
  /// Stays the same when lines move; 16 hexadecimal digits.
  public var fingerprint: String
  /// Why it does not count; `nil` where it does.
  public var suppression: Suppression?
}
