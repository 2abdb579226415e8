import Foundation
import Testing

/// Input that would break a careless reader: each kind gets its own message, in bounded memory.
@Suite struct BadInputTests {
  /// Address space, of which the program and its libraries take a large part.
  private static let memory = 600 << 20

  private func check(_ name: String, _ text: String) throws -> Executable.Outcome {
    let folder = try TemporaryFolder()
    try folder.write(name, text)
    return try folder.run("check", "--format", "compact", name, memory: Self.memory)
  }

  @Test(arguments: [
    ("alias-bomb.yaml", 1, "aliases of this document stand for more than 100000 values [syntax/limit]"),
    ("merge-bomb.yaml", 1, "aliases of this document stand for more than 100000 values [syntax/limit]"),
    ("alias-to-itself.yaml", 1, "the alias '*loop' stands inside the value that it names [syntax/error]"),
    ("invalid-utf-8.yaml", 1, ":2:27: error: the byte 0xff at offset 46 is not UTF-8 [syntax/error]"),
    ("invalid-utf-8.json", 1, ":1:56: error: the byte 0xc3 at offset 55 is not UTF-8 [syntax/error]"),
    ("utf-16.yaml", 1, "the file is UTF-16 text; only UTF-8 is read [syntax/error]"),
    ("utf-16.json", 1, "the file is UTF-16 text; only UTF-8 is read [syntax/error]"),
    ("lone-surrogate.json", 1, ":1:24: error: '\\ud800' is half of a surrogate pair"),
    ("nul-bytes.yaml", 1, ":2:21: error: the file is not text: it holds a NUL byte at offset 40 [syntax/error]"),
    ("binary.yaml", 2, "the file is not text: it holds a NUL byte at offset 7"),
    ("empty.yaml", 2, "is empty"),
    ("only-comments.yaml", 2, "found an empty document"),
    ("null.json", 2, "found null"),
  ])
  func `a hostile file has its own message`(name: String, status: Int32, words: String) throws {
    let outcome = try Executable.run(
      ["check", "--format", "compact", "Tests/Fixtures/hostile/\(name)"],
      Executable.Surroundings(memory: Self.memory))
    #expect(outcome.reason == .exit)
    #expect(outcome.status == status)
    let text = status == 1 ? outcome.output : outcome.errors
    #expect(text.contains(words), "\(text)")
    #expect(outcome.output.isEmpty == (status == 2))
  }

  @Test func `every hostile file has a test`() throws {
    let names = try Project.fixtures("hostile").compactMap { $0.split(separator: "/").last }
    #expect(names.count == 13)
  }

  @Test func `hostile files do not keep a walk from the others`() throws {
    let outcome = try Executable.run(
      ["check", "--format", "json", "Tests/Fixtures/hostile", "Tests/Fixtures/ok"],
      Executable.Surroundings(memory: Self.memory))
    let report = try Report(outcome)
    #expect(outcome.status == 1)
    #expect(report.issues.isEmpty)
    #expect(report.diagnostics.count == 9)
    #expect(report.diagnostics.allSatisfy { $0.rule.hasPrefix("syntax/") })
    #expect(report.summary.passedOver == 4)
  }

  static let nested = 100_000

  @Test(arguments: ["yaml", "json"], ["[", "{\"a\":", "[{\"a\":"])
  func `brackets nested without end are a finding where a request may be`(format: String, bracket: String) throws {
    let closing = String(bracket.compactMap { $0 == "[" ? "]" : $0 == "{" ? "}" : nil }.reversed())
    let nest = String(repeating: bracket, count: Self.nested) + "1" + String(repeating: closing, count: Self.nested)
    for text in ["{\"EndpointName\": \(nest)}\n", "{\"EndpointName\": \(String(nest.prefix(Self.nested)))\n"] {
      let outcome = try check("nested.\(format)", text)
      #expect(outcome.status == 1)
      #expect(outcome.output.hasPrefix("nested.\(format):1:"))
      #expect(outcome.output.hasSuffix("values are nested more than 128 levels deep [syntax/limit]\n"))
      #expect(outcome.output.split(separator: "\n").count == 1)
    }
  }

  @Test(arguments: ["yaml", "json"])
  func `brackets nested without end are no request where no word of one stands`(format: String) throws {
    let text = String(repeating: "[", count: Self.nested) + String(repeating: "]", count: Self.nested)
    let outcome = try check("nested.\(format)", text)
    #expect(outcome.status == 2)
    #expect(outcome.output == "")
    #expect(outcome.errors.contains("cannot be read at 1:129: values are nested more than 128 levels deep"))
  }

  @Test(arguments: ["- ", "? ", "a:\n "])
  func `blocks nested without end are a finding`(step: String) throws {
    var text = "EndpointName:\n"
    if step == "a:\n " {
      // Indentation makes the text quadratic; a few thousand levels are far beyond the limit.
      for level in 0..<2000 { text += String(repeating: " ", count: level + 1) + "a:\n" }
    } else {
      text += "  " + String(repeating: step, count: Self.nested) + "\n"
    }
    let outcome = try check("nested.yaml", text)
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("values are nested more than 128 levels deep [syntax/limit]"))
  }

  @Test func `128 levels are read and 129 are not`() throws {
    // The mapping of the request is a level, too.
    for (levels, isRead) in [(127, true), (128, false)] {
      let nest = String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
      for format in ["yaml", "json"] {
        let text = "{\"EndpointName\": \(nest), \"EndpointConfigName\": \"churn-config\"}\n"
        let outcome = try check("nested.\(format)", text)
        #expect(outcome.output.contains("[schema/type]") == isRead)
        #expect(outcome.output.contains("[syntax/limit]") == !isRead)
      }
    }
  }

  @Test(arguments: [("json", 0, true), ("json", 1, false), ("yaml", 1, false)])
  func `a document of 16 MiB is read and one byte more is not`(format: String, excess: Int, isRead: Bool) throws {
    let head = "{\"EndpointName\": \"churn\", \"EndpointConfigName\": \"churn-config\""
    let blanks = (16 << 20) + excess - head.utf8.count - 1
    let outcome = try check("large.\(format)", head + String(repeating: " ", count: blanks) + "}")
    #expect(outcome.status == (isRead ? 0 : 1))
    #expect(outcome.output.isEmpty == isRead)
    if !isRead {
      #expect(outcome.output.contains("16777217 bytes long; at most 16777216 are read [syntax/limit]"))
    }
  }

  @Test func `duplicate keys are told with the first of them`() throws {
    let outcome = try Executable.run("check", "Tests/Fixtures/err/duplicate-keys.json")
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("the key 'EndpointConfigName' is written twice"))
    #expect(outcome.output.contains("-------------------- first written here"))
  }
}
