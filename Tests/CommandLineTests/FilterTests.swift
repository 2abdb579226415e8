import Foundation
import Testing

@Suite struct FilterTests {
  private static let good = #"{"EndpointName":"churn","EndpointConfigName":"churn-config"}"#
  private static let bad = #"{"EndpointName":"churn_","EndpointConfigName":"churn-config"}"#

  private func filter(_ input: String, _ arguments: String...) throws -> Executable.Outcome {
    try Executable.run(["filter"] + arguments, Executable.Surroundings(input: Data(input.utf8)))
  }

  private func objects(_ output: String) throws -> [[String: Any]] {
    try output.split(separator: "\n").map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
  }

  @Test func `findings come in order, with the line`() throws {
    let outcome = try filter([Self.good, Self.bad, "", Self.good, Self.bad].joined(separator: "\n"))
    #expect(outcome.status == 1)
    let found = try objects(outcome.output)
    #expect(found.map { $0["line"] as? Int } == [2, 5])
    #expect(found.allSatisfy { $0["type"] as? String == "finding" && $0["rule"] as? String == "schema/pattern" })
    #expect(found.allSatisfy { $0["start"] == nil && $0["id"] == nil })
    #expect(outcome.errors == "checked 4 requests in 5 lines: 2 errors\n")
  }

  @Test(arguments: ["7", "\"a\\u00e9\"", "null", "{\"a\":[1,2.50]}", "[]", "1e3"])
  func `an id comes back as it is written`(_ id: String) throws {
    let outcome = try filter("{ \"id\" : \(id) , \"request\" : \(Self.bad) }\n")
    #expect(outcome.output.contains("\"id\":\(id),"))
    #expect(try objects(outcome.output).count == 1)
  }

  @Test func `with reports, each line has one answer`() throws {
    let outcome = try filter(
      [Self.good, "{\"id\":1,\"request\":\(Self.bad)}", "[]", "{}"].joined(separator: "\n") + "\n", "--reports")
    let answers = try objects(outcome.output)
    #expect(answers.map { $0["line"] as? Int } == [1, 2, 3, 4])
    #expect(answers.map { ($0["diagnostics"] as? [Any])?.count } == [0, 1, 0, 0])
    #expect(answers.map { ($0["issues"] as? [Any])?.count } == [0, 0, 1, 1])
    #expect(answers.map { $0["id"] as? Int } == [nil, 1, nil, nil])
    #expect(outcome.status == 1)
  }

  @Test func `kind and instances of a line go before the options`() throws {
    let lines = """
      {"id":1,"request":{"Tags":[]}}
      {"id":2,"request":{"Tags":[]},"kind":"UpdateEndpoint"}

      """
    let found = try objects(try filter(lines, "--kind", "CreateEndpoint").output)
    #expect(found.filter { $0["id"] as? Int == 1 }.count == 2)
    #expect(found.contains { $0["id"] as? Int == 2 && $0["rule"] as? String == "schema/unknown-field" })
  }

  @Test func `a text is read like a file of its name`() throws {
    let lines = """
      {"text":"EndpointName: churn_\\nEndpointConfigName: c\\n","file":"a.yaml"}
      {"base64":"RW5kcG9pbnROYW1lOiD/","file":"b.yaml"}

      """
    let found = try objects(try filter(lines).output)
    #expect(found.map { $0["file"] as? String } == ["a.yaml", "b.yaml"])
    #expect((found[0]["start"] as? [String: Int])?["column"] == 15)
    #expect(found[1]["message"] as? String == "the byte 0xff at offset 14 is not UTF-8")
  }

  @Test func `a text without a name is read by what it looks like`() throws {
    let lines = """
      {"text":"EndpointName: churn_\\nEndpointConfigName: c\\n"}
      {"text":"{\\"EndpointName\\": \\"churn_\\", \\"EndpointConfigName\\": \\"c\\"}"}

      """
    let found = try objects(try filter(lines).output)
    #expect(found.map { $0["file"] as? String } == ["<text>", "<text>"])
    #expect(found.map { $0["rule"] as? String } == ["schema/pattern", "schema/pattern"])
  }

  @Test(arguments: [
    (#"{"id":1,"request":{},"kin":"x"}"#, "did you mean 'kind'?"),
    (#"{"id":1,"request":{},"colour":"x"}"#, "there are request, text, base64, id, file, kind, instances"),
    (#"{"id":1,"request":{},"kind":"CreateEndpont"}"#, "did you mean 'CreateEndpoint'?"),
    (#"{"id":1,"request":{},"kind":"Pod"}"#, "it is one of CreateEndpoint, UpdateEndpoint, DeploymentConfig"),
    (#"{"id":1,"request":{},"instances":0}"#, "1 to 2147483647"),
    (#"{"id":1,"request":{},"instances":"4"}"#, "1 to 2147483647"),
    (#"{"id":1,"request":{},"text":""}"#, "give one of them"),
    (#"{"id":1,"request":{},"request":{}}"#, "given twice"),
    (#"{"id":1,"text":{}}"#, "is no text"), (#"{"id":1,"text":"","file":3}"#, "is no text"),
    (#"{"id":1,"base64":"*AAA"}"#, "no Base64"), (#"{"id":1,"base64":"*"}"#, "no Base64"),
    (#"{"id":1,"base64":"A"}"#, "no Base64"),
  ])
  func `a line that cannot be followed is an issue, and the others go on`(_ line: String, _ words: String) throws {
    let outcome = try filter(line + "\n" + Self.bad + "\n")
    let answers = try objects(outcome.output)
    try #require(answers.count == 2)
    let issue = try #require(answers[0]["issue"] as? [String: Any])
    #expect(issue["id"] as? String == "wrong-line")
    #expect((issue["message"] as? String)?.contains(words) == true)
    #expect(answers[0]["id"] as? Int == 1)
    #expect(outcome.status == 2)
  }

  @Test(arguments: ["nope", "{\"id\":1,\"request\":{", "{\"id\":1,\"request\":\"x", "\u{1}", "{\"a\":}"])
  func `a line that is no JSON is an issue`(_ line: String) throws {
    let outcome = try filter(line + "\n")
    let issue = try #require(try objects(outcome.output).first?["issue"] as? [String: Any])
    #expect(issue["id"] as? String == "wrong-line")
    #expect((issue["message"] as? String)?.hasPrefix("line 1: it is no JSON: ") == true)
    #expect(outcome.status == 2)
  }

  @Test func `a request that is no JSON is a finding`() throws {
    let outcome = try filter("{\"EndpointName\": churn}\n")
    #expect(try objects(outcome.output).map { $0["rule"] as? String } == ["syntax/error"])
    #expect(outcome.status == 1)
  }

  @Test func `what holds no request is passed over and counted`() throws {
    let outcome = try filter("{\"a\":1}\n[1]\n\(Self.good)\n")
    #expect(outcome.status == 0)
    #expect(outcome.output == "")
    #expect(outcome.errors == "checked 1 request in 3 lines, passed over 2 lines: nothing found\n")
  }

  @Test(arguments: [("error", 1), ("never", 0)])
  func `the level decides the exit status`(_ level: String, _ status: Int32) throws {
    #expect(try filter(Self.bad, "--fail-level", level).status == status)
  }

  @Test func `a rule can be switched off`() throws {
    #expect(try filter(Self.bad, "--rules", "schema/pattern=off").status == 0)
    #expect(try filter(Self.bad, "--rules", "schema/patern=off").errors.contains("did you mean 'schema/pattern'?"))
  }

  @Test func `an impossible number of instances is refused`() throws {
    let outcome = try filter(Self.good, "--instances", "0")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("--instances is 0; an endpoint has 1 to 2147483647 instances"))
  }

  @Test func `nothing is read where a rule of one's own cannot be`() throws {
    let outcome = try filter(Self.bad, "--rule-path", "Tests/Fixtures/wrong-rules/misspelt")
    #expect(outcome.status == 2)
    #expect(outcome.output == "")
    #expect(outcome.errors.contains("a rule file has no key 'hepl'"))
  }

  @Test func `a request as deep as a file may be fits into a line`() throws {
    for (depth, rule) in [(127, "schema/unknown-field"), (128, "syntax/limit")] {
      let deep = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
      let request = #"{"EndpointName":"a","EndpointConfigName":"b","X":"# + deep + "}"
      let found = try objects(try filter("{\"id\":1,\"request\":\(request)}\n").output)
      #expect(found.map { $0["rule"] as? String } == [rule])
      #expect(found.map { $0["id"] as? Int } == [1])
    }
  }

  @Test func `a long stream needs no more memory than a short one`() throws {
    let lines = String(repeating: Self.good + "\n", count: 20_000) + "{\"id\":\"last\",\"request\":\(Self.bad)}\n"
    // 400 MiB of address space hold the program itself, and not what a debug build would keep of the stream.
    let outcome = try Executable.run(
      ["filter"], Executable.Surroundings(input: Data(lines.utf8), memory: 400 << 20))
    #expect(outcome.errors == "checked 20001 requests in 20001 lines: 1 error\n")
    #expect(try objects(outcome.output).map { $0["id"] as? String } == ["last"])
  }

  @Test func `a line that is too long is passed over, and the next one is read`() throws {
    let long = "\"" + String(repeating: "x", count: 65 << 20) + "\""
    let outcome = try filter(long + "\n" + Self.bad + "\n")
    let answers = try objects(outcome.output)
    #expect(answers.map { $0["type"] as? String } == ["issue", "finding"])
    #expect(answers.map { $0["line"] as? Int } == [1, 2])
  }

  @Test func `each line is answered before the next one is sent`() throws {
    // A program that waits for an answer would wait forever otherwise.
    let script = """
      import subprocess, sys
      with subprocess.Popen(['deploylint', 'filter', '--reports'], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                            stderr=subprocess.DEVNULL, bufsize=0) as process:
          for number in range(20):
              process.stdin.write(b'{"id":%d,"request":{}}\\n' % number)
              assert b'"id":%d,' % number in process.stdout.readline()
          process.stdin.close()
      print('answered')
      """
    let outcome = try Executable.shell("exec timeout 60 python3 -c \"$(cat <<'EOF'\n\(script)\nEOF\n)\"")
    #expect(outcome.output == "answered\n", "\(outcome.errors)")
  }
}
