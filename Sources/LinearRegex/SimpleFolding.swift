/// Text without the difference between upper and lower case.
public enum SimpleFolding {
  /// Returns the one spelling that stands for all of a scalar's: the lowest of its orbit, in ASCII the capital letter.
  ///
  /// This is Unicode's simple folding, so one scalar stays one scalar.
  public static func fold(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    // Most keys are ASCII, and its letters are the lowest of their orbits.
    if ("a"..."z").contains(scalar) { return Unicode.Scalar(UInt8(scalar.value) - 0x20) }
    if scalar.isASCII { return scalar }
    var orbit = [CodePointRange(first: scalar.value, last: scalar.value)]
    CaseFolding.close(&orbit)
    return orbit.map(\.first).min().flatMap(Unicode.Scalar.init) ?? scalar
  }
}
