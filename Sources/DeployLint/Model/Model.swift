import LinearRegex

/// The service's API model: the requests that are checked, their shapes, and what other operations look like.
package final class Model: Sendable {
  /// The top-level members of an operation that is not checked, for telling its requests and answers apart.
  package struct OtherOperation: Sendable {
    package let name: String
    /// Whether the members are those of the answer.
    package let isOutput: Bool
    package let members: [String]
    package let required: [String]
  }

  /// The shapes of whole requests, into `shapes`.
  struct Roots {
    let create: Int
    let update: Int
    let deployment: Int
  }

  /// A file that is no model.
  package struct FormatError: Error, Sendable, CustomStringConvertible {
    package let description: String
  }

  /// What the model was made from, such as "botocore 1.43.11".
  package let version: String
  /// The day of that version; messages about unknown members name it.
  package let date: String
  /// As messages about unknown members call it: "the API model of 2026-05-20".
  let name: String
  package let shapes: [Shape]
  /// The names of all members, by their ids: the words that a dialect translates in messages.
  package let memberNames: [String]
  /// Whether it is the one of the pack, with which the built-in rules were planned.
  let isBuiltIn: Bool
  private let roots: Roots
  private let readOtherOperations: @Sendable () -> [OtherOperation]
  /// Read when a document first fits none of ours as it is.
  private let knownOtherOperations = LazySlot<[OtherOperation]>()
  private let ownVocabulary = LazySlot<Vocabulary>()
  /// The vocabularies of the carriers' dialects that were met.
  private let vocabularies = Lock<[Vocabulary]>([])

  /// - Parameters:
  ///   - name: where the date alone does not say which model it is.
  ///   - otherOperations: read when they are first asked for.
  init(
    version: String, date: String, name: String? = nil, shapes: [Shape], memberNames: [String], roots: Roots,
    isBuiltIn: Bool = false, otherOperations: @escaping @Sendable () -> [OtherOperation]
  ) {
    self.version = version
    self.date = date
    self.name = name ?? "the API model of \(date)"
    self.shapes = shapes
    self.memberNames = memberNames
    self.isBuiltIn = isBuiltIn
    self.roots = roots
    readOtherOperations = otherOperations
  }

  /// The name of the shape that infrastructure tools call an endpoint: what creates it and what updates it, in one.
  package static let endpointResourceName = "EndpointResource"

  package var otherOperations: [OtherOperation] { knownOtherOperations.value(readOtherOperations) }

  // There are too few names for hashing to pay.

  package func index(ofShape name: String) -> Int? { shapes.lastIndex { TextOrder.isEqual($0.name, name) } }

  /// The id that members of this name have; `nil` where no shape has such a member.
  func memberID(_ name: String) -> Int? {
    for id in memberNames.indices where TextOrder.isEqual(memberNames[id], name) { return id }
    return nil
  }

  /// The shape of a whole request.
  package func root(of kind: RequestKind) -> Int {
    switch kind {
    case .createEndpoint: roots.create
    case .updateEndpoint: roots.update
    case .deploymentConfig: roots.deployment
    }
  }

  /// The model in the words of a dialect, made once for each.
  func vocabulary(of dialect: Dialect) -> Vocabulary {
    // Most requests come in the API's own words, and threads that share a linter should not wait for each other.
    if dialect === Dialect.api { return ownVocabulary.value { Vocabulary(self, dialect) } }
    return vocabularies.withLock { known in
      if let found = known.first(where: { $0.dialect === dialect }) { return found }
      let vocabulary = Vocabulary(self, dialect)
      known.append(vocabulary)
      return vocabulary
    }
  }
}
