"""What `lint` says of values, texts and files."""

import collections
import datetime
import decimal
import enum
import pathlib
import pickle
import types

import pytest
from conftest import CANARY_SIZE, canary

import deploylint


def findings(subject, kind="CreateEndpoint", **options):
    return [(d.rule, d.path) for d in deploylint.lint(subject, kind, **options).diagnostics]


def issue(subject):
    report = deploylint.lint(subject, "CreateEndpoint")
    assert report.diagnostics == ()
    (only,) = report.issues
    assert only.id == "unencodable-request"
    assert report.exit_status("never") == 2
    return only.message


def test_a_good_request_has_no_findings(good):
    report = deploylint.lint(good, kind="CreateEndpoint")
    assert (report.diagnostics, report.issues, report.requests) == ((), (), 1)
    assert report.exit_status("note") == 0
    assert str(report) == "nothing found"


def test_a_finding_is_a_plain_value(bad):
    report = deploylint.lint(bad, kind="CreateEndpoint")
    (finding,) = report.diagnostics
    assert finding.rule == "sagemaker/canary-too-large"
    assert (finding.severity, finding.evidence) == ("error", "documented")
    assert (finding.path, finding.pointer) == (CANARY_SIZE, "/" + CANARY_SIZE.replace(".", "/"))
    assert (finding.actual, dict(finding.allowed)) == (60, {"maximum": 50})
    assert (finding.start, finding.end, finding.member) == (None, None, None)
    assert finding.url.startswith("https://docs.aws.amazon.com/")
    assert len(finding.fingerprint) == 16
    assert report == deploylint.lint(canary(60), kind="CreateEndpoint")
    assert pickle.loads(pickle.dumps(report)) == report
    assert str(report) == (
        f"<request>: {CANARY_SIZE}: error: the canary takes 60% of the fleet; at most 50% is allowed "
        "[sagemaker/canary-too-large]\n  help: set it to 50 or less, or start with a small canary such as 10"
    )


def test_the_kind_is_found_out_where_it_is_not_given(bad):
    assert [d.rule for d in deploylint.lint(bad).diagnostics] == ["sagemaker/canary-too-large"]
    report = deploylint.lint({"services": {}})
    assert [i.id for i in report.issues] == ["no-request"]


def test_instances_belong_to_a_call_or_to_a_linter():
    request = canary(10)
    size = request["DeploymentConfig"]["BlueGreenUpdatePolicy"]["TrafficRoutingConfiguration"]["CanarySize"]
    size.update(Type="INSTANCE_COUNT", Value=3)
    assert findings(request) == []
    known = findings(request, instances=4)
    assert [rule for rule, _ in known] == ["sagemaker/canary-count-too-large"]
    with deploylint.Linter(instances=4) as linter:
        assert [(d.rule, d.path) for d in linter.lint(request, "CreateEndpoint").diagnostics] == known
        assert linter.lint(request, "CreateEndpoint", instances=6).diagnostics == ()


@pytest.mark.parametrize("instances", [0, -1, 2**31, True, 1.5, "4"])
def test_a_number_of_instances_that_cannot_be_is_refused(instances, good):
    with pytest.raises(ValueError, match="instances"):
        deploylint.lint(good, instances=instances)
    with pytest.raises(ValueError, match="instances"):
        deploylint.Linter(instances=instances)


def test_a_kind_that_is_none_is_refused(good):
    with pytest.raises(ValueError, match="CreateEndpoint, UpdateEndpoint, DeploymentConfig"):
        deploylint.lint(good, kind="CreateEndpont")


def test_rules_can_be_switched_off(bad):
    with deploylint.Linter(rules={"sagemaker/canary-too-large": "off"}) as linter:
        assert linter.lint(bad).diagnostics == ()
    with deploylint.Linter(rules={"sagemaker/canary-too-large": "note"}) as linter:
        assert [d.severity for d in linter.lint(bad).diagnostics] == ["note"]


def test_a_rule_that_is_not_there_is_told(bad):
    with deploylint.Linter(rules={"sagemaker/canary-to-large": "off"}) as linter:
        with pytest.raises(deploylint.EngineError, match="did you mean 'sagemaker/canary-too-large'"):
            linter.lint(bad)


# Values


class Name(str, enum.Enum):
    GOOD = "churn"
    BAD = "churn_"


class Number(enum.IntEnum):
    SIXTY = 60


Pair = collections.namedtuple("Pair", "a b")


@pytest.mark.parametrize(
    "value, words",
    [
        (True, "the boolean true"),
        (False, "the boolean false"),
        (None, "null"),
        (7, "the number 7"),
        (2**100, "the number 1267650600228229401496703205376"),
        (1.5, "the number 1.5"),
        (decimal.Decimal("1.50"), "the number 1.50"),
        (decimal.Decimal("1E+2"), "the number 1E+2"),
        (Number.SIXTY, "the number 60"),
        ((), "a list"),
        ([], "a list"),
        (Pair(1, 2), "a list"),
        ({}, "a mapping"),
        (types.MappingProxyType({}), "a mapping"),
        (collections.OrderedDict(), "a mapping"),
        (Name.BAD, "'churn_'"),
        ("é" * 3, "'ééé'"),
        ("a\u2028\U0001f600", "'"),
    ],
)
def test_what_a_value_is_taken_for(value, words):
    report = deploylint.lint({"EndpointName": value, "EndpointConfigName": "c"}, "CreateEndpoint")
    assert [d.path for d in report.diagnostics] == ["EndpointName"]
    assert words in report.diagnostics[0].message


def test_an_enumeration_of_texts_is_a_text():
    assert findings({"EndpointName": Name.GOOD, "EndpointConfigName": "c"}) == []


def test_tuples_are_lists():
    tags = ({"Key": "a", "Value": "b"},)
    assert findings({"EndpointName": "a", "EndpointConfigName": "c", "Tags": tags}) == []


@pytest.mark.parametrize(
    "value, words",
    [
        (float("nan"), "is nan, which JSON has no number for"),
        (float("inf"), "is inf, which JSON has no number for"),
        (decimal.Decimal("NaN"), "is NaN, which JSON has no number for"),
        (decimal.Decimal("-Infinity"), "is -Infinity, which JSON has no number for"),
        (b"a", "is of type bytes, which cannot be sent; write it as a str"),
        (datetime.datetime(2024, 6, 1), "is of type datetime, which cannot be sent; write it as a str"),
        ({1, 2}, "is of type set, which cannot be sent; write it as a list"),
        (object(), "is of type object, which cannot be sent"),
        (iter([]), "cannot be sent"),
        (1j, "is of type complex, which cannot be sent"),
        ("\ud800", "half of a surrogate pair"),
        ({(1, 2): 1}, "has a key of type tuple; keys are texts"),
        ({b"a": 1}, "has a key of type bytes; keys are texts"),
        ({float("nan"): 1}, "has a key of type float; keys are texts"),
    ],
)
def test_what_cannot_be_sent_is_an_issue_with_its_place(value, words):
    message = issue({"EndpointName": "a", "Tags": [{"Value": value}]})
    assert "Tags[0].Value" in message
    assert words in message


@pytest.mark.parametrize(
    "key, name", [(1, "1"), (True, "true"), (None, "null"), (1.5, "1.5"), ("é", "é"), ("", "")]
)
def test_keys_are_what_json_makes_of_them(key, name):
    found = findings({"EndpointName": "a", "EndpointConfigName": "c", "Tags": [{"Key": "a", "Value": "b", key: 1}]})
    assert [rule for rule, _ in found] == ["schema/unknown-field"]
    report = deploylint.lint({"EndpointName": "a", "EndpointConfigName": "c", key: 1}, "CreateEndpoint")
    assert [d.pointer for d in report.diagnostics] == ["/" + name]


def test_a_key_that_two_values_have_is_a_finding():
    found = findings({"EndpointName": "a", "EndpointConfigName": "c", 1: 1, "1": 2})
    assert ("syntax/duplicate-key", "1") in found


def test_a_dict_that_contains_itself_is_an_issue():
    request = {"EndpointName": "a", "DeploymentConfig": {}}
    request["DeploymentConfig"]["BlueGreenUpdatePolicy"] = [request]
    assert "DeploymentConfig.BlueGreenUpdatePolicy[0] contains itself" in issue(request)


def test_what_stands_twice_does_not_contain_itself():
    tag = {"Key": "a", "Value": "b"}
    assert findings({"EndpointName": "a", "EndpointConfigName": "c", "Tags": [tag, tag]}) != []
    assert deploylint.lint({"EndpointName": "a", "EndpointConfigName": "c", "Tags": [tag, tag]}).issues == ()


@pytest.mark.parametrize("levels, is_too_deep", [(127, False), (128, True), (100_000, True)])
def test_a_dict_has_as_many_levels_as_a_text(levels, is_too_deep):
    value = 1
    for _ in range(levels):
        value = [value]
    rules = [rule for rule, _ in findings({"EndpointName": "a", "EndpointConfigName": "c", "Tags": value})]
    assert ("syntax/limit" in rules) == is_too_deep


def test_a_dict_that_would_fill_the_memory_is_an_issue():
    value = ["x" * 100]
    for _ in range(60):
        value = [value, value]
    assert "larger than 32 MiB" in issue({"Tags": value})


def test_a_dict_beyond_the_limit_of_a_document_is_a_finding():
    assert findings({"EndpointName": "x" * (17 << 20)}) == [("syntax/limit", "")]


# Texts and files


def test_a_text_is_read_as_its_name_says():
    text = '{"EndpointName": "churn_", "EndpointConfigName": "c"}'
    for file in (None, "a.json", "a.yaml"):
        report = deploylint.lint(text, file=file)
        assert [d.rule for d in report.diagnostics] == ["schema/pattern"]
        assert report.diagnostics[0].start == deploylint.Position(1, 18, 17)
        assert report.diagnostics[0].file == file or file is None
    assert [d.rule for d in deploylint.lint("EndpointName: a\n", file="a.json").diagnostics] == ["syntax/error"]


def test_bytes_are_a_text():
    report = deploylint.lint(b"EndpointName: churn_\nEndpointConfigName: c\n", file="deploy/churn.yaml")
    assert str(report).startswith("deploy/churn.yaml:1:15: error: EndpointName is 'churn_'")
    report = deploylint.lint(bytearray(b"EndpointName: \xff"), file="a.yaml")
    assert [d.message for d in report.diagnostics] == ["the byte 0xff at offset 14 is not UTF-8"]


def test_a_path_is_a_file(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text("EndpointName: churn_\nEndpointConfigName: c\n---\nEndpointName: b_\nEndpointConfigName: c\n")
    report = deploylint.lint(path)
    assert [(d.document, d.file) for d in report.diagnostics] == [(0, str(path)), (1, str(path))]
    assert report.requests == 2


def test_a_path_that_cannot_be_read_raises_as_open_does(tmp_path):
    with pytest.raises(FileNotFoundError):
        deploylint.lint(tmp_path / "missing.yaml")
    with pytest.raises(IsADirectoryError):
        deploylint.lint(pathlib.Path(tmp_path))


def test_a_text_that_is_too_long_is_an_issue():
    report = deploylint.lint("# " + "x" * (33 << 20))
    assert "'deploylint check' reads larger ones" in report.issues[0].message
    report = deploylint.lint("EndpointName: " + "x" * (17 << 20), kind="CreateEndpoint")
    assert [d.rule for d in report.diagnostics] == ["syntax/limit"]


@pytest.mark.parametrize("subject", [None, 1, ["a"], object()])
def test_what_is_nothing_of_that_is_refused(subject):
    with pytest.raises(TypeError, match="give a dict, a str, bytes or a path"):
        deploylint.lint(subject)


def test_control_characters_are_shown_escaped():
    report = deploylint.lint("EndpointName: a\nEndpointConfigName: _\n", file="a\x1b[31m.yaml")
    assert "a\\u{1b}[31m.yaml:2:21" in str(report)


# Validation


def test_validate_raises_at_the_level(doubtful, good):
    assert deploylint.lint(good).validate("note").diagnostics == ()
    report = deploylint.lint(doubtful)
    assert report.validate() is report
    with pytest.raises(deploylint.ValidationError) as raised:
        report.validate("warning")
    assert raised.value.report == report
    assert all(str(d) in str(raised.value) for d in report.diagnostics)
    with pytest.raises(ValueError, match="no level"):
        report.validate("fatal")


def test_what_could_not_be_checked_does_not_validate():
    with pytest.raises(deploylint.ValidationError, match="is nan"):
        deploylint.lint({"EndpointName": float("nan")}).validate("never")


def test_a_validation_error_can_be_pickled(bad):
    with pytest.raises(deploylint.ValidationError) as raised:
        deploylint.lint(bad).validate()
    copy = pickle.loads(pickle.dumps(raised.value))
    assert (str(copy), copy.report, copy.fail_level) == (str(raised.value), raised.value.report, "error")
