/// Where and why the JSON reader stopped.
struct JSONFailure: Error {
  enum Reason {
    case empty, tooLong, tooLongKey, tooLongScalar, tooDeep, tooManyValues
    case expectedValue, expectedKey, expectedColon, expectedCommaOrEnd, textAfterValue
    case unclosedString, controlCharacter, badEscape, loneSurrogate, badNumber
  }

  let reason: Reason
  let range: Range<Int>
  /// Where the text that was read ends.
  let end: Int
  /// The innermost open container.
  let container: (kind: Record.Kind, start: Int)?
  let limits: ReaderLimits
}
