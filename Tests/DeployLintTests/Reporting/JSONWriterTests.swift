import Testing

@testable import DeployLint

struct JSONWriterTests {
  private func write(isPretty: Bool = false, _ body: (inout JSONWriter) -> Void) -> String {
    var writer = JSONWriter(isPretty: isPretty)
    body(&writer)
    return writer.text
  }

  @Test func putsCommasBetweenMembersAndItems() {
    let text = write { writer in
      writer.object { writer in
        writer.member("a", 1)
        writer.name("b")
        writer.array { writer in
          writer.value(true)
          writer.null()
          writer.object { _ in }
          writer.array { _ in }
        }
        writer.member("c", "x")
      }
    }
    #expect(text == #"{"a":1,"b":[true,null,{},[]],"c":"x"}"#)
  }

  @Test func indentsPrettyTextByTwo() {
    let text = write(isPretty: true) { writer in
      writer.object { writer in
        writer.member("a", false)
        writer.name("b")
        writer.array { writer in
          writer.object { $0.member("c", 1) }
        }
        writer.name("d")
        writer.array { _ in }
      }
      writer.endLine()
    }
    #expect(
      text == """
        {
          "a": false,
          "b": [
            {
              "c": 1
            }
          ],
          "d": []
        }

        """)
  }

  @Test func linesFollowEachOtherWithoutComma() {
    let text = write { writer in
      for number in 1...2 {
        writer.object { $0.member("n", number) }
        writer.endLine()
      }
    }
    #expect(text == "{\"n\":1}\n{\"n\":2}\n")
  }

  @Test(arguments: [
    ("a\"b\\c/", #""a\"b\\c/""#), ("\n\r\t", #""\n\r\t""#), ("\u{0}\u{1F}\u{7F}", #""\u0000\u001f\u007f""#),
    ("é推😀", "\"é推😀\""), ("\u{9B}\u{2028}\u{202E}", #""\u009b\u2028\u202e""#),
  ])
  func escapesWhatJSONForbidsAndDEL(_ text: String, _ expected: String) {
    #expect(TextOrder.isEqual(write { $0.value(text) }, expected))
  }

  @Test(
    arguments: [
      (.null, "null"), (.boolean(true), "true"), (.integer(.min), "-9223372036854775808"), (.number(1.5), "1.5"),
      (.number(.infinity), "\"inf\""), (.number(.nan), "\"nan\""), (.string("x"), "\"x\""),
      (.list([.integer(1), .list([]), .string("")]), "[1,[],\"\"]"),
    ] as [(Fact, String)])
  func writesFacts(_ fact: Fact, _ expected: String) {
    #expect(write { $0.value(fact) } == expected)
  }
}
