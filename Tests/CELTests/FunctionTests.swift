import CEL
import Testing

/// Edges that the specification's tests leave out.
@Suite struct FunctionTests {
  private func check(_ source: String, _ expected: String) {
    let value = try? evaluate(
      source,
      ["min": .int(.min), "nan": .double(.nan), "composed": .string("\u{E9}"), "decomposed": .string("e\u{301}")])
    #expect(value.map(outcome) ?? "error" == expected)
  }

  @Test(arguments: [
    ("min - 1", "error"), ("min / -1", "error"), ("min % -1", "error"), ("-min", "error"), ("min * -1", "error"),
    ("math.abs(min)", "error"),
    ("9223372036854775807 + 0", "9223372036854775807"), ("1 % 0", "error"), ("1.0 / 0.0", "Infinity"),
    ("-1.0 / 0.0", "-Infinity"),
    ("nan == nan", "false"), ("nan != nan", "true"), ("nan < 1.0 || nan >= 1.0", "false"), ("nan in [nan]", "false"),
    ("1 == 1.0", "true"), ("1 + dyn(1.0)", "error"), ("int(9223372036854774784.0)", "9223372036854774784"),
    ("int(9223372036854775807.0)", "error"), ("int(nan)", "error"), ("int(-0.9)", "0"), ("int('+5')", "error"),
    ("int('-5')", "-5"), ("int('')", "error"), ("int('-')", "error"), ("int(' 5')", "error"),
    ("int('9223372036854775808')", "error"),
    ("double('1.')", "error"), ("double('.5')", "error"), ("double('0x1p3')", "error"), ("double('1e5')", "100000"),
    ("double('inf')", "error"), ("double('nan')", "error"), ("string(100.0)", "'100'"), ("string(1e21)", "'1e+21'"),
    ("string(0.1)", "'0.1'"), ("string(-0.0)", "'-0'"), ("bool('yes')", "error"), ("math.round(2.5)", "3"),
    ("math.round(-2.5)", "-3"),
    ("math.greatest([])", "error"), ("math.greatest(['a'])", "error"), ("math.least([3, 1.5, 2])", "1.5"),
    ("math.sqrt(16)", "4"), ("math.sqrt(2.25)", "1.5"),
    ("math.bitShiftLeft(1, -1)", "error"), ("math.bitShiftLeft(1, 63) < 0", "true"), ("math.sign(-0.0)", "-0"),
  ])
  func `numbers never trap`(source: String, expected: String) {
    check(source, expected)
  }

  /// What the specification's own tests say at length.
  @Test(arguments: [
    ("5.5 - 2.0", "3.5"), ("double('Infinity')", "Infinity"), ("double('-Inf')", "-Infinity"),
    ("bool('false')", "false"),
    ("bool('t')", "true"), ("duration('1500ms') == duration('1.5s')", "true"), ("string(duration('90s'))", "'90s'"),
    ("type(true) == bool", "true"), ("type(1) == int", "true"), ("math.abs(-2.5)", "2.5"), ("math.abs(-2)", "2"),
    ("math.ceil('a')", "error"), ("math.greatest(1, 2.5)", "2.5"), ("math.greatest('a', 'b')", "error"),
    ("{true: 1}[true]", "1"), ("{true: 1, false: 2}[false]", "2"), ("'a'.matches(1)", "error"),
    ("'%x %X %o %b'.format([255, 255, 8, 5])", "'ff FF 10 101'"), ("'%.1f %.1e'.format([2, 20])", "'2.0 2.0e+01'"),
    ("'100%% of é'.format([])", "'100% of é'"), ("'%X'.format(['é'])", "'C3A9'"),
    ("strings.quote('\\b\\n\\r\\t\\v')", "'\"\\b\\n\\r\\t\\v\"'"), ("'abc'.lastIndexOf('x')", "-1"),
    ("'abc'.indexOf('x')", "-1"), ("'abc'.lastIndexOf('c')", "2"), ("''.lastIndexOf('')", "0"),
    ("optional.of(1) == optional.of(1)", "true"), ("optional.of(1) == optional.none()", "false"),
    ("optional.of({'a': 1}).a.value()", "1"), ("has(optional.of({'a': 1}).a)", "true"),
    ("has(optional.none().a)", "false"), ("cel.bind(x, 2, x * x)", "4"),
    ("dyn(optional.of({'a': 1})).a.value()", "1"), ("size()", "error"), ("'a'.substring('b')", "error"),
    ("'a'.charAt('b')", "error"), ("math.greatest({})", "error"), ("cel.bind(a.b, 1, 2)", "error"),
    ("strings.quote('\\\\')", "'\"\\\\\"'"), ("type(optional.of(1)) == optional_type", "true"),
    ("1 + duration('1s')", "error"), (".min < 0", "true"),
  ])
  func `functions do what the specification says`(source: String, expected: String) {
    check(source, expected)
  }

  @Test(arguments: [
    ("composed == decomposed", "false"), ("composed in [decomposed]", "false"),
    ("{composed: 1, decomposed: 2}.size()", "2"),
    ("size(decomposed)", "2"), ("size('🐱')", "1"), ("size('a\\r\\nb')", "4"), ("'a\\r\\nb'.contains('\\n')", "true"),
    ("decomposed.startsWith('e')", "true"), ("decomposed.charAt(0)", "'e'"), ("'z' < composed", "true"),
    ("'\\uFFFF' < '🐱'", "true"),
    ("'abc'.charAt(3)", "''"), ("'abc'.charAt(4)", "error"), ("'abc'.charAt(-1)", "error"),
    ("'abc'.substring(3)", "''"),
    ("'abc'.substring(2, 1)", "error"), ("'aaa'.indexOf('aa', 1)", "1"), ("'aaa'.lastIndexOf('aa')", "1"),
    ("''.indexOf('')", "0"),
    ("'abc'.indexOf('', 3)", "3"), ("'abc'.indexOf('c', 4)", "error"), ("'abcabd'.indexOf('abd')", "3"),
    ("'aabaaab'.indexOf('aaab')", "3"),
    ("'abc'.lastIndexOf('abc', 0)", "0"), ("'aXbXc'.split('X', 2)", "[a, bXc]"), ("'a'.split('a')", "[, ]"),
    ("'añb'.split('')", "[a, ñ, b]"),
    ("'abc'.split('', 2)", "[a, bc]"), ("''.split('')", "[]"), ("''.split(',').size()", "1"),
    ("'a,b'.split(',', 0)", "[]"), ("strings.quote('a\\f')", "'\"a\\f\"'"),
    ("'abc'.replace('', '-')", "'-a-b-c-'"), ("'aaa'.replace('a', 'b', 0)", "'aaa'"),
    ("'aaa'.replace('a', 'b', 2)", "'bba'"),
    ("'aaa'.replace('a', 'b', -1)", "'bbb'"), ("'ab'.reverse()", "'ba'"), ("['a', 1].join()", "error"),
    ("[].join(1)", "error"),
    ("'ÀÉa'.upperAscii()", "'ÀÉA'"), ("' \\t'.trim()", "''"), ("strings.quote('a\\u0007\"')", "'\"a\\a\\\"\"'"),
    ("'abc'.matches('b')", "true"), ("'abc'.matches('^b')", "false"), ("['a', '('].all(p, 'a'.matches(p))", "error"),
  ])
  func `texts are sequences of code points`(source: String, expected: String) {
    check(source, expected)
  }

  @Test(arguments: [
    ("'%.0f'.format([0.5])", "'0'"), ("'%.0f'.format([1.5])", "'2'"), ("'%.0f'.format([9.5])", "'10'"),
    ("'%.2f'.format([0.999])", "'1.00'"),
    ("'%.3f'.format([1e21])", "'1000000000000000000000.000'"), ("'%.20f'.format([0.1])", "'0.10000000000000000555'"),
    ("'%.2f'.format([-0.001])", "'-0.00'"), ("'%.0e'.format([9.5])", "'1e+01'"),
    ("'%.3e'.format([5e-324])", "'4.941e-324'"),
    ("'%e'.format([0.0])", "'0.000000e+00'"), ("'%.2e'.format([1.7976931348623157e308])", "'1.80e+308'"),
    ("'%x'.format([-255])", "'-ff'"),
    ("'%b'.format([true])", "'1'"), ("'%s'.format([{'b': 1, 'a': [null]}])", "'{a: [null], b: 1}'"),
    ("'%'.format([])", "error"),
    ("'%.s'.format([1])", "error"), ("'%.2000f'.format([1.0])", "error"), ("'%d'.format(['a'])", "error"),
    ("'%s'.format('a')", "error"),
    ("'%s'.format([])", "error"), ("'%s'.format([1, 2])", "'1'"), ("'%.2d'.format([1])", "error"),
  ])
  func `format rounds exactly`(source: String, expected: String) {
    check(source, expected)
  }

  @Test(arguments: [
    ("duration('1h30m').getMinutes()", "90"), ("duration('1.5s').getMilliseconds()", "1500"),
    ("duration('-90s').getMinutes()", "-1"),
    ("string(duration('1h45m47s'))", "'6347s'"), ("string(duration('-0.25s'))", "'-0.25s'"),
    ("duration('0') == duration('0s')", "true"),
    ("duration('1m') > duration('59s')", "true"), ("duration('1d')", "error"), ("duration('')", "error"),
    ("duration('s')", "error"),
    ("duration('100000000000000s')", "error"), ("duration('2562047h') + duration('2562047h')", "error"),
    ("-duration('1s') < duration('0')", "true"),
    ("duration('0.1234567891s') == duration('123456789ns')", "true"),
    ("type(duration('1s')) == google.protobuf.Duration", "true"), ("duration('1us') == duration('1000ns')", "true"),
    ("duration('2\u{B5}s') == duration('2\u{3BC}s')", "true"), ("duration(composed)", "error"),
  ])
  func `durations have units`(source: String, expected: String) {
    check(source, expected)
  }

  @Test(arguments: [
    ("null", "false"), ("false", "false"), ("true", "true"), ("0", "false"), ("7", "true"), ("0.0", "false"),
    ("-0.5", "true"), ("''", "false"), ("'a'", "true"), ("duration('0s')", "false"), ("duration('1ns')", "true"),
    ("[]", "false"), ("{'a': 1}", "true"), ("optional.none()", "false"), ("optional.of(0)", "true"), ("int", "true"),
  ])
  func `a zero value makes an optional without a value`(content: String, expected: String) {
    check("optional.ofNonZeroValue(\(content)).hasValue()", expected)
  }

  /// What the checker would have refused, evaluated all the same.
  @Test(arguments: [
    ("'a' in 'abc'", "'in' needs a list or a map, not string", "'a' in 'abc'"),
    ("(1).contains('a')", "no such overload: int.contains(string)", "(1).contains('a')"),
    ("(1).matches('a')", "no such overload: int.matches(string)", "(1).matches('a')"),
    ("int([])", "no such overload: int(list)", "int([])"),
    ("optional.of(1) + 1", "no such overload: optional + int", "optional.of(1) + 1"),
    ("[?1]", "'?' needs an optional, not int", "1"), ("{?'a': 1}", "'?' needs an optional, not int", "'a'"),
    ("{'a': 1, 'a': 2}", "the key a is there twice", "'a'"),
    ("(1).all(x, true)", "a list or a map expected, not int", "(1).all(x, true)"),
    ("[1].transformMapEntry(i, v, v)", "a map expected, not int", "[1].transformMapEntry(i, v, v)"),
    ("(1).optMap(x, x)", "an optional expected, not int", "(1).optMap(x, x)"),
    ("optional.of(1).optFlatMap(x, x)", "an optional expected, not int", "optional.of(1).optFlatMap(x, x)"),
  ])
  func `values of the wrong kind are errors with a place`(source: String, message: String, place: String) throws {
    let failure = try #require(errorOf(evaluate(source), in: source))
    #expect(failure.message == message)
    #expect(failure.place == place)
  }
}
