/// What an evaluation may cost. The cost counts steps, not time, so that the same expression over the same data
/// stops at the same place on every machine.
public struct Budget: Sendable {
  /// The cost at which evaluation still goes on.
  public let limit: Int
  /// The cost so far. It may end a little above the limit.
  public private(set) var spent = 0

  /// A budget that ends when more than `limit` units are spent.
  public init(limit: Int) {
    self.limit = limit
  }

  /// Whether more was spent than allowed.
  public var isExhausted: Bool { spent > limit }

  /// Adds to the cost.
  public mutating func charge(_ cost: Int) {
    let (sum, overflow) = spent.addingReportingOverflow(cost)
    spent = overflow ? .max : sum
  }

  /// Going through a text costs a tenth of a unit a byte.
  mutating func chargeText(_ text: String) {
    charge(text.utf8.count / 10)
  }

  var error: Value {
    .failure("evaluation cost over \(limit)")
  }
}
