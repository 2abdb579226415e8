import LinearRegex
import Testing

struct `Sharing a pattern` {
  @Test func `many threads get the answers that one gets`() async throws {
    let pattern = try Pattern(#"(?i)^(\p{L}|\d|-)+@[a-zà-ž]{2,5}$"#)
    let texts = (0..<200).map { i in
      "user-\(i)\(i % 3 == 0 ? "é" : "")@\(String(repeating: i % 2 == 0 ? "x" : "Ž", count: i % 7))\(i % 5 == 0 ? "!" : "")"
    }
    let expected = texts.map { try? Pattern(pattern.source).isFound(in: $0) }
    #expect(Set(expected) == [true, false])
    await withTaskGroup(of: [Bool].self) { group in
      for _ in 0..<16 {
        group.addTask { (0..<20).flatMap { _ in texts.map { pattern.isFound(in: $0) } } }
      }
      for await verdicts in group {
        #expect(verdicts == (0..<20).flatMap { _ in expected })
      }
    }
  }

  @Test func `a copy is as good as the original`() throws {
    let pattern = try Pattern("a+")
    let copy = pattern
    #expect(pattern.matchesWhole("aaa"))
    #expect(copy.matchesWhole("aa"))
    #expect(copy.source == "a+")
  }
}
