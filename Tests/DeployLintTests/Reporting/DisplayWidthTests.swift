import Testing

@testable import DeployLint

struct DisplayWidthTests {
  @Test(
    arguments: [
      ("a", 1), ("é", 1), ("\u{301}", 0), ("推", 2), ("한", 2), ("あ", 2), ("Ａ", 2), ("ﾅ", 1), ("😀", 2), ("☀", 1),
      ("\u{20000}", 2), ("α", 1), ("ж", 1), ("\u{20DD}", 0),
    ] as [(Unicode.Scalar, Int)])
  func aScalarTakesItsColumns(_ scalar: Unicode.Scalar, _ width: Int) {
    let shown = DisplayWidth.shown(scalar, at: 0)
    #expect(shown.width == width)
    #expect(TextOrder.isEqual(shown.text, String(scalar)))
  }

  @Test(arguments: [(0, 4), (1, 3), (3, 1), (4, 4), (6, 2)])
  func aTabGoesToTheNextMultipleOfFour(_ column: Int, _ width: Int) {
    let shown = DisplayWidth.shown("\t", at: column)
    #expect(shown.width == width)
    #expect(shown.text == String(repeating: " ", count: width))
  }

  @Test(arguments: ["\u{1B}", "\u{202E}", "\u{200B}", "\u{7F}", "\u{FEFF}"] as [Unicode.Scalar])
  func whatIsEscapedTakesAsManyAsAreShown(_ scalar: Unicode.Scalar) {
    let shown = DisplayWidth.shown(scalar, at: 0)
    #expect(shown.text == "\\u{\(String(scalar.value, radix: 16))}")
    #expect(shown.width == shown.text.utf8.count)
  }
}
