import LinearRegex

/// Finds items of a list that repeat an earlier one, in linear time.
enum UniquenessCheck {
  struct Repetition {
    /// Visits of the later item and of its member, and of the earlier ones.
    let item: Int
    let itemMember: Int
    let first: Int
    let firstMember: Int
  }

  /// Compares the items by a text member; items whose member is absent, failed a check or is no text are passed over.
  static func repetitions(
    of member: String, _ comparison: Rule.Comparison, in list: Int, _ request: CheckedRequest
  ) -> [Repetition] {
    var repetitions: [Repetition] = []
    var firsts: [[UInt8]: (item: Int, member: Int)] = [:]
    var exact: Set<[UInt8]> = []
    for item in request.children(of: list) {
      guard let place = request.member(member, of: item), !request.visits[place].isFailed,
        request.visits[place].node.kind == .string
      else { continue }
      let text = request.visits[place].node.text
      let key = comparison == .exact ? Array(text.utf8) : folded(text)
      let isExactRepetition = comparison == .caseOnly && !exact.insert(Array(text.utf8)).inserted
      guard let first = firsts[key] else {
        firsts[key] = (item, place)
        continue
      }
      if !isExactRepetition {
        repetitions.append(Repetition(item: item, itemMember: place, first: first.item, firstMember: first.member))
      }
    }
    return repetitions
  }

  /// Unicode's simple case folding, scalar by scalar.
  private static func folded(_ text: String) -> [UInt8] {
    var folded = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { folded.append(SimpleFolding.fold(scalar)) }
    return Array(String(folded).utf8)
  }
}
