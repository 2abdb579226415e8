#!/usr/bin/env python3
"""Validates reports against the schemas of their formats: the recorded ones, and those of runs made here.

    pip install 'jsonschema[format-nongpl]' xmlschema
    python3 Tests/Oracles/validate_golden.py .build/debug/deploylint

JSON reports are held against the schemas that the program prints, the other formats against Tests/Fixtures/schemas.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

import xmlschema
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.validators import validator_for

TESTS = pathlib.Path(__file__).resolve().parent.parent
GOLDEN = TESTS / "CommandLineTests" / "Golden"
SCHEMAS = TESTS / "Fixtures" / "schemas"
EMPTY = {
    "version": 1,
    "tool": {"name": "deploylint", "version": "0.0.0"},
    "diagnostics": [],
    "issues": [],
    "summary": {"files": 0, "passedOver": 0, "requests": 0, "errors": 0, "warnings": 0, "notes": 0, "suppressed": 0},
}
# Runs with and without findings, over texts that are hostile, and such that went wrong.
RUNS = [
    ["Tests/Fixtures/err", "Tests/Fixtures/carriers", "Tests/Fixtures/ok"],
    ["Tests/Fixtures/ok"],
    ["Tests/Fixtures/hostile"],
    ["Tests/Fixtures/missing.yaml", "Tests/Fixtures/examples/churn.yaml"],
    ["Tests/Oracles"],
    ["README.md"],
    ["-"],
]
# Hostile names and texts, which a checkout need not be able to hold.
HOSTILE = {
    "100%, a::b \"x\" & <y>'.yaml": 'EndpointName: "]]>\\0\\e[31m\\u2028{0}[l](u)"\nEndpointConfigName: c\n\u009b: 1\n',
    "::error::.yaml": 'EndpointName: 1\n"<&\\x01\\uFFFE>": 1\nEndpointConfigName: c\n',
    "line\nbreak \x1b[31m é 推.json": '{"EndpointName": 1, "EndpointConfigName": "c", "Tags": [{"Key": "\\u0001"}]}',
}


def run(program, *arguments, folder=TESTS.parent):
    """What a run prints; its status does not matter here."""
    done = subprocess.run(
        [program, *arguments], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, cwd=folder
    )
    return done.stdout.decode("utf-8")


def reports(program, name, golden):
    """Names and texts of the reports of a format: recorded ones, and those of runs."""
    for path in sorted(GOLDEN.glob(golden)):
        yield str(path.relative_to(GOLDEN)), path.read_text("utf-8")
    for paths in RUNS:
        yield f"check --format {name} {' '.join(paths)}", run(program, "check", "--format", name, *paths)
    with tempfile.TemporaryDirectory() as folder:
        for file, text in HOSTILE.items():
            pathlib.Path(folder, file).write_text(text, "utf-8")
        yield f"check --format {name} on hostile names", run(
            program, "check", "--format", name, *HOSTILE, folder=folder
        )


def json_checker(*schemas):
    validators = []
    for schema in schemas:
        kind = validator_for(schema)
        kind.check_schema(schema)
        validators.append(kind(schema, format_checker=FormatChecker()))

    def check(text):
        value = json.loads(text)
        for validator in validators:
            for error in validator.iter_errors(value):
                yield f"{error.json_path}: {error.message}"

    return check


def xml_checker(*names):
    schemas = [(name, xmlschema.XMLSchema(str(SCHEMAS / name))) for name in names]

    def check(text):
        for name, schema in schemas:
            for error in schema.iter_errors(text):
                yield f"{name}: {error.path}: {error.reason}"

    return check


def lines_checker(schema):
    check_line = json_checker(schema)

    def check(text):
        lines = text.split("\n")
        if lines.pop():
            yield "the last line has no end"
        for number, line in enumerate(lines, 1):
            for fault in check_line(line):
                yield f"line {number}: {fault}"
        kinds = [json.loads(line)["type"] for line in lines]
        if kinds.count("summary") != 1 or kinds[-1] != "summary":
            yield "the summary is not the last line"

    return check


def sarif_faults(text):
    """What the specification asks for beyond the schema."""
    for log_run in json.loads(text)["runs"]:
        rules = log_run["tool"]["driver"]["rules"]
        columns = [result["suppressions"] is not None for result in log_run["results"]]
        if not all(columns):
            yield "only some results say whether they are suppressed"
        for result in log_run["results"]:
            # Recorded logs are cut down to the rules that occur.
            if len(rules) > 60 and rules[result["ruleIndex"]]["id"] != result["ruleId"]:
                yield f"{result['ruleId']}: the index is that of another rule"
            location = result["locations"][0]["physicalLocation"]["artifactLocation"]
            if "uriBaseId" in location and location["uriBaseId"] not in log_run["originalUriBaseIds"]:
                yield "a base of a URI is not defined"


def gitlab_faults(text):
    items = json.loads(text)
    if len({item["fingerprint"] for item in items}) != len(items):
        yield "two entries have the same fingerprint"


def both(*checks):
    return lambda text: (fault for check in checks for fault in check(text))


def load(name):
    return json.loads((SCHEMAS / name).read_text("utf-8"))


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    program = str(pathlib.Path(sys.argv[1]).resolve())
    report_schema = json.loads(run(program, "schema", "report"))
    items = {"type": "array", "items": load("gitlab-code-quality-item.schema.json")}
    formats = [
        ("json", "*/report.json", json_checker(report_schema)),
        ("json", "formats/json/*", json_checker(report_schema)),
        ("ndjson", "formats/ndjson/*", lines_checker(json.loads(run(program, "schema", "report-line")))),
        ("sarif", "formats/sarif/*", both(json_checker(load("sarif-2.1.0.schema.json")), sarif_faults)),
        ("junit", "formats/junit/*", xml_checker("junit-ant.xsd", "junit-10-jenkins.xsd")),
        (
            "gitlab",
            "formats/gitlab/*",
            both(json_checker(load("gitlab-code-quality.schema.json"), items), gitlab_faults),
        ),
        ("checkstyle", "formats/checkstyle/*", xml_checker("checkstyle.xsd")),
    ]
    faults = 0
    for name, golden, check in formats:
        count = 0
        for report, text in reports(program, name, golden):
            count += 1
            for fault in check(text):
                faults += 1
                print(f"{report}: {fault}")
        recorded = len(list(GOLDEN.glob(golden)))
        if recorded < 4:
            sys.exit(f"only {recorded} recorded reports match {golden}")
        print(f"{name}: {count} reports, {recorded} of them recorded")
    # A schema that accepts everything would prove nothing.
    for member in EMPTY:
        if Draft202012Validator(report_schema).is_valid({k: v for k, v in EMPTY.items() if k != member}):
            faults += 1
            print(f"the schema accepts a report without {member}")
    if not Draft202012Validator(report_schema).is_valid(EMPTY):
        faults += 1
        print("the schema refuses an empty report")
    print(f"{faults} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
