import CEL
import Testing

/// Values that live in a document and are never converted.
@Suite struct ForeignValueTests {
  private let document = Value.foreign([
    "name": .string("blue"), "steps": .foreign([.int(1), .int(2)]),
    "nested": .foreign(["b": .int(2), "a": .double(1)]), "x-y": .null,
  ])

  @Test(arguments: [
    ("self.name", "'blue'"), ("self.nested.b", "2"), ("self['nested']['a']", "1"), ("self.`x-y` == null", "true"),
    ("self.steps[1]", "2"), ("self.steps[1.0]", "2"), ("size(self.steps)", "2"), ("self.size()", "4"),
    ("self.map(k, k)", "[name, steps, nested, x-y]"), ("self.exists(k, v, k == 'name' && v == 'blue')", "true"),
    ("self.steps.map(i, s, i + s)", "error"), ("self.steps.transformList(i, s, i + s)", "[1, 3]"),
    ("self.steps == [1, 2]", "true"), ("[1.0, 2.0] == self.steps", "true"), ("self.steps == [2, 1]", "false"),
    ("self.nested == {'a': 1, 'b': 2}", "true"), ("{'b': 2, 'a': 1} == self.nested", "true"),
    ("self.nested == {'a': 1}", "false"), ("self == self", "true"), ("self.nested == self.steps", "false"),
    ("self.steps + [3]", "[1, 2, 3]"), ("2 in self.steps", "true"), ("1 in self", "false"),
    ("type(self) == map", "true"), ("type(self.steps) == list", "true"), ("self.?absent.orValue(1)", "1"),
    ("self.?name.value()", "'blue'"), ("self.steps[?5].hasValue()", "false"), ("math.greatest(self.steps)", "2"),
  ])
  func `expressions read them like lists and maps`(source: String, expected: String) throws {
    let parsed = try? evaluate(source, ["self": document])
    #expect(parsed.map(outcome) ?? "error" == expected)
  }

  @Test func `display text sorts the members of a mapping`() throws {
    #expect(try evaluate("self.nested", ["self": document]).displayText == "{a: 1, b: 2}")
  }

  @Test(arguments: [
    ("self.nmae", "no such member 'nmae'", "nmae"),
    ("self.name.first", "string has no members, so no 'first'", "first"),
    ("self['absent']", "no such key 'absent'", "self['absent']"),
    ("self.steps[2]", "index 2 out of range", "self.steps[2]"),
    ("self.steps['a']", "a list has no index 'a'", "self.steps['a']"), ("1 + self.nested.c", "no such member 'c'", "c"),
    ("has(self.name.first)", "string has no members, so no 'first'", "first"),
    ("self[-1]", "no such key -1", "self[-1]"),
  ])
  func `reading what is not there is an error with its place`(source: String, message: String, place: String) throws {
    let failure = try #require(errorOf(evaluate(source, ["self": document]), in: source))
    #expect(failure.message == message)
    #expect(failure.place == place)
  }

  /// A host computes its variables when they are read.
  @Test func `a variable is asked for only when it is read`() throws {
    final class Counting: Activation {
      var reads = [0, 0]
      func value(_ slot: Int) -> Value {
        reads[slot] += 1
        return .bool(slot == 0)
      }
    }
    let activation = Counting()
    var budget = Budget(limit: 100)
    let program = try Program(CEL.Expression("a || b"), variables: ["a", "b"])
    #expect(outcome(program.evaluate(activation, budget: &budget)) == "true")
    #expect(activation.reads == [1, 0])
  }

  @Test func `a value stays three words`() {
    #expect(MemoryLayout<Value>.stride == 24)
  }
}
