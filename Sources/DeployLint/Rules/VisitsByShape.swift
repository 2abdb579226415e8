/// The visits of a request by their shapes, each shape's in preorder. Two arrays for all, because every request makes
/// them.
struct VisitsByShape {
  /// Where each shape's visits begin in `visits`, and one more for the end.
  private var starts: [Int]
  private var visits: [Int]

  init(_ request: CheckedRequest) {
    let shapes = request.model.shapes
    // A counting sort. A shape that acts as another is there as both.
    var ends = [Int](repeating: 0, count: shapes.count + 1)
    var total = 0
    for visit in request.visits {
      ends[visit.shape + 1] += 1
      total += 1
      if let other = shapes[visit.shape].actsAs {
        ends[other + 1] += 1
        total += 1
      }
    }
    for shape in shapes.indices { ends[shape + 1] += ends[shape] }
    starts = ends
    visits = [Int](repeating: 0, count: total)
    for (index, visit) in request.visits.enumerated() {
      visits[ends[visit.shape]] = index
      ends[visit.shape] += 1
      if let other = shapes[visit.shape].actsAs {
        visits[ends[other]] = index
        ends[other] += 1
      }
    }
  }

  /// The visits of a shape.
  subscript(shape: Int) -> ArraySlice<Int> { visits[starts[shape]..<starts[shape + 1]] }

  /// Whether a shape occurs.
  func holds(_ shape: Int) -> Bool { starts[shape] < starts[shape + 1] }
}
