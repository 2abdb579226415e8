import Testing

@testable import DeployLint

/// Texts get the same numbers, however many there are.
struct TextTableTests {
  @Test(arguments: [0, 1, 7, 8, 9, 10, 500])
  func numbersTextsInTheirOrder(_ count: Int) {
    var table = TextTable()
    for number in 0..<count {
      #expect(table.number(of: "text \(number)") == nil)
      #expect(table.enter("text \(number)") == (number, true))
      #expect(table.enter("text 0") == (0, false))
    }
    #expect(table.count == count)
    for number in 0..<count { #expect(table.number(of: "text \(number)") == number) }
    #expect(table.number(of: "text") == nil)
  }

  @Test(arguments: [0, 8, 9])
  func twoSpellingsAreTwoTexts(_ others: Int) {
    var table = TextTable()
    for number in 0..<others { _ = table.enter("text \(number)") }
    #expect(table.enter("\u{E9}").isNew)
    #expect(table.enter("e\u{301}").isNew)
    #expect(table.number(of: "\u{E9}") == others)
    #expect(table.number(of: "e\u{301}") == others + 1)
  }
}
