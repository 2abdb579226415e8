/// The values of scalars.
extension Node {
  /// The value of an integer; `nil` for any other kind, and where it does not fit 64 bits.
  package var integer: Int64? { kind == .integer ? withText { PlainScalar.integer($0) } : nil }

  /// The value of an integer or float, rounded to what a double can hold; `nil` for any other kind.
  package var double: Double? { kind == .integer || kind == .float ? withText { PlainScalar.double($0) } : nil }

  /// The value of a boolean; `nil` for any other kind.
  package var boolean: Bool? { kind == .boolean ? withText { PlainScalar.boolean($0) } : nil }
}
