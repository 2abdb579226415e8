/// A request where a document holds one, and how to read it there.
package struct LocatedRequest: Sendable {
  /// One way to read the request: a template with conditions has several.
  package struct Variant: Sendable {
    /// When it is read so, such as "IsProduction"; empty where it always is.
    package var conditions: [(name: String, holds: Bool)] = []
    /// Which of several values a parameter may have; a finding counts only where all of them make it.
    package var alternative = 0
    package var reader: any ValueReader

    package init(
      conditions: [(name: String, holds: Bool)] = [], alternative: Int = 0, reader: any ValueReader
    ) {
      self.conditions = conditions
      self.alternative = alternative
      self.reader = reader
    }
  }

  package var kind: RequestKind
  package var root: Node
  package var dialect: Dialect
  /// What the root is an instance of; `nil` for the input of the kind's operation.
  package var shape: Int?
  /// The way from the document to the request.
  package var location = RequestPath()
  package var variants: [Variant]
  /// The key under which the request should stand and does not, such as `Properties`; the root is then what lacks it.
  package var missingKey: String?
  /// Whether it may be that another request is made in its place: two of one name are then no mistake.
  var isConditional = false
  /// What the endpoint configuration that it names goes by, where that is not its name.
  var configurationKeys: [[UInt8]] = []

  package init(
    kind: RequestKind, root: Node, dialect: Dialect = .api, shape: Int? = nil, location: RequestPath = RequestPath(),
    variants: [Variant] = [Variant(reader: PlainReader())], missingKey: String? = nil
  ) {
    self.kind = kind
    self.root = root
    self.dialect = dialect
    self.shape = shape
    self.location = location
    self.variants = variants
    self.missingKey = missingKey
  }

  /// The same request, in which what holds a placeholder is unknown.
  package func marking(_ placeholders: [PlaceholderStyle]) -> LocatedRequest {
    if placeholders.isEmpty { return self }
    var marked = self
    for index in marked.variants.indices {
      marked.variants[index].reader = PlaceholderReader(marked.variants[index].reader, placeholders)
    }
    return marked
  }
}
