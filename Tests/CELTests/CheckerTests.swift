import CEL
import Testing

@Suite struct CheckerTests {
  private static let environment = Environment(
    variables: [
      ("self", .object("Policy")), ("tags", .list(.object("Tag"))), ("n", .int), ("d", .double), ("s", .string),
      ("any", .dynamic), ("labels", .map(.string, .string)), ("open", .object("Open")), ("unshaped", .object("Other")),
    ],
    shapes: { name in
      switch name {
      case "Policy":
        ObjectShape(
          name: "Policy",
          fields: [
            "Type": .init(type: .string, isRequired: true),
            "CanarySize": .init(type: .object("Size"), isRequired: false),
            "Wait": .init(type: .int, isRequired: false), "Tags": .init(type: .list(.object("Tag")), isRequired: true),
          ])
      case "Size":
        ObjectShape(
          name: "Size",
          fields: ["Type": .init(type: .string, isRequired: true), "Value": .init(type: .int, isRequired: false)])
      case "Tag":
        ObjectShape(
          name: "Tag",
          fields: ["Key": .init(type: .string, isRequired: true), "Value": .init(type: .string, isRequired: false)])
      case "Open": ObjectShape(name: "Open", fields: ["a": .init(type: .int, isRequired: true)], isOpen: true)
      default: nil
      }
    })

  private func problems(_ source: String, given: [String] = []) throws -> [Problem] {
    let conditions = try given.map { try CEL.Expression($0) }
    return Self.environment.check(try CEL.Expression(source), given: conditions).problems
  }

  @Test(arguments: [
    ("self.Type", "string"), ("self.Tags", "list(Tag)"), ("self.Tags[0].Key", "string"), ("self['Type']", "string"),
    ("self.Tags.map(t, t.Key)", "list(string)"), ("self.Tags.filter(t, t.Key == 'a')", "list(Tag)"),
    ("tags.transformMap(i, t, t.Key)", "map(int, string)"), ("self.all(k, k.startsWith('a'))", "bool"),
    ("[]", "list(dyn)"), ("[1, 'a']", "list(dyn)"), ("[[], [1]]", "list(list(int))"), ("{}", "map(dyn, dyn)"),
    ("{'a': [1]}.a[0]", "int"), ("true ? 1 : 'a'", "dyn"), ("true ? 1 : 2", "int"), ("any.b.c + 1", "int"),
    ("any + any", "dyn"), ("n * 2", "int"), ("d / 2.0", "double"), ("s + 'a'", "string"), ("[1] + [2]", "list(int)"),
    ("duration('1s') + duration('2s')", "duration"), ("size(tags)", "int"), ("open.a", "int"), ("open.b", "dyn"),
    ("unshaped.x.y", "dyn"), ("labels.team", "string"), ("labels['team']", "string"), ("type(1)", "type"),
    ("int", "type"),
    ("optional.of(1)", "optional_type(int)"), ("labels.?team", "optional_type(string)"),
    ("self.?CanarySize.?Value.orValue(0)", "int"), ("labels.?team.optMap(t, size(t))", "optional_type(int)"),
    ("math.greatest(1, 2)", "int"), ("math.greatest(1, 2.0)", "dyn"), ("cel.bind(x, n, x + 1)", "int"),
    ("dyn(1)", "dyn"),
    ("string(n) + s", "string"), ("s.split(',')", "list(string)"), ("null", "null_type"), ("!any", "bool"),
    ("-d", "double"), ("[1] + ['a']", "list(dyn)"), ("self[s]", "dyn"), ("self == {'Type': s}", "bool"),
  ])
  func `expressions have types`(source: String, type: String) throws {
    let result = Self.environment.check(try CEL.Expression(source))
    #expect(result.problems == [])
    #expect(result.type.description == type)
  }

  @Test(arguments: [
    ("self.Typ", "Policy has no member 'Typ'; did you mean 'Type'?", "Typ"),
    ("self.type == 'a'", "Policy has no member 'type'; did you mean 'Type'?", "type"),
    ("self['Typ']", "Policy has no member 'Typ'; did you mean 'Type'?", "'Typ'"),
    ("has(self.Canary)", "Policy has no member 'Canary'", "Canary"),
    ("self.?Nothing", "Policy has no member 'Nothing'", "Nothing"),
    ("tags.all(t, t.key != '')", "Tag has no member 'key'; did you mean 'Key'?", "key"),
    ("sel.Type", "no variable 'sel'; did you mean 'self'?", "sel"), ("n.a", "int has no members, so no 'a'", "a"),
    ("n == 'a'", "no such overload: int == string; the two are never equal", "n == 'a'"),
    ("s != null", "no such overload: string != null_type; the two are never equal", "s != null"),
    ("n < 'a'", "no such overload: int < string", "n < 'a'"),
    ("[1] < [2]", "no such overload: list(int) < list(int)", "[1] < [2]"),
    ("n + d", "no such overload: int + double; convert one side with int() or double()", "n + d"),
    ("n + s", "no such overload: int + string", "n + s"), ("d % 2.0", "no such overload: double % double", "d % 2.0"),
    ("n in s", "no such overload: int in string", "n in s"),
    ("'a' in [1]", "no such overload: string in list(int)", "'a' in [1]"),
    ("!n", "no such overload: !int", "!n"), ("-s", "no such overload: -string", "-s"),
    ("n && true", "'&&' needs bool, not int", "n"),
    ("s ? 1 : 2", "a condition is bool, not string", "s"),
    ("tags.all(t, t.Key)", "a condition is bool, not string", "t.Key"),
    ("n.all(x, true)", "a list or a map expected, not int", "n"), ("size(n)", "no such overload: size(int)", "size(n)"),
    ("s.contains(1)", "no such overload: string.contains(int)", "s.contains(1)"),
    ("s.size(1)", "size() takes 1 argument, not 2", "size"),
    ("s.sizes()", "no function 'sizes'; did you mean 'size'?", "sizes"),
    ("s.matches('a(')", "invalid pattern", "'a('"), ("duration('soon')", "'soon' is no duration", "'soon'"),
    ("'%d %d'.format([1])", "the format asks for 2 values, but there are 1", "[1]"),
    ("'%y'.format([1])", "unknown clause '%y' in the format", "'%y'"), ("{1.5: 2}", "double cannot be a key", "1.5"),
    ("{'a': 1, 'a': 2}", "the key a is there twice", "'a'"), ("tags['a']", "a list's index is int, not string", "'a'"),
    ("labels[1]", "the map's keys are string, not int", "1"), ("n[0]", "int cannot be indexed", "n[0]"),
    ("uint(1)", "uint() is not in this profile", "uint"), ("[?1]", "'?' needs an optional, not int", "1"),
    ("n.optMap(x, x)", "an optional expected, not int", "n"),
    ("labels.?a.optFlatMap(x, x)", "an optional expected, not string", "x"),
    ("s - s", "no such overload: string - string", "s - s"),
    ("n.value()", "no such overload: int.value()", "n.value()"),
    ("self[1]", "a member's name is string, not int", "1"),
  ])
  func `problems have a message and a place`(source: String, message: String, place: String) throws {
    let found = try problems(source)
    #expect(found.count == 1)
    #expect(found.first?.severity == .error)
    #expect(found.first?.message.hasPrefix(message) == true)
    #expect(excerpt(found.first?.range, of: source) == place)
  }

  @Test func `objects are not checked where there are no shapes`() throws {
    let environment = Environment(variables: [("self", .object("Policy"))])
    #expect(try environment.check(CEL.Expression("self.Typ.a == 1")).problems == [])
  }

  @Test func `all problems are found, not only the first`() throws {
    let found = try problems("self.Typ == 'a' && n == 's' || tags.exists(t, t.Kee == nothing)")
    #expect(
      found.map(\.message) == [
        "Policy has no member 'Typ'; did you mean 'Type'?", "no such overload: int == string; the two are never equal",
        "Tag has no member 'Kee'; did you mean 'Key'?", "no variable 'nothing'",
      ])
  }

  @Test(arguments: ["n < d", "n == d", "d >= 1", "1 in [1.5]", "[1] == [1.5]", "n == any", "self == any"])
  func `numbers of both kinds can be compared`(source: String) throws {
    #expect(try problems(source) == [])
  }

  @Test(arguments: [
    "has(self.CanarySize) && self.CanarySize.Type == 'a'", "!has(self.CanarySize) || self.CanarySize.Type == 'a'",
    "has(self.CanarySize) ? self.CanarySize.Type == 'a' : true", "!has(self.Wait) ? 0 : self.Wait",
    "has(self.CanarySize) && has(self.CanarySize.Value) && self.CanarySize.Value > 1",
    "self.Wait > 1 && has(self.Wait)", "!(has(self.Wait) && has(self.CanarySize)) || self.Wait > size(self.CanarySize)",
    "tags.all(t, !has(t.Value) || t.Value != '')", "tags.map(t, has(t.Value), t.Value)",
    "'Wait' in self && self.Wait > 1",
    "self.?CanarySize.Type.orValue('')", "self[?'Wait'].hasValue()", "has(self.Wait)", "has(self['Wait'].a) || true",
    "cel.bind(p, self, has(p.Wait) && self.Wait > 1)", "has(self.Wait) && [1].all(i, i < self.Wait)",
  ])
  func `an optional member is read where has makes sure of it`(source: String) throws {
    #expect(try problems(source).filter { $0.severity == .warning && !source.contains("self['Wait']") } == [])
  }

  @Test(arguments: [
    ("self.Wait > 1", "Wait"), ("self.CanarySize.Type == 'a'", "CanarySize"),
    ("has(self.CanarySize.Value)", "CanarySize"),
    ("has(self.CanarySize) && self.CanarySize.Value > 1", "Value"), ("has(self.Wait) || self.Wait > 1", "Wait"),
    ("!has(self.Wait) && self.Wait > 1", "Wait"), ("has(self.Wait) ? 1 : self.Wait", "Wait"),
    ("tags.all(t, t.Value != '')", "Value"), ("self.Wait > 1 && self.Wait < 5", "Wait"), ("self['Wait'] > 1", "'Wait'"),
    ("(has(self.Wait) && true) ? self.Wait : self.Wait", "Wait"),
    ("tags.all(t, has(t.Value)) && tags[0].Value == ''", "Value"),
  ])
  func `an optional member read without has is a warning`(source: String, place: String) throws {
    let found = try problems(source)
    #expect(found.count == 1)
    #expect(found.first?.severity == .warning)
    #expect(excerpt(found.first?.range, of: source) == place)
  }

  @Test func `a condition that holds already makes sure of members`() throws {
    #expect(try problems("self.CanarySize.Value > 1", given: ["has(self.CanarySize)"]).count == 1)
    #expect(try problems("self.CanarySize.Value > 1", given: ["has(self.CanarySize.Value)"]) == [])
    #expect(try problems("self.Wait > 1", given: ["self.Wait < 10 && n > 1"]) == [])
    #expect(try problems("self.Wait > 1", given: ["self.Wait < 10 || n > 1"]).count == 1)
  }

  @Test func `templates are checked in the whole text`() throws {
    let text = "é {self.Typ} {n + 1} {self.Wait}"
    let found = try Self.environment.check(template: text).problems
    #expect(found.map { excerpt($0.range, of: text) } == ["Typ", "Wait"])
    #expect(try Self.environment.check(template: text, given: [CEL.Expression("has(self.Wait)")]).problems.count == 1)
    #expect(throws: SyntaxError.self) { try Self.environment.check(template: "{") }
  }
}
