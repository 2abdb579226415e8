import CEL

/// A checked request as conditions over scalars read it: what ``RequestValues`` says, in plain words. Copies of the
/// request would cost more than what is read from it, so everything goes through one pointer.
extension RequestValues {
  func scalar(of visit: Int, _ members: PackedPath.Members) -> Scalar {
    request.visits.withUnsafeBufferPointer { visits in
      var members = members
      var current = visit
      while let member = members.next() {
        if visits[current].isFailed { return .unknown }
        guard let next = CheckedRequest.member(member, of: current, visits) else {
          return missing(member, of: visits[current])
        }
        current = next
      }
      if visits[current].isFailed { return .unknown }
      return switch shapes[visits[current].shape].type {
      case .object, .array: .container(current)
      case .string: .text(current)
      case .integer: request.integer(current).map(Scalar.int) ?? .unknown
      case .number: .undecided
      case .boolean: request.boolean(current).map(Scalar.bool) ?? .unknown
      }
    }
  }

  /// What `has()` says of the last of the members.
  func presence(of visit: Int, _ members: PackedPath.Members) -> Scalar {
    request.visits.withUnsafeBufferPointer { visits in
      var members = members
      var current = visit
      while let member = members.next() {
        if visits[current].isFailed { return .unknown }
        let next = CheckedRequest.member(member, of: current, visits)
        if members.isAtEnd {
          return shapes[visits[current].shape].type == .object ? .bool(next != nil) : .undecided
        }
        guard let next else { return missing(member, of: visits[current]) }
        current = next
      }
      return .undecided
    }
  }

  /// A required member that is missing was reported; what it would have been is unknown.
  private func missing(_ member: Int, of visit: CheckedRequest.Visit) -> Scalar {
    shapes[visit.shape].requires(member) ? .unknown : .undecided
  }

  /// Answers what `body` does on a text. A value of an enumeration is one by its text, so that this is the API's.
  func withText(_ visit: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Bool) -> Bool {
    request.visits.withUnsafeBufferPointer { $0[visit].node.withText(body) }
  }

  /// How many items or members are written, unknown members among them.
  func size(ofContainer visit: Int) -> Int {
    request.children(of: visit).count + Int(request.visits[visit].unknownMembers)
  }
}
