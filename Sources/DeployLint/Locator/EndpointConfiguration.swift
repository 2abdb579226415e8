/// What an endpoint configuration says of the fleet behind an endpoint.
struct EndpointConfiguration: Sendable {
  /// A place in a configuration, for findings about an endpoint that names it.
  struct Place: Sendable {
    /// From the configuration inwards.
    let path: RequestPath
    /// Bytes of the source.
    let range: Range<Int>
    var document: Int
    /// The place in the other file that the configuration stands in; `nil` where it is the endpoint's own.
    var elsewhere: OtherFile?

    func related(_ message: String) -> Finding.Related {
      Finding.Related(message: message, path: path, range: range, document: document, elsewhere: elsewhere)
    }
  }

  /// A production variant. What is unknown or not written is `nil`.
  struct Variant: Sendable {
    let name: String?
    let place: Place
    var instances: (count: Int64, place: Place)?
    var instanceType: (name: String, place: Place)?
    /// Where it says that it is serverless.
    var serverless: Place?

    /// "the variant 'AllTraffic'"
    var label: String { name.map { "the variant " + DisplayText.quoted($0) } ?? "a variant without a name" }
  }

  /// A configuration may have ten; many endpoints may name one that has too many.
  private static let mostVariants = 10

  /// The production variants; those whose presence is unknown are left out.
  private(set) var variants: [Variant] = []
  /// Whether there are more of them than were read.
  private(set) var hasMore = false

  /// Reads the values as the carrier means them: through parameters, conditions and blocks.
  init(_ located: LocatedConfiguration, _ reader: any ValueReader) {
    let list = Members(node: located.root, path: [], dialect: located.dialect, reader: reader)
    guard let list = list["ProductionVariants"] else { return }
    let items = list.items(Self.mostVariants + 1)
    hasMore = items.count > Self.mostVariants
    variants = items.prefix(Self.mostVariants).map { variant in
      var read = Variant(name: variant["VariantName"]?.text, place: variant.place)
      if let count = variant["InitialInstanceCount"], let number = count.integer,
        // Scaling moves the number away from where it starts.
        variant.node.member(located.dialect.spelled("ManagedInstanceScaling")).map(Self.isEmpty) ?? true
      {
        read.instances = (number, count.place)
      }
      if let type = variant["InstanceType"], let name = type.text { read.instanceType = (name, type.place) }
      if let serverless = variant["ServerlessConfig"], !Self.isEmpty(serverless.node) {
        read.serverless = serverless.place
      }
      return read
    }
  }

  private static func isEmpty(_ node: Node) -> Bool {
    node.kind == .null || (node.kind == .sequence && node.count == 0)
  }

  /// All its places, in another file.
  func standing(in file: String, _ index: LineIndex) -> EndpointConfiguration {
    placed { $0.elsewhere = OtherFile(name: file, span: index.span(of: $0.range)) }
  }

  /// The same in a text with so many documents before it.
  func moved(behind documents: Int) -> EndpointConfiguration { placed { $0.document += documents } }

  private func placed(_ move: (inout Place) -> Void) -> EndpointConfiguration {
    func moved(_ place: Place) -> Place {
      var place = place
      move(&place)
      return place
    }
    var copy = self
    copy.variants = variants.map { variant in
      var result = Variant(name: variant.name, place: moved(variant.place))
      result.instances = variant.instances.map { ($0.count, moved($0.place)) }
      result.instanceType = variant.instanceType.map { ($0.name, moved($0.place)) }
      result.serverless = variant.serverless.map(moved)
      return result
    }
    return copy
  }
}

/// An endpoint configuration where a document holds one.
struct LocatedConfiguration: Sendable {
  let root: Node
  let dialect: Dialect
}

/// A value of a configuration, with its way there.
private struct Members {
  let node: Node
  let path: [RequestPath.Component]
  let dialect: Dialect
  let reader: any ValueReader

  var place: EndpointConfiguration.Place {
    EndpointConfiguration.Place(path: RequestPath(path), range: node.mark, document: node.document.number)
  }

  /// A member that is there and known, by the API's name.
  subscript(name: String) -> Members? {
    let key = dialect.spelled(name)
    guard let member = node.member(key), case .value(let value) = reader.read(member) else { return nil }
    return Members(node: value, path: path + [.member(key)], dialect: dialect, reader: reader)
  }

  /// The items that are there and known. A single block may stand without its list.
  func items(_ most: Int) -> [Members] {
    if dialect.hasBlocks, node.kind == .mapping { return [self] }
    guard node.kind == .sequence else { return [] }
    return node.children.prefix(most).enumerated().compactMap { index, item in
      guard case .value(let value) = reader.read(item) else { return nil }
      return Members(node: value, path: path + [.item(index)], dialect: dialect, reader: reader)
    }
  }

  var text: String? { node.kind == .string ? node.text : nil }

  /// A number of instances that the service takes.
  var integer: Int64? {
    let number = node.integer ?? (dialect.convertsScalars && node.kind == .string ? Int64(node.text) : nil)
    return number.flatMap { (1...Int64(Int32.max)).contains($0) ? $0 : nil }
  }
}
