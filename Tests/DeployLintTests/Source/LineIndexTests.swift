import Testing

@testable import DeployLint

@Suite struct LineIndexTests {
  static func index(_ text: String) -> LineIndex { LineIndex(Source(name: "test", bytes: Array(text.utf8))) }

  @Test(arguments: [
    (0, "1:1"), (1, "1:2"), (2, "2:1"), (4, "3:1"), (5, "3:2"), (6, "3:3"), (7, "4:1"), (8, "5:1"), (9, "5:2"),
    (99, "5:2"), (-1, "1:1"),
  ])
  func linesEndWithLFOrCRLFOrCR(offset: Int, place: String) {
    // a LF b CR c CR LF LF d
    let position = Self.index("a\nb\rc\r\n\nd").position(of: offset)
    #expect("\(position.line):\(position.column)" == place)
  }

  @Test func placesAreInTheOrderOfTheFile() {
    let index = Self.index("abc\nd")
    #expect(index.position(of: 2) < index.position(of: 4))
    #expect(index.position(of: 4) > index.position(of: 2))
    #expect(!(index.position(of: 2) < index.position(of: 2)))
  }

  @Test func columnsCountScalars() {
    let index = Self.index("é: \"e\u{301}🙂\" x")
    #expect(index.position(of: 2).column == 2)
    // é : space quote e ◌́ 🙂 quote space x
    #expect(index.position(of: "é: \"e\u{301}🙂\" ".utf8.count).column == 10)
  }

  @Test func byteOrderMarkHasNoColumn() {
    let index = Self.index("\u{FEFF}ab\nc")
    #expect(index.position(of: 0).column == 1)
    #expect(index.position(of: 3).column == 1)
    #expect(index.position(of: 4).column == 2)
    #expect(index.position(of: 4).offset == 4)
    #expect(index.position(of: 6).line == 2)
  }

  @Test func longLinesKeepTheirColumns() {
    let line = String(repeating: "aé🙂", count: 2000)
    let index = Self.index("x\n" + line + "\ny")
    for scalars in [0, 1, 2, 3, 1499, 2999, 5998, 6000] {
      let offset = 2 + String(line.unicodeScalars.prefix(scalars)).utf8.count
      #expect(index.position(of: offset) == Position(line: 2, column: scalars + 1, offset: offset))
    }
    #expect(index.range(ofLine: 2) == 2..<2 + line.utf8.count)
    #expect(index.lineCount == 3)
  }

  @Test func linesAreWithoutTheirBreaks() {
    let index = Self.index("ab\r\n\rcd\n")
    #expect([1, 2, 3, 4].map { index.range(ofLine: $0) } == [0..<2, 4..<4, 5..<7, 8..<8])
    #expect(index.range(ofLine: 0) == nil)
    #expect(index.range(ofLine: 5) == nil)
    #expect(index.line(containing: 6) == 5..<7)
    #expect(index.line(containing: 3) == 0..<2)
  }

  @Test func emptyTextHasOneLine() {
    let index = Self.index("")
    #expect(index.lineCount == 1)
    #expect(index.position(of: 0) == Position(line: 1, column: 1, offset: 0))
    #expect(index.range(ofLine: 1) == 0..<0)
  }

  @Test func everyOffsetAgreesWithCounting() {
    let text = "\u{FEFF}ä\r\n\"x\u{301}\"\n\n\rß" + String(repeating: "ü", count: 700) + "\r\nend"
    let index = Self.index(text)
    var line = 1
    var column = 1
    var offset = 3
    let scalars = Array(text.unicodeScalars.dropFirst())
    for (number, scalar) in scalars.enumerated() {
      #expect(index.position(of: offset) == Position(line: line, column: column, offset: offset))
      offset += UTF8.width(scalar)
      let isBreak = scalar == "\n" || scalar == "\r" && !(number + 1 < scalars.count && scalars[number + 1] == "\n")
      if isBreak { (line, column) = (line + 1, 1) } else { column += 1 }
    }
  }
}
