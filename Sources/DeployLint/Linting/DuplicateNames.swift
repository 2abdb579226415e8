/// Finds CreateEndpoint requests of one file whose names differ in case only, or not at all: the service ignores case
/// when it asks whether a name is taken.
struct DuplicateNames {
  /// A stream can be endless; memory is not.
  private static let mostNames = 100_000

  /// The first request, as most texts hold no other.
  private var only: Node?
  private var names = TextTable()
  /// Where each name is first used, by its number.
  private var firsts: [First] = []
  private var isFull = false

  private struct First {
    let range: Range<Int>
    let document: Int
  }

  /// A finding about the request's name, if an earlier request has it.
  mutating func add(_ request: CheckedRequest) -> Finding? {
    guard let visit = request.member("EndpointName", of: 0), !request.visits[visit].pointee.isFailed else { return nil }
    let node = request.visits[visit].pointee.node
    guard let only else {
      only = node
      return nil
    }
    // A name that passed its pattern is ASCII.
    let name = node.text.lowercased()
    if firsts.isEmpty {
      _ = names.enter(only.text.lowercased())
      firsts.append(First(range: only.mark, document: only.document.number))
    }
    let path = request.path(of: visit)
    if let first = names.number(of: name).map({ firsts[$0] }) {
      var finding = Finding(
        rule: BuiltInCheck.duplicateNames, severity: .error,
        message: "the endpoint name \(DisplayText.quoted(node.text)) is used twice in this file; "
          + "names are unique in an account and Region, and case does not count",
        help: "give one of the endpoints another name", url: Documentation.reference + "API_CreateEndpoint.html",
        path: path, actual: .string(node.text), range: node.mark)
      finding.related = [
        Finding.Related(message: "first used here", path: path, range: first.range, document: first.document)
      ]
      finding.identity = "EndpointName=" + node.text
      return finding
    }
    if firsts.count < Self.mostNames {
      _ = names.enter(name)
      firsts.append(First(range: node.mark, document: request.document.number))
      return nil
    }
    guard !isFull else { return nil }
    isFull = true
    return Finding(
      rule: BuiltInCheck.duplicateNames, severity: .note,
      message: "this file holds more than \(Self.mostNames) endpoint names; later ones are compared with those only",
      help: "split the file to have all names compared", url: Documentation.reference + "API_CreateEndpoint.html",
      path: path, range: node.mark)
  }
}
